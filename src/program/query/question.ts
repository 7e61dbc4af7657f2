import { Suggester, didYouMean } from '../../diagnostics/nearest.js';
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
  const names = brokers.map(({ policy }) => policy.broker.name);
  throw new Unaskable(`there is no broker \`${broker}\`.${nearestText(broker, names)}`);
}

/**
 * The vhosts that a question is about, read from a plain name in which `*` is the wildcard.
 *
 * @throws Unaskable for what is no name, and where no broker has a vhost that it could mean
 */
export function vhostOf(
  { vhost }: Question,
  brokers: readonly QueryableBroker[],
): Pattern | undefined {
  if (vhost === undefined) return undefined;
  const pattern = readVhost(vhost);
  const declared = brokers.flatMap(({ policy }) => [...policy.vhosts.declared]);
  const isDeclared = declared.some((one) => meet(glob(pattern), glob(one.pattern)));
  if (isDeclared) return pattern;
  const names = declared.map((one) => display(one.pattern));
  throw new Unaskable(`the policy has no vhost \`${vhost}\`.${nearestText(vhost, names)}`);
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

/** The end of a complaint about an unknown name: the known one that was probably meant. */
export function nearestText(name: string, known: readonly string[]): string {
  return didYouMean(new Suggester().nearest(name, known));
}
