import { allDefinitions } from '../../diagnostics/registry.js';
import { TAGS } from '../../rabbitmq/tags.js';
import { value, type Offer } from './offer.js';

/** The user tags, but for those given. */
export function tagOffers(given: readonly string[]): readonly Offer[] {
  return TAGS.filter(({ name }) => !given.includes(name)).map(({ name, meaning }) =>
    value(name, 'user tag', `Its holder ${meaning}.`),
  );
}

/** The codes that `@expect` can accept. */
export function codeOffers(): readonly Offer[] {
  return allDefinitions
    .filter(({ severity }) => severity !== 'error')
    .map(({ code, severity }) => value(code, severity));
}

/** The types of exchanges that every broker has. */
export function exchangeTypeOffers(): readonly Offer[] {
  return [
    value('direct', 'exchange type', 'A message goes to the queues bound with its routing key.'),
    value('fanout', 'exchange type', 'A message goes to every bound queue.'),
    value('topic', 'exchange type', 'Routing keys count, and the broker checks rights on them.'),
    value('headers', 'exchange type', "A message goes where the binding's arguments fit it."),
  ];
}
