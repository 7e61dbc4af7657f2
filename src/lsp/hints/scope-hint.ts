import type { Outlined } from '../../policy/outline.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { scopeText } from '../../program/text/scope-line.js';
import { encloses } from '../../source/range.js';
import { isSameFile, type Place } from '../../source/source.js';
import type { RuleBlock } from '../../syntax/tree.js';
import type { Hint } from './hint.js';
import { firstOf } from '../../source/counted.js';

/** The most scopes that a tooltip lists. */
const LISTED = 20;

/** How many scopes a role gets by an `allow`, behind its subject: of several roles the most and fewest. */
export function scopeHint(
  rule: Outlined<RuleBlock>,
  brokers: readonly QueryableBroker[],
): readonly Hint[] {
  const { subject } = rule.node;
  const found = brokers.flatMap((broker) => scopesBy(rule, broker));
  if (subject === null || found.length === 0) return [];
  const counts = found.map(({ length }) => length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const number = least === most ? String(most) : `${least} to ${most}`;
  const each = found.length > 1 ? ' each' : '';
  const label = `${number} ${most === 1 ? 'scope' : 'scopes'}${each}`;
  return [{ offset: subject.range.end, label, tooltip: listed(found) }];
}

/** For each role that a rule grants something on a broker: the scopes that serve it, as texts. */
function scopesBy(
  { node, source }: Outlined<RuleBlock>,
  { policy, granted }: QueryableBroker,
): readonly (readonly string[])[] {
  const isHere = (right: Right): boolean => within(right.calls[0] ?? right.place);
  const within = (place: Place): boolean =>
    isSameFile(place.source, source) && encloses(node.range, place.range);
  const roles = new Set(policy.grants.filter(({ right }) => isHere(right)).map(({ role }) => role));
  return Array.from(roles, (role) =>
    granted(role)
      .scopes.filter(({ grants }) => grants.some(({ right }) => isHere(right)))
      .map((scope) => scopeText(scope, policy.broker)),
  );
}

function listed(scopes: readonly (readonly string[])[]): string {
  const all = Array.from(new Set(scopes.flat()), (scope) => `\`${scope}\``);
  return firstOf(all, LISTED)
    .map((line) => `- ${line}`)
    .join('\n');
}
