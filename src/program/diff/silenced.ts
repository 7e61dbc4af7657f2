import { definitions } from '../../diagnostics/registry.js';
import type { PlacedExpect } from '../../policy/expect-index.js';
import { inSentence } from '../../source/counted.js';
import { at } from './doubts.js';
import type { Side } from './side.js';

/** So many codes are named. */
const NAMED = 5;

/** How much a severity makes of a warning. */
const WEIGHTS = ['off', 'hint', 'warning', 'error'];

/**
 * The warnings that the newer of two policies no longer tells, or tells as less: those that it accepts and the older
 * one did not, in a line, and each code that its `warren.yaml` calls less grave. They are no access, and a reviewer
 * who looks at access alone would not see them.
 */
export function newlySilenced(old: Side, now: Side): readonly string[] {
  if (old.kind !== 'policy' || now.kind !== 'policy') return [];
  return [...newlyAccepted(old.expects ?? [], now.expects ?? []), ...lessGrave(old, now)];
}

function newlyAccepted(
  old: readonly PlacedExpect[],
  now: readonly PlacedExpect[],
): readonly string[] {
  const before = new Map<string, number>();
  for (const one of old) before.set(keyOf(one), (before.get(keyOf(one)) ?? 0) + 1);
  const more = now.filter((one) => {
    const left = before.get(keyOf(one)) ?? 0;
    before.set(keyOf(one), left - 1);
    return left <= 0;
  });
  const [first] = more;
  if (first === undefined) return [];
  const codes = [...new Set(more.map(({ code }) => code))].map((code) => {
    const count = more.filter((one) => one.code === code).length;
    return count === 1 ? `\`${code}\`` : `${count} \`${code}\``;
  });
  const which = more.length === 1 ? '' : ', this one first';
  return [at(first.place, `warnings that are accepted now: ${inSentence(codes, NAMED)}${which}`)];
}

/** What is accepted and why, wherever it stands. */
function keyOf({ place: { source, range } }: PlacedExpect): string {
  return source.slice(range).split(/\s+/).join(' ');
}

function lessGrave(old: Side, now: Side): readonly string[] {
  const before = new Map(old.severities?.map(({ code, severity }) => [code, severity]));
  return (now.severities ?? []).flatMap(({ code, severity, place }) => {
    const was = before.get(code) ?? definitions.get(code)?.severity ?? 'off';
    const isLess = WEIGHTS.indexOf(severity) < WEIGHTS.indexOf(was);
    return isLess
      ? [at(place, `\`${code}\` was ${toldAs(was)}, and is ${toldAs(severity)} now`)]
      : [];
  });
}

function toldAs(severity: string): string {
  if (severity === 'off') return 'not told';
  return severity === 'error' ? 'an error' : `a ${severity}`;
}
