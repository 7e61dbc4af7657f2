import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { openConnection } from '#warren/verify/amqp/connection.js';
import { ask, type Probe } from '#warren/verify/probes/probe.js';
import type { Broker } from '../../bed/broker.js';
import type { Chance } from '../../random/chance.js';
import { isAllowed } from '../../random/decide.js';
import type { Decision, Held } from '../../random/decide.js';
import { bytesOf } from '../../random/names.js';
import { randomDecision } from '../../random/random-decisions.js';
import { isText, mayDo, probeOf, textOf } from './probes.js';
import type { Tally } from './tally.js';
import type { TopicExchanges } from './topic-exchanges.js';

/** How many vhosts of a policy are visited, how many exchanges each gets, and what a role tries there. */
const VHOSTS = 5;
const EXCHANGES = 6;
const PROBES = 80;

/** How many are tried at a time. */
const AT_ONCE = 8;

/** What a running broker is asked about one policy. */
export interface Visitor {
  readonly broker: Broker;
  readonly topics: TopicExchanges;
  readonly held: readonly Held[];
  readonly token: (arn: string) => Promise<string>;
  readonly chance: Chance;
}

/** Every role tries to enter some vhosts, and things in them. @throws at the first difference */
export async function visit(visitor: Visitor, tally: Tally): Promise<void> {
  const { held, chance, topics } = visitor;
  const decisions = chance.many(500, 500, () => randomDecision(chance.pick(held), held, chance));
  const askable = decisions.filter(isAskable);
  const vhosts = new Set(
    askable.map((one) => (one.check === 'tag' ? '' : one.vhost)).filter((name) => name !== ''),
  );
  for (const vhost of [...vhosts].slice(0, VHOSTS).map(textOf)) {
    const keyed = askable.filter((one) => one.check === 'topic').map(({ name }) => textOf(name));
    const own = keyed.filter((name) => !name.startsWith('amq.'));
    await topics.add(vhost, own.slice(0, EXCHANGES));
    for (const one of held) await visitAs(one, vhost, visitor, tally);
  }
}

async function visitAs(held: Held, vhost: string, visitor: Visitor, tally: Tally): Promise<void> {
  const { broker, token, topics } = visitor;
  const opened = await openConnection({
    endpoint: { host: '127.0.0.1', port: broker.amqpPort, tls: false },
    vhost: Buffer.from(vhost),
    user: 'nobody',
    password: await token(held.arn),
    ca: undefined,
    timeout: 60_000,
    signal: new AbortController().signal,
  });
  const enters = isAllowed(held, { check: 'vhost', vhost: bytesOf(vhost) });
  assert.notEqual(opened.kind, 'failed', JSON.stringify(opened));
  assert.equal(opened.kind === 'open', enters, `${held.arn} opens ${JSON.stringify(vhost)}`);
  tally.add('open', enters);
  if (opened.kind !== 'open') return;
  const left = probesOf(held, vhost, visitor);
  const work = async (): Promise<void> => {
    for (let probe = left.pop(); probe !== undefined; probe = left.pop()) {
      const { kind, words } = await ask(opened.connection, probe);
      const allowed = kind === 'permitted' || kind === 'absent';
      const what = `${held.arn} in ${JSON.stringify(vhost)}: ${JSON.stringify(probe)}: ${kind} ${words}`;
      assert.equal(allowed, mayDo(held, vhost, probe, topics), what);
      tally.add(`${probe.does}${usesKey(probe, vhost, topics) ? ' with key' : ''}`, allowed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await opened.connection.close();
}

/** Things to try: more keys are tried on a name that is there as an exchange. */
function probesOf(held: Held, vhost: string, { held: all, chance, topics }: Visitor): Probe[] {
  const drawn = chance.many(4 * PROBES, 4 * PROBES, () => randomDecision(held, all, chance));
  const decisions = drawn
    .filter(isAskable)
    .filter(({ check }) => check === 'resource' || check === 'topic');
  const names = ['q', ...decisions.flatMap((one) => ('name' in one ? [textOf(one.name)] : []))];
  const probes = decisions.map((one) => probeOf(one, names, chance));
  const known = names.filter((name) => topics.has(vhost, name));
  const onTopics = probes.map((probe): Probe => {
    if (known.length === 0 || chance.maybe(0.6)) return probe;
    const there = Bytes.fromText(chance.pick(known));
    if (probe.does === 'write') return { ...probe, name: there };
    return probe.does === 'bind' ? { ...probe, source: there } : probe;
  });
  return onTopics.slice(0, PROBES);
}

/** Whether the broker checks the key too, as the exchange is of type topic. */
function usesKey(probe: Probe, vhost: string, topics: TopicExchanges): boolean {
  if (probe.does !== 'write' && probe.does !== 'bind') return false;
  return topics.has(vhost, (probe.does === 'bind' ? probe.source : probe.name).text ?? '');
}

/** Of names that are texts, and that no queue or exchange of the server's own has but `amq.topic`. */
function isAskable(decision: Decision): boolean {
  const texts = Object.entries(decision).filter(([field]) =>
    ['vhost', 'name', 'routingKey'].includes(field),
  );
  if (!texts.every(([, bytes]) => isText(bytes))) return false;
  if (!('name' in decision) || !decision.name.startsWith('amq.')) return true;
  return decision.check === 'topic' && decision.name === 'amq.topic';
}
