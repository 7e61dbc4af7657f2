import type { ConditionedRight } from '../../aws/conditions.js';
import { missingSettings } from '../../aws/identity-policy.js';
import { MQ_ACTIONS } from '../../aws/mq-actions.js';
import { isRight, NAMED_RIGHTS } from '../../aws/mq-rights.js';
import type { PolicyBroker } from '../../aws/policy-broker.js';
import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { findTag } from '../../rabbitmq/tags.js';
import type { Place } from '../../source/source.js';
import type { ApiPhrase, TagPhrase } from '../../syntax/tree.js';
import type { PhraseContext, PhraseSite } from './context.js';
import type { ApiUse, Origin, TagRight } from './rights.js';
import { readWhere, takesConditions } from './tag-conditions.js';

/** The user tags of a `tag` phrase; unknown ones are reported. */
export function readTagPhrase(
  phrase: TagPhrase,
  origin: Origin,
  { reporter }: PhraseContext,
): readonly TagRight[] {
  const rights: TagRight[] = [];
  for (const word of phrase.tags) {
    if (word === null) continue;
    const found = findTag(word.text);
    if (found.ok) rights.push({ type: 'tag', tag: found.tag.name, ...origin });
    else {
      const place = { source: origin.place.source, range: word.range };
      const { nearest } = found;
      const particulars = { tag: word.text, nearest };
      reporter.report(catalog.unknownTag, place, particulars, correction(place, nearest));
    }
  }
  return rights;
}

/** The Amazon MQ rights of a phrase, if the broker can be named in an IAM policy as they need it. */
export function readApiPhrase(
  phrase: ApiPhrase,
  site: PhraseSite,
  origin: Origin,
  { broker, reporter }: PhraseContext,
): readonly ApiUse[] {
  const rights: ApiUse[] = [];
  for (const { right, where, place } of rightsOf(phrase, site, reporter))
    if (!broker.isEngineKnown) continue;
    else if (broker.engine.product !== 'amazon-mq')
      reporter.report(catalog.apiRightOnOwnBroker, place, {
        right,
        broker: broker.isDeclared ? broker.name : undefined,
      });
    else rights.push({ type: 'api', right, where, ...origin });
  return rights;
}

/**
 * The rights that a phrase names under its conditions, each with its word; unknown ones, and conditions
 * that they cannot have, are reported.
 */
export function rightsOf(
  phrase: ApiPhrase,
  site: PhraseSite,
  reporter: Reporter,
): readonly (ConditionedRight & { readonly place: Place })[] {
  const rights: (ConditionedRight & { place: Place })[] = [];
  const { source } = site;
  const where = readWhere(phrase.where, site, reporter);
  for (const word of phrase.rights) {
    if (word === null) continue;
    const place = { source, range: word.range };
    const right = word.text;
    if (isRight(right)) {
      if (where !== undefined && takesConditions(right, where, place, reporter))
        rights.push({ right, where, place });
    } else {
      const known = [...Object.keys(MQ_ACTIONS), ...NAMED_RIGHTS];
      const nearest = reporter.suggester.nearest(right, known);
      const particulars = { action: right, nearest };
      reporter.report(catalog.unknownAction, place, particulars, correction(place, nearest));
    }
  }
  return rights;
}

/**
 * The settings that a granted right needs of the broker and that it does not give, in words. Those that it
 * gives and that cannot be read are told of where they are given.
 */
export function settingsMissingFor(
  right: ApiUse['right'],
  broker: PolicyBroker,
): string | undefined {
  const missing = missingSettings(right, broker).filter(
    (name) => broker.unreadSettings?.includes(name) !== true,
  );
  if (missing.length === 0) return undefined;
  return `the setting${missing.length > 1 ? 's' : ''} ${missing.map((name) => `\`${name}\``).join(', ')}`;
}
