import { onText } from '../../diagnostics/on-brokers.js';
import { toldAlike } from '../../policy/brokers/terms.js';
import { conditionedText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import type { QueryableBroker } from '../query/queryable.js';
import { whoLines } from './who-text.js';
import type { ReachedBy } from '../query/reached-by.js';
import type { WhoAnswer } from '../query/who.js';
import { placesOf, scopeLine, writtenText } from './scope-line.js';

/**
 * Everything that a role gets, with the lines that it comes from, for people: once for the brokers where it
 * is the same.
 */
export function accessText(name: string, brokers: readonly QueryableBroker[]): string {
  const told = brokers.flatMap(({ roles, granted, policy: { broker } }) => {
    const role = roles.get(name);
    if (role === undefined) return [];
    const { scopes, given } = granted(role);
    const lines = [
      ...scopes.map((scope) => scopeLine(scope, broker)),
      ...given.api.map(
        (api) =>
          `${conditionedText(api)}  from ${placesOf(api.grants).map(writtenText).join(', ')}`,
      ),
    ];
    const all = lines.length === 0 ? ['nothing'] : lines;
    const heading = `${name}, ${role.arn.text}`;
    return [{ broker, lines: [heading, ...all.map((line) => `  ${line}`)], about: broker }];
  });
  if (told.length === 0) return `There is no role ${printable(name)}.\n`;
  const groups = toldAlike(
    told,
    brokers.map(({ policy }) => policy.broker),
  );
  const lines = groups.flatMap(({ on, abouts: [first], lines: [heading = '', ...rest] }, at) => [
    ...(at === 0 ? [] : ['']),
    `${onText(on) || first.name}: ${heading}`,
    ...rest,
  ]);
  return `${lines.map(printable).join('\n')}\n`;
}

/** Who can do what with a queue or exchange, for people; of what is declared more than once, one by one. */
export function reachedText(found: readonly ReachedBy[]): string {
  const answers = new Map<string, { permission: string; answers: WhoAnswer[] }>();
  const counts = new Map<string, number>();
  for (const { permission, answer } of found) {
    const here = `${permission} ${answer.broker.name}`;
    const count = (counts.get(here) ?? 0) + 1;
    counts.set(here, count);
    const key = `${permission} ${count}`;
    const known = answers.get(key);
    if (known === undefined) answers.set(key, { permission, answers: [answer] });
    else known.answers.push(answer);
  }
  const blocks = Array.from(answers.values(), (one) => {
    const [only, ...more] = one.answers;
    const where = only === undefined || more.length > 0 ? '' : ` on ${only.broker.name}`;
    return `${one.permission}${where}\n${whoLines(one.answers).join('\n')}\n`;
  });
  return blocks.join('\n');
}
