import { saidAlike, type BrokerTerms } from '../../diagnostics/alike.js';
import type { OnBrokers } from '../../diagnostics/on-brokers.js';
import { oncePerObject } from '../../pattern/memo.js';
import { flat } from '../names/text.js';
import type { Broker } from './broker.js';

/**
 * A broker as texts about it name it: what is said of several brokers is the same but for these. The
 * variables come first, as they are what a policy's names are made of.
 */
export const termsOf = oncePerObject((broker: Broker): BrokerTerms => {
  const { name, environment, scopePrefix, audience, id, configuration } = broker;
  const values = new Map<string, string>();
  for (const variable of environment.names()) {
    const value = environment.lookup(variable);
    if (value.found === 'text') values.set(`\${${variable}}`, flat(value.text));
  }
  values.set('${audience}', audience);
  if (id !== undefined) values.set('${id}', id);
  if (configuration !== undefined) values.set('${configuration}', configuration);
  const called = scopePrefix === `${name}.` ? '${broker}.' : '${scope-prefix}';
  return { name, declared: broker.place, values, prefix: { called, value: scopePrefix } };
});

/** What there is to say of one broker, line by line. */
export interface Told<About> {
  readonly broker: Broker;
  readonly lines: readonly string[];
  readonly about: About;
}

/** What there is to say alike of some brokers. */
export interface ToldAlike<About> {
  readonly on: OnBrokers;
  /** The lines, with `${…}` where each broker has a value of its own. */
  readonly lines: readonly string[];
  /** What they are about on each of these brokers. */
  readonly abouts: readonly [About, ...About[]];
}

/**
 * Puts together what there is to say of several brokers, wherever it is the same but for what they have of
 * their own. The groups keep the order of the first of each.
 *
 * @param all the brokers that there are, also those of which there is nothing to say
 */
export function toldAlike<About>(
  told: readonly Told<About>[],
  all: readonly Broker[] = told.map(({ broker }) => broker),
): readonly ToldAlike<About>[] {
  const names = all.map(({ name }) => name);
  const [only, ...more] = told;
  // A single broker has nothing to be compared with, so its own values are not looked for.
  if (only === undefined) return [];
  if (more.length === 0)
    return [
      { on: { names: [only.broker.name], all: names }, lines: only.lines, abouts: [only.about] },
    ];
  const said = told.map(({ broker, lines, about }) => ({
    on: termsOf(broker),
    text: lines.join('\n'),
    about,
  }));
  return saidAlike(said).map(({ brokers, text, abouts }) => ({
    on: { names: brokers, all: names },
    lines: text.split('\n'),
    abouts,
  }));
}
