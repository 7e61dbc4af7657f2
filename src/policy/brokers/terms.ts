import type { BrokerTerms } from '../../diagnostics/alike.js';
import { oncePerObject } from '../../pattern/memo.js';
import { flat } from '../names/text.js';
import type { Broker } from './broker.js';

/**
 * A broker as texts about it name it: what is said of several brokers is the same but for these. The
 * variables come first, as they are what a policy's names are made of.
 */
export const termsOf = oncePerObject((broker: Broker): BrokerTerms => {
  const { name, environment, scopePrefix, audience, id, configuration } = broker;
  const values = new Map<string, string>();
  for (const variable of environment.names()) {
    const value = environment.lookup(variable);
    if (value.found === 'text') values.set(`\${${variable}}`, flat(value.text));
  }
  values.set('${audience}', audience);
  if (id !== undefined) values.set('${id}', id);
  if (configuration !== undefined) values.set('${configuration}', configuration);
  const called = scopePrefix === `${name}.` ? '${broker}.' : '${scope-prefix}';
  return { name, declared: broker.place, values, prefix: { called, value: scopePrefix } };
});
