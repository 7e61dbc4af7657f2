import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { boundFreely } from '../access/protocols/protocols.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import { grantedOperations, viaProfiles } from './grants.js';

/**
 * A raw `write` or `read` without keys on what may be a topic exchange: the broker asks for a right on
 * the routing key there, and a scope without keys gives none.
 */
export function checkUnkeyedTopics(policy: RightsPolicy, reporter: Reporter): void {
  for (const { operation } of grantedOperations(policy)) {
    const { word, kind, name, key } = operation;
    if (key !== undefined || (word !== 'write' && word !== 'read')) continue;
    if (kind !== 'exchange' && kind !== 'resource') continue;
    // Nobody publishes to the internal one of every vhost, so it is no example.
    const exchanges = policy.vhosts
      .of(operation.vhost)
      .typed(name.pattern)
      .filter(
        ({ place, pattern }) => word === 'read' || place !== undefined || boundFreely(pattern),
      );
    // What is declared says more to the reader than what every vhost has.
    const topic =
      exchanges.find(({ exchangeType }) => exchangeType === 'topic') ??
      exchanges.find(({ exchangeType }) => exchangeType === undefined);
    if (topic === undefined) continue;
    const { uses, notes } = viaProfiles(operation);
    const declared =
      topic.place === undefined ? [] : [{ message: 'It is declared here.', place: topic.place }];
    reporter.report(
      catalog.unkeyedTopicRight,
      name.place,
      {
        verb: word,
        grant: phraseText(operation),
        exchange: patternText(topic.pattern),
        isTyped: topic.exchangeType !== undefined,
      },
      { uses, notes: [...declared, ...notes] },
    );
  }
}
