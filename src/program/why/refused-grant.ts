import { Bytes } from '../../pattern/bytes.js';
import { glob } from '../../pattern/name-set.js';
import type { ReadRefusal } from '../../prove/refusal/read.js';
import { serverNamedQueues } from '../../rabbitmq/built-in.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import type { AskedOn } from '../query/ask.js';
import { quoted, refusedPhrase } from './refused-phrase.js';
import { isKeyed } from './why.js';

/** The operation that a client most likely tried, by the permission and what it is on. */
const LIKELY: Readonly<Record<string, string>> = {
  'write exchange': 'publish',
  'read queue': 'consume',
  'configure queue': 'declare',
  'configure exchange': 'declare',
};

/** Stands for the routing keys of a grant where the message names none. */
const KEY = 'KEY';

/**
 * The phrase to grant for a permission that was refused: the operation that is most likely meant, and the
 * permission itself where several may be. A name of the server is new each time, so that all are granted.
 */
export function phraseToGrant(refusal: ReadRefusal, one: AskedOn): string | undefined {
  const { kind, permission = '', resource = 'exchange', name = '' } = refusal;
  if (kind !== 'resource' && kind !== 'topic') return undefined;
  if (isOfServer(refusal)) {
    const verb = LIKELY[`${permission} queue`] ?? permission;
    return `${verb} queue ${patternText(serverNamedQueues)}`;
  }
  const verb = LIKELY[`${permission} ${resource}`];
  if (verb === undefined) return undefined;
  if (kind === 'topic')
    return refusedPhrase(refusal, one.on.policy.broker.engine).replace(permission, verb);
  const keyed = verb === 'publish' && isKeyed(one) ? ` key ${KEY}` : '';
  return `${verb} ${resource} ${quoted(name)}${keyed}`;
}

/** What to know of the phrase that is offered. */
export function grantRemarks(refusal: ReadRefusal, asked: readonly AskedOn[]): readonly string[] {
  if (isOfServer(refusal))
    return [
      "The server makes up a new name at every declaration, and a right on `amq.gen-*` is one on everybody's queues. Better is a queue with a name of the role's own: let the client declare `ROLE.reply.1` or the like, and grant `declare, consume queue ROLE.reply.*`.",
    ];
  const phrases = asked.map((one) => phraseToGrant(refusal, one));
  return phrases.some((phrase) => phrase?.endsWith(` key ${KEY}`))
    ? [`\`${KEY}\` stands for the routing keys that it publishes with: the message names none yet.`]
    : [];
}

/** Whether a refusal is about a queue that the server named. */
export function isOfServer({ kind, resource, name = '' }: ReadRefusal): boolean {
  return (
    kind === 'resource' && resource === 'queue' && glob(serverNamedQueues).has(Bytes.fromText(name))
  );
}
