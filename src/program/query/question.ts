import { Suggester, didYouMean } from '../../diagnostics/nearest.js';
import { namesText } from '../../diagnostics/on-brokers.js';
import { display } from '../../pattern/display.js';
import { glob } from '../../pattern/name-set.js';
import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import { meet } from '../../policy/resources/resources.js';
import { checkName } from '../../rabbitmq/names.js';
import type { QueryableBroker } from './queryable.js';
import { Unaskable } from './unaskable.js';

/** What somebody asks about a phrase. */
export interface Question {
  /** Written as in a policy. */
  readonly phrase: string;
  /** The plain name of a vhost, or several by the wildcard `*`; `\*` is the star itself. */
  readonly vhost?: string | undefined;
  /** A declared broker; without one all of them count. */
  readonly broker?: string | undefined;
}

/**
 * The brokers that a question is about.
 *
 * @throws Unaskable where there is none of that name
 */
export function brokersOf(
  { broker }: Question,
  brokers: readonly QueryableBroker[],
): readonly QueryableBroker[] {
  if (broker === undefined) return brokers;
  const found = brokers.filter(({ policy }) => policy.broker.name === broker);
  if (found.length > 0) return found;
  const declared = brokers.filter(({ policy }) => policy.broker.place !== undefined);
  throw new Unaskable(
    unknownBroker(
      broker,
      declared.map(({ policy }) => policy.broker.name),
    ),
  );
}

/** That there is no broker of a name among those declared, a clause; the nearest, or else all of them. */
export function unknownBroker(name: string, declared: readonly string[]): string {
  const none = `there is no broker \`${name}\``;
  if (declared.length === 0) return `${none}; the policy declares none`;
  const near = nearestText(name, declared);
  if (near !== '') return none + near;
  return `${none}; there ${declared.length === 1 ? 'is' : 'are'} ${namesText(declared)}`;
}

/**
 * That there is nothing of a name on any of the brokers asked, as a clause: the known name that was probably
 * meant, or the other brokers that have it.
 *
 * @param what a noun and the name, such as ``role `checkout` ``
 * @param known the names that there are
 */
export function nowhere(
  what: string,
  name: string,
  known: ReadonlySet<string>,
  asked: readonly QueryableBroker[],
  having: readonly QueryableBroker[],
): string {
  if (having.length === 0) return `there is no ${what}${nearestText(name, [...known])}`;
  const [here, there] = [asked, having].map((some) =>
    namesText(some.map(({ policy }) => policy.broker.name)),
  );
  return `there is no ${what} on ${here ?? ''}; ${there ?? ''} ${having.length === 1 ? 'has' : 'have'} it`;
}

/**
 * The vhosts that a question is about, read from a plain name in which `*` is the wildcard.
 *
 * @param all the brokers of the policy
 * @throws Unaskable for what is no name, and where no broker that is asked has a vhost that it could mean
 */
export function vhostOf(
  { vhost }: Question,
  asked: readonly QueryableBroker[],
  all: readonly QueryableBroker[],
): Pattern | undefined {
  if (vhost === undefined) return undefined;
  const pattern = readVhost(vhost);
  const isOn = (on: QueryableBroker): boolean => hasVhost(on, pattern);
  if (asked.some(isOn)) return pattern;
  const names = new Set(
    asked.flatMap(({ policy }) =>
      Array.from(policy.vhosts.declared, (one) => display(one.pattern)),
    ),
  );
  throw new Unaskable(nowhere(`vhost \`${vhost}\``, vhost, names, asked, all.filter(isOn)));
}

/** Whether a broker has a vhost that a pattern could mean. */
export function hasVhost({ policy }: QueryableBroker, pattern: Pattern): boolean {
  return [...policy.vhosts.declared].some((one) => meet(glob(pattern), glob(one.pattern)));
}

function readVhost(text: string): Pattern {
  if (text.includes('**')) throw new Unaskable('two wildcards in a row stand in the vhost');
  const texts = text.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*'));
  const [first = '', ...more] = texts;
  const pattern = Pattern.fromParts([first, ...more.flatMap((part) => [WILDCARD, part] as const)]);
  const problem = checkName(pattern);
  if (problem?.kind === 'empty') throw new Unaskable('the vhost is empty');
  if (problem !== undefined) throw new Unaskable('no vhost can have such a name');
  return pattern;
}

/** The end of a complaint about an unknown name: the known one that was probably meant; perhaps nothing. */
export function nearestText(name: string, known: readonly string[]): string {
  const near = didYouMean(new Suggester().nearest(name, known));
  return near === '' ? '' : `.${near}`;
}
