import { ErrorCodes, type Message } from 'vscode-languageserver';
import { isObject, type Members } from './commands/argument.js';

/** What comes of a message: it goes on to its handler, or is answered with an error, or dropped. */
export type JudgedMessage =
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'refused';
      /** Of the request; null where it is none, or its id is none. */
      readonly id: string | number | null;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly kind: 'dropped'; readonly reason: string };

/** Nothing that an editor sends is nested as deep; handlers and traces may follow it step by step. */
const DEEPEST = 500;

/**
 * Judges what came as JSON by the rules of JSON-RPC 2.0, and of the protocol's own `$/cancelRequest` and
 * `initialize`: the library takes their parameters for what they should be, and would end the server.
 */
export function judge(value: unknown): JudgedMessage {
  if (Array.isArray(value)) return refused(null, 'Batches are no part of this protocol.');
  if (!isObject(value)) return refused(null, 'A message is an object.');
  const id = idOf(value);
  if (isDeep(value)) return refused(id ?? null, `This is nested more than ${DEEPEST} deep.`);
  if (!('method' in value)) return answer(value);
  const { method, params } = value;
  const isRequest = 'id' in value;
  if (typeof method !== 'string') return refused(id ?? null, '`method` is no text.');
  if (isRequest && id === undefined)
    return refused(null, '`id` is neither a text nor a whole number.');
  // Some clients say `null` where the protocol leaves parameters out.
  const message = { ...value, jsonrpc: '2.0', params: params ?? undefined };
  const problem = problemOf(method, message.params);
  if (problem === undefined) return { kind: 'message', message };
  const reason = `${method}: ${problem}`;
  return isRequest && id !== undefined
    ? { kind: 'refused', id, code: ErrorCodes.InvalidParams, reason }
    : { kind: 'dropped', reason };
}

/** An answer to what the server asked. */
function answer(value: Members): JudgedMessage {
  const id = idOf(value);
  if (id === undefined || (!('result' in value) && !isObject(value['error'])))
    return { kind: 'dropped', reason: 'a message that is neither a request nor an answer' };
  return { kind: 'message', message: { ...value, jsonrpc: '2.0' } };
}

function idOf({ id }: Members): string | number | undefined {
  return typeof id === 'string' || (typeof id === 'number' && Number.isInteger(id))
    ? id
    : undefined;
}

function refused(id: string | number | null, reason: string): JudgedMessage {
  return { kind: 'refused', id, code: ErrorCodes.InvalidRequest, reason };
}

/** What is wrong with parameters, as a sentence. */
function problemOf(method: string, params: unknown): string | undefined {
  if (params !== undefined && !isObject(params)) return 'Parameters are an object or a list.';
  const members = params ?? {};
  if (method === '$/cancelRequest' && idOf(members) === undefined)
    return '`id` is neither a text nor a whole number.';
  if (method === 'initialize' && !canInitialize(members))
    return 'These are no parameters to begin with.';
  return undefined;
}

function canInitialize(params: Members): boolean {
  const { capabilities, processId, rootUri, workspaceFolders: folders } = params;
  return (
    isObject(capabilities) &&
    ['general', 'textDocument', 'workspace', 'window'].every((name) =>
      isAbsentOr(capabilities[name], isObject),
    ) &&
    isAbsentOr(processId, (id) => Number.isInteger(id)) &&
    isAbsentOr(rootUri, (uri) => typeof uri === 'string') &&
    isAbsentOr(folders, (list) => Array.isArray(list) && list.every(isFolder))
  );
}

function isAbsentOr(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || is(value);
}

function isFolder(value: unknown): boolean {
  return isObject(value) && typeof value['uri'] === 'string';
}

function isDeep(value: unknown): boolean {
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    layer = layer.filter(isObject).flatMap((one) => Object.values(one).filter(isObject));
  }
  return false;
}
