import { conditionedText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import type { QueryableBroker } from '../query/queryable.js';
import { whoText } from './who-text.js';
import type { ReachedBy } from '../query/reached-by.js';
import { placesOf, placeText, scopeLine } from './scope-line.js';

/** Everything that a role gets, broker by broker, with the lines that it comes from; for people. */
export function accessText(name: string, brokers: readonly QueryableBroker[]): string {
  const blocks = brokers.flatMap((broker) => {
    const role = broker.roles.get(name);
    if (role === undefined) return [];
    const { scopes, given } = broker.granted(role);
    const { policy } = broker;
    const lines = [
      ...scopes.map((scope) => scopeLine(scope, policy.broker)),
      ...given.api.map(
        (api) => `${conditionedText(api)}  from ${placesOf(api.grants).map(placeText).join(', ')}`,
      ),
    ];
    const all = lines.length === 0 ? ['nothing'] : lines;
    return [
      [`${policy.broker.name}: ${name}, ${role.arn.text}`, ...all.map((line) => `  ${line}`)],
    ];
  });
  if (blocks.length === 0) return `There is no role ${printable(name)}.\n`;
  const lines = blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));
  return `${lines.map(printable).join('\n')}\n`;
}

/** Who can do what with a queue or exchange, for people. */
export function reachedText(found: readonly ReachedBy[]): string {
  const blocks = found.map(
    ({ permission, answer }) => `${permission} on ${answer.broker.name}\n${whoText([answer])}`,
  );
  return blocks.join('\n');
}
