import type { Exchange } from '../wire.ts';
import { at, type Documents, object } from './documents.ts';
import { extraProperties } from './extra-properties.ts';
import { COMMON_TYPES } from './files.ts';
import {
  bodyPointer,
  declaredResponse,
  findOperation,
  type Operation,
  providerOf,
} from './operations.ts';

/** One way in which an exchange is not what the official file says. */
export interface Problem {
  provider: string;
  apiVersion: string;
  /** The `operationId`, or `poll`, or the method and path of what no file describes. */
  operation: string;
  status: number;
  where: 'operation' | 'status' | 'header' | 'request' | 'response';
  /** JSON path of the property, list indices as `*`; for a header its name. */
  path: string;
  /** ajv's keyword, or `extra`, `readOnly`, `undeclared`, `missing`, `empty`. */
  keyword: string;
  message: string;
}

/** Where operations that run in the background are asked after; no provider's file describes these. */
const POLLS = [
  /\/providers\/Microsoft\.Communication\/locations\/[^/]+\/operationStatuses\//i,
  /\/providers\/Microsoft\.NotificationHubs\/namespaces\/[^/]+\/operations\//i,
];
const SILENT_POLL = /^\/subscriptions\/[^/]+\/operationresults\//i;

/** Everything about an exchange that is not as its official file says. */
export function checkExchange(documents: Documents, exchange: Exchange): Problem[] {
  const path = exchange.url.pathname;
  const base = {
    provider: providerOf(path),
    apiVersion: exchange.apiVersion,
    status: exchange.status,
  };
  if (SILENT_POLL.test(path)) return silentPoll(exchange, base);
  if (POLLS.some((one) => one.test(path))) return poll(documents, exchange, base);
  const operation = findOperation(documents, exchange);
  if (!operation)
    return [
      {
        ...base,
        operation: `${exchange.method} ${path}`,
        where: 'operation',
        path: '',
        keyword: 'undeclared',
        message: 'no operation of the official file',
      },
    ];
  return [
    ...checkRequest(documents, operation, exchange),
    ...checkResponse(documents, operation, exchange),
  ].map((found) => ({ ...base, operation: operation.id, ...found }));
}

type Base = Pick<Problem, 'provider' | 'apiVersion' | 'status'>;
type Found = Pick<Problem, 'where' | 'path' | 'keyword' | 'message'>;

function silentPoll(exchange: Exchange, base: Base): Problem[] {
  if ([200, 202, 204].includes(exchange.status) && exchange.text === '') return [];
  const message = `a poll answered ${exchange.status} ${exchange.text.slice(0, 80)}`;
  return [
    { ...base, operation: 'poll', where: 'status', path: '', keyword: 'undeclared', message },
  ];
}

function poll(documents: Documents, exchange: Exchange, base: Base): Problem[] {
  const schema = { file: COMMON_TYPES, pointer: '/definitions/OperationStatusResult' };
  documents.load(COMMON_TYPES);
  return checkValue(documents, schema, { where: 'response', value: exchange.body }).map(
    (found) => ({
      ...base,
      operation: 'poll',
      ...found,
    }),
  );
}

function checkRequest(documents: Documents, operation: Operation, exchange: Exchange): Found[] {
  const pointer = bodyPointer(operation);
  if (exchange.sent === undefined) return [];
  if (pointer === undefined)
    return [{ where: 'request', path: '', keyword: 'extra', message: 'has a body' }];
  const value = { where: 'request' as const, value: exchange.sent };
  return checkValue(documents, { file: operation.file, pointer }, value);
}

function checkResponse(documents: Documents, operation: Operation, exchange: Exchange): Found[] {
  const { status, headers, body, text } = exchange;
  const declared = declaredResponse(operation, status);
  if (declared === undefined)
    return [{ where: 'status', path: '', keyword: 'undeclared', message: `status ${status}` }];
  const response = object(object(operation.definition['responses'])[declared]);
  const absent = Object.keys(object(response['headers'])).filter(
    (name) => headers[name.toLowerCase()] === undefined,
  );
  const missing = absent.map((path): Found => ({
    where: 'header',
    path,
    keyword: 'missing',
    message: 'declared, not sent',
  }));
  if (response['schema'] === undefined)
    return text === ''
      ? missing
      : [...missing, { where: 'response', path: '', keyword: 'extra', message: 'has a body' }];
  if (exchange.method === 'HEAD') return missing;
  const schema = {
    file: operation.file,
    pointer: `${operation.pointer}/responses/${declared}/schema`,
  };
  return [...missing, ...checkValue(documents, schema, { where: 'response', value: body })];
}

function checkValue(
  documents: Documents,
  schema: { file: string; pointer: string },
  { where, value }: { where: 'request' | 'response'; value: unknown },
): Found[] {
  if (value === undefined) return [{ where, path: '', keyword: 'empty', message: 'has no body' }];
  const wrong = documents.errors(schema, value).map(({ path, keyword, message }): Found => ({
    where,
    path: path.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
    keyword,
    message: `${message}: ${JSON.stringify(at(value, path))?.slice(0, 100)}`,
  }));
  const located = {
    file: schema.file,
    schema: object(at(documents.load(schema.file), schema.pointer)),
  };
  const extra = extraProperties(documents, located, value)
    .filter(({ keyword }) => keyword === 'extra' || where === 'request')
    .map(({ path, keyword }): Found => ({ where, path, keyword, message: keyword }));
  return [...wrong, ...extra];
}
