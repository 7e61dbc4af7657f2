import type { ConditionedRight } from '../../aws/conditions.js';
import { conditionedText, phraseText, patternText } from '../../policy/phrases/phrase-text.js';
import { scopesOf } from '../../access/checks.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { describeStep } from '../../tell/step.js';
import { effectText } from '../../tell/spill.js';
import { spillsOf } from '../../program/query/unasked.js';
import { checkedSteps } from '../../prove/steps.js';
import { encodeScope } from '../../rabbitmq/encode.js';
import { grantsOf, isRight } from '../../aws/mq-rights.js';
import { findTag } from '../../rabbitmq/tags.js';
import { isSameFile, type Source } from '../../source/source.js';
import type { Phrase } from '../../syntax/tree.js';
import { meaningOf } from '../../syntax/words.js';
import type { Snapshot } from '../snapshot.js';
import { prose } from '../prose.js';
import { byBroker, code, list, paragraphs } from './markdown.js';

/** The most rights of one phrase that a hover tells one by one. */
const SHOWN = 6;

/** Of how many roles that a phrase grants something a hover looks what spills. */
const SPILLING = 5;

/** What a phrase says, and for each broker the checks that are made of it and the scopes that it becomes. */
export function hoverPhrase(
  phrase: Phrase,
  source: Source,
  snapshot: Snapshot,
): string | undefined {
  const isThis = ({ place, calls }: Right): boolean =>
    [place, ...calls].some(
      (at) => isSameFile(at.source, source) && at.range.start === phrase.range.start,
    );
  return paragraphs(
    phraseMeaning(phrase),
    byBroker(snapshot, (on) => {
      const { grants, claims } = on.policy;
      const granted = grants.map(({ right }) => right).filter(isThis);
      const claimed = claims.flatMap(({ rights }) => rights).filter(isThis);
      return paragraphs(rightsText([...granted, ...claimed], on), spillText(isThis, on));
    }),
  );
}

/** What the broker permits together with a phrase, that no line asks for and that adds something. */
function spillText(isThis: (right: Right) => boolean, on: QueryableBroker): string | undefined {
  const roles = new Set(
    on.policy.grants.filter(({ right }) => isThis(right)).map(({ role }) => role),
  );
  const found = [...roles]
    .slice(0, SPILLING)
    .flatMap((role) =>
      spillsOf(on, role).filter(
        ({ grant, together }) =>
          isThis(grant.right) || (together !== undefined && isThis(together.right)),
      ),
    );
  const different = new Map(found.map((spill) => [spill.phrase, spill]));
  const shown = [...different.values()].slice(0, SHOWN);
  const lines = shown.map((spill) => `${code(spill.phrase)}, ${prose(effectText(spill))}`);
  const left = different.size - shown.length;
  if (left > 0) lines.push(`… and ${left} more`);
  return lines.length === 0
    ? undefined
    : `The broker permits with it what no line asks for:\n\n${list(lines)}`;
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
  const different = new Map(rights.map((right) => [keyOf(right), right]));
  const shown = [...different.values()].slice(0, SHOWN).map((right) => rightText(right, on));
  const left = different.size - shown.length;
  return paragraphs(...shown, left > 0 ? `… and ${left} more rights` : undefined);
}

function keyOf(right: Right): string {
  const vhost = 'vhost' in right ? right.vhost.key : '';
  return `${vhost}\0${phraseText(right)}`;
}

function rightText(right: Right, { policy, context }: QueryableBroker): string | undefined {
  if (right.type === 'api') return paragraphs(apiText(right.right), conditionsText(right));
  if (right.type === 'tag') return tagText(right.tag) ?? code(right.tag);
  const { broker, vhosts } = policy;
  const checks = checkedSteps(right, context).map((step) => describeStep(step, { right }));
  const scopes = scopesOf(right, vhosts.of(right.vhost)).map((scope) =>
    code(`${broker.scopePrefix}${encodeScope(scope).text}`),
  );
  const numbered = checks.map((check, at) => `${at + 1}. ${prose(check)}`).join('\n');
  const title = `${code(phraseText(right))} in the vhost ${code(patternText(right.vhost))}`;
  return `${title}\n\nThe broker checks:\n\n${numbered}\n\nScopes: ${scopes.join(' ')}`;
}
