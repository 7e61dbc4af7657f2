import { onText } from '../../diagnostics/on-brokers.js';
import type { Broker } from '../../policy/brokers/broker.js';
import type { BrokerPolicy } from '../../policy/policy.js';

/** Who they are: the language has a word for them that says it to those alone who know it. */
const WHO = "Internal users, those in the broker's own database,";

/**
 * What a check says of the users that no claim is about, once for all brokers that have such users and
 * claims; or nothing.
 */
export function outsideProofs(policies: readonly BrokerPolicy[]): string {
  const brokers = policies.map(({ broker }) => broker);
  const names = policies
    .filter(({ broker, claims }) => broker.internalUsers && claims.length > 0)
    .map(({ broker }) => broker.name);
  if (names.length === 0) return '';
  return `${sentence(names, brokers)} are outside every proof: keep none that nobody needs (\`internal-users\` in docs/language.md).\n`;
}

/** What an answer says of the users that it does not know, once for all brokers asked; or nothing. */
export function unknownUsers(brokers: readonly Broker[]): readonly string[] {
  const names = brokers.filter(({ internalUsers }) => internalUsers).map(({ name }) => name);
  return names.length === 0 ? [] : [`${sentence(names, brokers)} are not known here.`];
}

function sentence(names: readonly string[], brokers: readonly Broker[]): string {
  const all = brokers.map(({ name }) => name);
  const where = names.length === all.length ? '' : ` ${onText({ names, all })}`;
  return where === '' ? WHO : WHO.replace(/,$/, `${where},`);
}
