import type { Note } from '../diagnostics/diagnostic.js';
import type { Bytes } from '../pattern/bytes.js';
import type { Broker } from '../policy/brokers/broker.js';
import { MQTT_EXCHANGE } from '../rabbitmq/mqtt.js';
import { nameText } from '../policy/phrases/phrase-text.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { grantNotes } from './round.js';
import { releasesText } from '../access/protocols/uses/uses.js';
import type { Reach } from '../access/reach.js';
import type { WalkStep, Walk } from '../prove/routing/step.js';

/** The default exchange, as it is called where permissions on it are meant. */
const DEFAULT = 'amq.default';

/** Where a client of AMQP 1.0 may name any alternate exchange. */
const UNASKED = { fact: 'alternateExchangeCheckedByAmqp10', is: false } as const;

/** A way as notes: its steps in their order, each with the scopes and lines that permit it. */
export function walkNotes({ steps }: Walk, broker: Broker): readonly Note[] {
  return steps.flatMap((step, at): readonly Note[] => {
    const message = `Step ${at + 1}: ${stepText(step)}`;
    if (step.kind === 'declared')
      return [step.place === undefined ? { message } : { message, place: step.place }];
    return [{ message }, ...step.by.flatMap((reach) => scopeNotes(reach, broker))];
  });
}

function scopeNotes({ from }: Reach, { scopePrefix }: Broker): readonly Note[] {
  const message = `The scope \`${scopePrefix}${encodeScope(from.scope).text}\` permits this`;
  const notes = grantNotes(from.grants.slice(0, 1), `${message}. It comes from here.`);
  return notes.length === 0 ? [{ message: `${message}.` }] : notes;
}

/** One step, as a sentence. */
export function stepText(step: WalkStep): string {
  switch (step.kind) {
    case 'exchange': {
      const { name, alternate } = step;
      const with_ =
        alternate === undefined ? '' : ` with the alternate exchange ${quoted(alternate)}`;
      const how =
        step.unasked === true && alternate !== undefined
          ? `, over AMQP 1.0, which asks for no right on ${quoted(alternate)}`
          : '';
      return `declare the fanout exchange ${quoted(name)}${with_}${replacing(step)}${how}.`;
    }
    case 'queue': {
      const { name, deadLetter, deadLetterKey } = step;
      return `declare the queue ${quoted(name)} with the dead-letter exchange ${quoted(deadLetter)} and the dead-letter routing key ${quoted(deadLetterKey)}${replacing(step)}.`;
    }
    case 'binding':
      return `bind the ${step.end} ${quoted(step.name)} to the exchange ${quoted(step.source)} with the key ${quoted(step.key)}.`;
    case 'publish':
      return `publish to ${exchangeText(step)} with the key ${quoted(step.key)}${extras(step)}.`;
    case 'declared':
      return step.what === 'alternate'
        ? `what the exchange ${quoted(step.from)} cannot route goes on to its alternate exchange ${quoted(step.to)}, with its key.`
        : `what expires in the queue ${quoted(step.from)} goes on to its dead-letter exchange ${quoted(step.to)}, with its keys.`;
  }
}

function replacing({ taken, kind }: Extract<WalkStep, { kind: 'exchange' | 'queue' }>): string {
  return taken === true ? ` in the place of the declared ${kind} of that name` : '';
}

function exchangeText({ exchange }: Extract<WalkStep, { kind: 'publish' }>): string {
  return exchange.length === 0 ? `the default exchange (\`${DEFAULT}\`)` : quoted(exchange);
}

function extras({ cc, expires }: Extract<WalkStep, { kind: 'publish' }>): string {
  const header = cc === undefined ? '' : `, the further key ${quoted(cc)} in the header \`CC\``;
  return `${header}${expires ? ' and an expiration of 1 ms' : ''}`;
}

function quoted(name: Parameters<typeof nameText>[0]): string {
  return `\`${name.length === 0 ? '""' : nameText(name)}\``;
}

/** What a way rests upon, and what a policy can say instead: a sentence. */
export interface Cause {
  /** The same for ways that one remedy ends. */
  readonly key: string;
  readonly remedy: string;
}

/** What a way rests upon, and what a policy can say instead. */
export function causeOf(walk: Walk): Cause {
  const { steps, exchange } = walk;
  const declared = steps.find((step) => step.kind === 'declared');
  if (declared !== undefined) {
    const remedy = `Take the ${declared.what} exchange away from ${quoted(declared.from)}, or the right to reach it from the role.`;
    return { key: remedy, remedy };
  }
  const free = steps.find((step) => step.kind === 'exchange' && step.unasked === true);
  if (free?.kind === 'exchange') return { key: 'unasked', remedy: unaskedRemedy(free.name) };
  const keyed = steps.find((step) => step.kind === 'binding');
  if (steps.length === 1 && keyed?.source === exchange) return { key: 'binding', remedy: BINDING };
  if (exchange.binary === MQTT_EXCHANGE.first.binary && isOfMqtt(walk))
    return { key: 'mqtt', remedy: mqttRemedy(exchange) };
  return { key: 'written', remedy: writtenRemedy(exchange) };
}

const BINDING = `Give the role binding keys without \`*\` and \`#\` as words, by name and not by wildcard.`;

/** Whether a client of MQTT goes the way: a phrase of MQTT permits a step of it. */
function isOfMqtt({ steps }: Walk): boolean {
  const reaches = steps.flatMap((step) => (step.kind === 'declared' ? [] : step.by));
  return reaches.some(({ from }) =>
    from.grants.some(({ right }) => right.type === 'operation' && right.kind === 'mqtt'),
  );
}

function unaskedRemedy(own: Bytes): string {
  return `Over AMQP 1.0 the releases ${releasesText(UNASKED)} ask for no right on an alternate exchange: say the patch level in \`engine\` where the broker runs another release, take away the right to declare ${quoted(own)} or to write to it, or accept it with \`@expect\`.`;
}

function mqttRemedy(exchange: Bytes): string {
  return `The right to write to ${quoted(exchange)} with any key is enough for it, and clients of MQTT have no other exchange: give those of the role a vhost of their own, or accept it with \`@expect\`.`;
}

function writtenRemedy(exchange: Bytes): string {
  return `The right to write to ${quoted(exchange)} with any key is enough for it: let the role publish to an exchange of its own that an operator binds to ${quoted(exchange)} with the keys it may use, or accept it with \`@expect\`.`;
}
