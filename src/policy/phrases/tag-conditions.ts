import {
  carries,
  sameTag,
  TAG_LIMITS,
  type TagCondition,
  type TagSource,
  type Where,
} from '../../aws/conditions.js';
import { mainActions, type ApiRight } from '../../aws/mq-rights.js';
import { isPolicyText } from '../../aws/policy-text.js';
import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { Place } from '../../source/source.js';
import type { TagTest, Template, WhereClause } from '../../syntax/tree.js';
import type { PhraseSite } from './context.js';
import { substitute } from '../brokers/environment.js';
import type { Text } from '../names/text.js';

/**
 * The conditions of a `where`; undefined where one of them cannot be read, which is reported: a right
 * must never be granted under fewer conditions than are written.
 */
export function readWhere(
  where: WhereClause | null,
  site: PhraseSite,
  reporter: Reporter,
): Where | undefined {
  const conditions: TagCondition[] = [];
  let complete = true;
  for (const test of where?.conditions ?? []) {
    const condition = readTest(test, site, reporter);
    const twice = condition && conditions.find((other) => sameTag(other, condition));
    if (twice !== undefined)
      reporter.report(
        catalog.tagTwice,
        { source: site.source, range: test.range },
        { source: twice.source, key: twice.key },
        { uses: site.calls },
      );
    if (condition === undefined || twice !== undefined) complete = false;
    else conditions.push(condition);
  }
  return complete ? conditions : undefined;
}

/** Whether a right can stand under the conditions; what cannot is reported at the word of the right. */
export function takesConditions(
  right: ApiRight,
  where: Where,
  place: Place,
  reporter: Reporter,
): boolean {
  const wrong = where.find(({ source }) => !takes(right, source));
  if (wrong === undefined) return true;
  const other: TagSource = wrong.source === 'tag' ? 'request-tag' : 'tag';
  reporter.report(catalog.conditionNotTaken, place, {
    right,
    source: wrong.source,
    other: takes(right, other) ? other : undefined,
  });
  return false;
}

function takes(right: ApiRight, source: TagSource): boolean {
  return mainActions(right).every((action) => carries(action, source));
}

function readTest(
  { keyword, key, value }: TagTest,
  site: PhraseSite,
  reporter: Reporter,
): TagCondition | undefined {
  const keyText = readText(key, 'key', site, reporter);
  const valueText = readText(value, 'value', site, reporter);
  if (keyword === null || keyText === undefined || valueText === undefined) return undefined;
  return { source: keyword.text, key: keyText.join(''), value: Pattern.fromParts(valueText) };
}

/** The key or value of a tag; of a key all parts are texts. What IAM cannot compare is reported. */
function readText(
  template: Template | null,
  what: keyof typeof TAG_LIMITS,
  { source, environment, calls }: PhraseSite,
  reporter: Reporter,
): Text | undefined {
  if (template === null) return undefined;
  const text = substitute(template, source, environment, reporter);
  if (text === undefined) return undefined;
  const reason = problemOf(text, what);
  if (reason === undefined) return text;
  const place = { source, range: template.range };
  reporter.report(catalog.badTag, place, { what, reason }, { uses: calls });
  return undefined;
}

function problemOf(text: Text, what: keyof typeof TAG_LIMITS): string | undefined {
  const literal = text.filter((part) => part !== WILDCARD).join('');
  if (what === 'key' && text.includes(WILDCARD))
    return 'A wildcard stands for a part of the value alone; to speak of a star write `"\\*"`.';
  if (what === 'key' && literal === '') return 'Every tag has a key.';
  const most = TAG_LIMITS[what];
  if (Array.from(literal).length > most) return `AWS takes ${most} characters at most.`;
  if (!isPolicyText(literal)) return 'It holds a character that no IAM policy can hold.';
  return undefined;
}
