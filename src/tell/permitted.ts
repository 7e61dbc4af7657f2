import type { Note } from '../diagnostics/diagnostic.js';
import type { Broker } from '../policy/brokers/broker.js';
import { uncheckedOver } from '../access/checks.js';
import { waysAround } from '../access/fixed-answers.js';
import type { Right } from '../policy/phrases/rights.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { releaseName, type Release } from '../rabbitmq/engines.js';
import { grantNotes, type RoundText } from './round.js';
import { nameText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Permitted } from '../prove/possible/permitted.js';
import type { SourcedScope } from '../access/sourced-scope.js';

const SPILL: Note = {
  message:
    'The broker does not tell a queue from an exchange, nor which binding a right was meant for, so rights permit more together than their lines ask for.',
};

/** What a role can do of a right, and the scopes and lines that permit it. */
export function describePermitted(
  role: string,
  right: Right,
  { example, by, throughHeaders }: Permitted,
  spill: boolean,
  broker: Broker,
): RoundText {
  const where = example.vhost === undefined ? '' : ` in the vhost \`${nameText(example.vhost)}\``;
  const headers = throughHeaders === undefined ? '' : headersText(throughHeaders, broker);
  const free = by.find((one) => one.free !== undefined)?.free;
  const around = right.type === 'operation' ? waysAround(right, example, broker.engine) : undefined;
  const isUnasked = right.type === 'operation' && !by.some(({ check }) => check?.on === 'other');
  const over = isUnasked ? uncheckedOver(right) : undefined;
  const unasked =
    over === undefined
      ? ''
      : `, over ${over}, by which it needs no right on the exchange named last`;
  const how = `${headers}${free === undefined ? '' : `: ${free.because}`}${around === undefined ? '' : `, ${around}`}${unasked}`;
  const scopes = [...new Set(by.map(({ reach }) => reach.from))];
  const gives = free === undefined ? 'permits it' : 'gives access to the vhost';
  return {
    what: `${role} can \`${phraseText(right, example)}\`${where}${how}${spill ? ', though no line asks for it' : ''}`,
    notes: [
      ...scopes.flatMap((from) => scopeNotes(from, gives, broker)),
      ...(spill ? [SPILL] : []),
    ],
  };
}

function scopeNotes(
  { scope, grants }: SourcedScope,
  gives: string,
  { scopePrefix }: Broker,
): readonly Note[] {
  const message = `The scope \`${scopePrefix}${encodeScope(scope).text}\` ${gives}`;
  const notes = grantNotes(grants, `${message}. It comes from here.`);
  return notes.length === 0 ? [{ message: `${message}.` }] : notes;
}

/** On which releases the keys in the headers of a message let it through. */
function headersText(releases: readonly Release[], { engine }: Broker): string {
  const [first, last] = [releases.at(0), releases.at(-1)];
  if (first === undefined || last === undefined) return '';
  const unchecked = 'the keys in the CC and BCC headers of a message are not checked';
  if (releases.length === engine.releases.length) return `, since on this engine ${unchecked}`;
  const span =
    first === last ? releaseName(first) : `${releaseName(first)} to ${releaseName(last)}`;
  return `, since on RabbitMQ ${span} ${unchecked}`;
}
