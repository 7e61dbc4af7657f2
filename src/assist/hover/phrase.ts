import type { ConditionedRight } from '../../aws/conditions.js';
import { conditionedText, phraseText, patternText } from '../../policy/phrases/phrase-text.js';
import { scopesOf } from '../../access/checks.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { describeStep } from '../../tell/step.js';
import { effectText } from '../../tell/spill.js';
import { spillsOf } from '../../program/query/unasked.js';
import { checkedSteps } from '../../prove/steps.js';
import { Pattern } from '../../pattern/pattern.js';
import { encodeScope } from '../../rabbitmq/encode.js';
import { grantsOf, isRight } from '../../aws/mq-rights.js';
import { findTag } from '../../rabbitmq/tags.js';
import { isSameFile, type Source } from '../../source/source.js';
import type { Phrase } from '../../syntax/tree.js';
import { meaningOf } from '../../syntax/words.js';
import type { Snapshot } from '../snapshot.js';
import { prose } from '../prose.js';
import { byBroker, code, list, paragraphs, withDetails } from './markdown.js';
import { andMore } from '../../source/counted.js';

/** Of how many roles that a phrase grants something a hover looks what spills. */
const SPILLING = 5;

/** The most spills that a hover tells one by one. */
const SPILLS_SHOWN = 6;

/**
 * What a phrase comes to on the brokers: its rights, the scopes that they become, and what the broker permits
 * besides. Below that what its words mean, and the checks that the broker makes.
 */
export function hoverPhrase(
  phrase: Phrase,
  source: Source,
  snapshot: Snapshot,
): string | undefined {
  const isThis = ({ place, calls }: Right): boolean =>
    [place, ...calls].some(
      (at) => isSameFile(at.source, source) && at.range.start === phrase.range.start,
    );
  const rightsOn = ({ policy: { grants, claims } }: QueryableBroker): readonly Right[] => {
    const granted = grants.map(({ right }) => right).filter(isThis);
    const claimed = claims.flatMap(({ rights }) => rights).filter(isThis);
    return [...new Map([...granted, ...claimed].map((right) => [keyOf(right), right])).values()];
  };
  return withDetails(
    byBroker(snapshot, (on) => paragraphs(rightsText(rightsOn(on), on), spillText(isThis, on))),
    paragraphs(
      phraseMeaning(phrase),
      byBroker(snapshot, (on) => checksText(rightsOn(on), on)),
    ),
  );
}

/** What the broker permits together with a phrase, that no line asks for and that adds something. */
function spillText(isThis: (right: Right) => boolean, on: QueryableBroker): string | undefined {
  const roles = new Set(
    on.policy.grants.filter(({ right }) => isThis(right)).map(({ role }) => role),
  );
  const looked = [...roles].slice(0, SPILLING).map((role) => spillsOf(on, role));
  const found = looked
    .flatMap((one) => one.found)
    .filter(
      ({ grant, together }) =>
        isThis(grant.right) || (together !== undefined && isThis(together.right)),
    );
  const isWhole = roles.size <= SPILLING && looked.every((one) => one.isWhole);
  const different = new Map(found.map((spill) => [spill.phrase, spill]));
  const shown = [...different.values()].slice(0, SPILLS_SHOWN);
  const lines = shown.map((spill) => `${code(spill.phrase)}, ${prose(effectText(spill))}`);
  const more = andMore(different.size - shown.length);
  if (more !== '') lines.push(`… ${more}`);
  if (lines.length === 0)
    return looked.every((one) => one.isWhole)
      ? undefined
      : 'What the broker permits with it besides is too complex to look through.';
  if (!isWhole) lines.push('… and perhaps more, which was not looked for');
  return `The broker permits with it what no line asks for:\n\n${list(lines)}`;
}

function phraseMeaning(phrase: Phrase): string | undefined {
  switch (phrase.type) {
    case 'phrase': {
      const verbs = phrase.verbs.flatMap((word) => (word === null ? [] : [word.text]));
      return paragraphs(...verbs.map((verb) => wordMeaning(verb)));
    }
    case 'connect':
    case 'tag':
      return meaningOf(phrase.type);
    case 'api':
    case 'call':
      return undefined;
  }
}

/** What a verb means. */
function wordMeaning(verb: string): string | undefined {
  const meaning = meaningOf(verb);
  return meaning === undefined ? undefined : `**${verb}** — ${meaning}`;
}

/** What a tag gives its holder. */
export function tagText(name: string): string | undefined {
  const found = findTag(name);
  return found.ok ? `**tag** ${code(name)}: its holder ${found.tag.meaning}.` : undefined;
}

/** What a right on the Amazon MQ API allows. */
export function apiText(name: string): string | undefined {
  if (!isRight(name)) return undefined;
  const actions = new Set(grantsOf(name).flatMap((grant) => grant.actions));
  return paragraphs(`**API right** ${code(name)}`, meaningOf(name), list([...actions].map(code)));
}

/** The conditions of a right, if it has any. */
function conditionsText({ right, where }: ConditionedRight): string | undefined {
  return where.length === 0 ? undefined : `Granted as ${code(conditionedText({ right, where }))}.`;
}

function rightsText(rights: readonly Right[], on: QueryableBroker): string | undefined {
  const [only, ...more] = rights;
  if (only === undefined) return undefined;
  if (more.length === 0) return rightText(only, on);
  return list(
    rights.map((right) => {
      const scopes = scopeTexts(right, on);
      return `${titleOf(right)}${scopes.length === 0 ? '' : `: ${scopes.join(' ')}`}`;
    }),
  );
}

function titleOf(right: Right): string {
  const where = 'vhost' in right ? ` in the vhost ${code(patternText(right.vhost))}` : '';
  return `${code(phraseText(right))}${where}`;
}

function scopeTexts(right: Right, { policy }: QueryableBroker): readonly string[] {
  if (right.type === 'api') return [];
  const { broker, vhosts } = policy;
  const resources = vhosts.of(right.type === 'tag' ? Pattern.any : right.vhost);
  return scopesOf(right, resources).map((scope) =>
    code(`${broker.scopePrefix}${encodeScope(scope).text}`),
  );
}

function keyOf(right: Right): string {
  const vhost = 'vhost' in right ? right.vhost.key : '';
  return `${vhost}\0${phraseText(right)}`;
}

/** A right, with the scopes that it becomes. */
function rightText(right: Right, on: QueryableBroker): string | undefined {
  if (right.type === 'api') return paragraphs(apiText(right.right), conditionsText(right));
  if (right.type === 'tag') return tagText(right.tag) ?? code(right.tag);
  return `${titleOf(right)}\n\nScopes: ${scopeTexts(right, on).join(' ')}`;
}

/** What the broker checks for a phrase; where it comes to several rights, for the first as an example. */
function checksText(rights: readonly Right[], { context }: QueryableBroker): string | undefined {
  const [right] = rights;
  if (right === undefined || right.type === 'api' || right.type === 'tag') return undefined;
  const checks = checkedSteps(right, context).map((step) => describeStep(step, { right }));
  const numbered = checks.map((check, at) => `${at + 1}. ${prose(check)}`).join('\n');
  const which = rights.length === 1 ? '' : ` for ${code(phraseText(right))}`;
  return `The broker checks${which}:\n\n${numbered}`;
}
