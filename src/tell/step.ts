import { permissionsOf, type Check } from '../access/checks.js';
import { nameText, patternText } from '../policy/phrases/phrase-text.js';
import type { Mismatch, NearMiss } from '../prove/near-miss.js';
import type { Explanation } from '../prove/explanation.js';
import type { CheckedStep, Step } from '../prove/steps.js';

/** What a step checks, as a noun. */
export function describeStep(
  { check, onKey, fixed }: CheckedStep,
  { right }: Pick<Explanation, 'right'>,
): string {
  if (fixed !== undefined) return fixed.what;
  if (check === undefined) {
    const vhost = right.type === 'operation' || right.type === 'connect' ? right.vhost : undefined;
    return `access to the vhost${vhost === undefined ? '' : ` \`${patternText(vhost)}\``}`;
  }
  const kind = check.kind === 'resource' ? 'queue or exchange' : check.kind;
  const permission = `${permissionText(check)} on the ${kind} \`${patternText(check.name)}\``;
  if (!onKey || check.key === undefined) return permission;
  return `topic permission to ${permission} with the key \`${patternText(check.key)}\``;
}

/** The permission that a check is of, or those of which one is enough, in words. */
export function permissionText(check: Check): string {
  return permissionsOf(check)
    .map((permission) => `\`${permission}\``)
    .join(' or ');
}

/** What a step refuses of the patterns that it checks; undefined where these are concrete names. */
export function describeExample({ check, outcome }: Step): string | undefined {
  if (outcome.kind !== 'refused') return undefined;
  const { vhost, name, key } = outcome.refusal;
  const parts = [`the vhost \`${nameText(vhost)}\``];
  if (name !== undefined) parts.unshift(`\`${nameText(name)}\` in`);
  if (key !== undefined) parts.push(`with the key \`${nameText(key)}\``);
  const patterns = [check?.name, key === undefined ? undefined : check?.key];
  const isConcrete = patterns.every((pattern) => pattern?.isLiteral ?? true);
  return isConcrete ? undefined : parts.join(' ');
}

/** Which parts of the nearest scope do not fit, as clauses about the scope. */
export function describeNearMiss({ mismatches }: NearMiss): string {
  return mismatches.map(describeMismatch).join(', and ');
}

function describeMismatch(mismatch: Mismatch): string {
  switch (mismatch.part) {
    case 'permission':
      return `it gives \`${mismatch.held}\`, not \`${mismatch.asked}\``;
    case 'no-key':
      return 'it names no routing keys, so it gives no topic permission at all';
    case 'vhost':
    case 'name':
    case 'key': {
      const { part, pattern, asked, gap } = mismatch;
      if (pattern.isNothing) return 'it gives access to the vhost and nothing in it';
      const what = `its ${part} \`${patternText(pattern)}\` does not hold \`${nameText(asked)}\``;
      return gap ? `${what}: the broker's wildcard takes the first place that fits` : what;
    }
  }
}
