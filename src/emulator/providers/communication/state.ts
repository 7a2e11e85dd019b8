import type { Call, World } from '../../contract.ts';
import { base64, hex, uuid } from '../../random.ts';
import { nowOf } from '../../time.ts';
import type { Author } from './author.ts';
import type { Settings } from './settings.ts';

export interface ServiceState {
  id: string;
  name: string;
  /** As sent: "Global" or "global" (observed 3.1). */
  location: string;
  tags?: Record<string, string>;
  identity?: unknown;
  dataLocation: string;
  hostName: string;
  immutableResourceId: string;
  primaryKey: string;
  secondaryKey: string;
  createdAt: number;
  createdBy: Author;
  modifiedAt: number;
  /** Who changed it last: who signed in, or the provider itself after a link. */
  modifiedBy: Author;
  /** When a creation or an update is done. */
  readyAt: number;
  /** When it is gone. */
  deletedAt?: number;
  etag: string;
  settings: Settings;
  /** As sent; set by linkNotificationHub. */
  notificationHubId?: string;
  /** What ACS pushes with. In no answer, ever (observed 3.2). */
  linkedConnectionString?: string;
}

/** ACS resources by lower-case ARM id. */
export interface CommunicationState {
  services: Record<string, ServiceState>;
}

const KEY = 'microsoft.communication';

/** This provider's part of the world. */
export function communicationState(world: World): CommunicationState {
  return (world.state.providers[KEY] ??= { services: {} }) as unknown as CommunicationState; // only this room writes under KEY
}

/** The ACS resource's ARM id, with the names as sent. */
export function serviceIdOf(call: Call): string {
  const { subscription, group, service } = call.params;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Communication/communicationServices/${service}`;
}

/** The ACS resource that the path names, unless it is absent. */
export function serviceOf(call: Call): ServiceState | undefined {
  return communicationState(call.world).services[serviceIdOf(call).toLowerCase()];
}

interface NewService {
  id: string;
  location: string;
  dataLocation: string;
  readyAt: number;
  by: Author;
}

/** A new ACS resource in the state. Keys are base64 of 64 bytes (observed 3.1). */
export function addService(world: World, { by, ...wanted }: NewService): ServiceState {
  const now = nowOf(world);
  const name = wanted.id.split('/').at(-1) ?? '';
  const service: ServiceState = {
    ...wanted,
    name,
    hostName: hostName(name, wanted.dataLocation),
    immutableResourceId: uuid(world.random),
    primaryKey: base64(world.random, 64),
    secondaryKey: base64(world.random, 64),
    createdAt: now,
    createdBy: by,
    modifiedAt: now,
    modifiedBy: by,
    settings: {},
    etag: newEtag(world),
  };
  communicationState(world).services[wanted.id.toLowerCase()] = service;
  return service;
}

/** `"24003d61-0000-0100-0000-6603690b0000"`, quotes included (observed 3.1). */
export function newEtag(world: World): string {
  return `"${hex(world.random, 4)}-0000-0100-0000-${hex(world.random, 4)}0000"`;
}

/** `{name}.{geography}.communication.azure.com`, in lower case, as since March 2024 (observed 3.1). */
function hostName(name: string, dataLocation: string): string {
  return `${name}.${dataLocation.replaceAll(' ', '')}.communication.azure.com`.toLowerCase();
}
