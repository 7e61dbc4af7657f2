import type { Chance } from './chance.js';
import type { Decision, Held } from './decide.js';
import { STAR, literals } from './names.js';
import type { Name } from './names.js';
import type { Permission, Permit } from './permissions.js';

const PERMISSIONS: readonly Permission[] = ['configure', 'write', 'read'];
const TAGS = ['administrator', 'monitoring', 'policymaker', 'management', 'impersonator'];

/**
 * A question about what a role holds or nearly holds.
 * @param others what all roles hold, some of which this one is asked about too
 */
export function randomDecision(held: Held, others: readonly Held[], chance: Chance): Decision {
  const { maybe, pick } = chance;
  if (maybe(0.02)) return { check: 'tag', tag: pick(TAGS) };
  const own = held.permits.length > 0 && maybe(0.85) ? [held] : others;
  const permits = own.flatMap((one) => one.permits);
  if (permits.length === 0) return { check: 'vhost', vhost: near(vhostOf(held, chance), chance) };
  const keyed = permits.filter(({ keys }) => keys !== undefined);
  return maybe(0.35) && keyed.length > 0
    ? about(pick(keyed), chance, 'topic')
    : about(pick(permits), chance, maybe(0.1) ? 'vhost' : 'resource');
}

function vhostOf({ vhosts }: Held, { pick }: Chance): Name {
  return vhosts.length === 0 ? ['orders'] : pick(vhosts);
}

function about(permit: Permit, chance: Chance, check: 'vhost' | 'resource' | 'topic'): Decision {
  const { maybe, pick } = chance;
  // What is asked differs from what is held at no more than one place, mostly.
  const vary = maybe(0.55) ? pick(['vhost', 'name', 'permission', 'key', 'all']) : 'none';
  const drawn = (what: string, pattern: Name): string =>
    vary === what || vary === 'all' ? near(pattern, chance) : filled(pattern, chance);
  const vhost = drawn('vhost', permit.vhost);
  if (check === 'vhost') return { check, vhost };
  const name = drawn('name', permit.name) || 'x';
  const permission = vary === 'permission' ? pick(PERMISSIONS) : permit.permission;
  if (check === 'resource')
    return { check, vhost, kind: pick(['queue', 'exchange']), name, permission };
  return { check, vhost, name, permission, routingKey: drawn('key', permit.keys ?? [STAR]) };
}

/** A text that fits the pattern, at least if its wildcards are any text. */
function filled(pattern: Name, { maybe, pick, int }: Chance): string {
  const texts = literals(pattern);
  const filling = (): string => {
    if (maybe(0.3)) return '';
    const text = pick([...texts, 'a', 'b', 'ab', 'x.y']);
    return maybe(0.5) ? text : text.slice(0, int(text.length + 1));
  };
  return texts.reduce((whole, text) => whole + filling() + text);
}

/** A text that fits the pattern, or nearly. */
function near(pattern: Name, chance: Chance): string {
  const { int, pick, many } = chance;
  const text = filled(pattern, chance);
  const at = int(text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const bytes = (): string =>
    many(1, 2, () => pick(['a', 'b', '.', '/', '%', '+', ' ', '*', '\xFF'])).join('');
  return pick([
    before + bytes() + after,
    before + after.slice(1),
    before + bytes() + after.slice(1),
    before.toUpperCase() + after,
    text + text.slice(at),
    encodeURIComponent(text),
    after,
    text,
  ]);
}
