import type { Chance } from '../../random/chance.js';
import type { Decision, Held } from '../../random/decide.js';
import { STAR } from '../../random/names.js';
import type { Name } from '../../random/names.js';
import type { Permission } from '../../random/permissions.js';
import { randomDecision } from '../../random/random-decisions.js';

const PERMISSION = /^(configure|write|read):(.*)$/s;

/**
 * Questions about a role that its scopes answer with yes or nearly do. They are drawn from a rough
 * reading of the scopes, which is no part of the expected answers.
 */
export function randomQuestions(
  roles: ReadonlyMap<string, readonly string[]>,
  chance: Chance,
  count: number,
): { readonly arn: string; readonly decision: Decision }[] {
  const all = Array.from(roles, ([arn, scopes]) => roughly(arn, scopes));
  return chance
    .many(count, count, () => chance.pick(all))
    .map((held) => ({ arn: held.arn, decision: randomDecision(held, all, chance) }))
    .filter(({ decision }) => isAskedByBrokers(decision));
}

/** No broker asks for the permission to configure with a routing key. */
function isAskedByBrokers(decision: Decision): boolean {
  return decision.check !== 'topic' || decision.permission !== 'configure';
}

function roughly(arn: string, scopes: readonly string[]): Held {
  const permits = scopes.flatMap((scope) => {
    const [, word = '', rest = ''] = PERMISSION.exec(scope) ?? [];
    const [vhost, name, keys] = rest.split('/').map(patternOf);
    const permission = permissionOf(word);
    if (permission === undefined || vhost === undefined || name === undefined) return [];
    return [{ permission, vhost, name, keys }];
  });
  return { arn, permits, vhosts: permits.map(({ vhost }) => vhost), tags: new Set() };
}

function permissionOf(word: string): Permission | undefined {
  return (['configure', 'write', 'read'] as const).find((one) => one === word);
}

function patternOf(text: string): Name {
  const literals = text.split('*').map((part) => unescape(part.replaceAll('+', ' ')));
  return literals.flatMap((literal, at): Name => (at === 0 ? [literal] : [STAR, literal]));
}

function unescape(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
