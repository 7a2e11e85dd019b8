import { expect } from 'vitest';
import type { Target } from '../target.ts';
import type { Exchange } from '../wire.ts';

/** One thing that live Azure was seen to do. */
export interface Row<N extends string> {
  /** Of observed.md, or of facts.md where it says so. */
  section: string;
  says: string;
  /** The exchange of the scenario that shows it. */
  on: N;
  holds(exchange: Exchange, scene: Scene<N>): void;
}

/** A scenario that was played: its exchanges by name. */
export interface Scene<N extends string> {
  target: Target;
  /** Names of what the scenario made. */
  names: Readonly<Record<string, string>>;
  of: Readonly<Record<N, Exchange>>;
}

/** The members of an object in the answer, in their order; `path` by dots. */
export function members(exchange: Exchange, path = ''): string[] {
  return Object.keys(inner(exchange.body, path) ?? {});
}

/** A value in the answer, `path` by dots. */
export function value(exchange: Exchange, path: string): unknown {
  return inner(exchange.body, path);
}

function inner(body: unknown, path: string): unknown {
  const parts = path === '' ? [] : path.split('.');
  return parts.reduce<unknown>(
    (node, part) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string, unknown>)[part] // an object's members are unknown
        : undefined,
    body,
  );
}

/** `West Europe` for `westeurope`: a display name of the same location, and not the name itself. */
export function expectDisplayName(shown: unknown, location: string): void {
  expect(shown).not.toBe(location);
  expect(String(shown).toLowerCase().replaceAll(' ', '')).toBe(location);
}

/** An answer of a provider with this error. */
export function expectFailure(
  exchange: Exchange,
  [status, code, message]: [number, string, string],
): void {
  expect(exchange.status).toBe(status);
  expect(exchange.body).toEqual({ error: { code, message } });
}

/** ARM's own 404, before any provider sees the request. */
export function expectGatewayNotFound(exchange: Exchange, resource: string, group: string): void {
  expectFailure(exchange, [
    404,
    'ResourceNotFound',
    `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  ]);
  expect(exchange.headers['x-ms-failure-cause']).toBe('gateway');
  expect(exchange.headers['api-supported-versions']).toBeUndefined();
  expect(exchange.headers['trackingid']).toBeUndefined();
}

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** `2024-05-30T21:19:13.5369356+00:00`: an offset, trailing zeros cut. */
export const OFFSET_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?\+00:00$/;
/** `2021-12-01T09:28:43.8570000Z`: seven decimals. */
export const SEVEN_DECIMALS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;
