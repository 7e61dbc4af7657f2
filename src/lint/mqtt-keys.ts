import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import { MQTT_EXCHANGE, topicOfKey } from '../rabbitmq/mqtt.js';
import { grantedOperations, viaProfiles } from './grants.js';

/**
 * Routing keys in MQTT's notation. The broker turns the `/` of an MQTT topic into `.` and the `+` of a
 * filter into `*` before it compares, so that such a key lets an MQTT client do nothing. Source:
 * rabbitmq/rabbitmq-server v3.13.0 to v4.3.5, rabbit_mqtt_util:mqtt_to_amqp/1.
 */
export function checkMqttKeys({ grants, claims }: RightsPolicy, reporter: Reporter): void {
  const check = (right: Right): void => {
    if (right.type === 'operation') checkKey(right, reporter);
  };
  for (const { right } of grants) check(right);
  for (const { rights } of claims) rights.forEach(check);
}

/** A right to the queues of every MQTT client of a vhost, which are read, and deleted, by whoever may. */
export function checkMqttClients(policy: RightsPolicy, reporter: Reporter): void {
  for (const { operation } of grantedOperations(policy)) {
    const { word, kind, client, place, key } = operation;
    if (kind !== 'mqtt' || word !== 'subscribe') continue;
    if (client !== undefined && client.pattern.key !== Pattern.any.key) continue;
    const { pattern } = key ?? { pattern: Pattern.any };
    const topic = patternText(topicOfKey(pattern));
    reporter.report(
      catalog.mqttAnyClient,
      client?.place ?? key?.place ?? place,
      { topic },
      viaProfiles(operation),
    );
  }
}

function checkKey(operation: Operation, reporter: Reporter): void {
  const { kind, name, other, key } = operation;
  if (key === undefined || kind === 'mqtt') return;
  if (!key.pattern.literals.some(({ binary }) => /[/+]/.test(binary))) return;
  const written = patternText(key.pattern);
  const text = written.replaceAll('"', '');
  const words = text.split('/');
  const exchange = (other ?? name).pattern;
  // Elsewhere a `/` may be part of a key; `+` as a whole word is MQTT's, and `#` behind a `/`.
  const isMqtt =
    text.split('.').includes('+') ||
    (words.length > 1 &&
      (firstFit(exchange).has(MQTT_EXCHANGE.first) || words.includes('+') || words.includes('#')));
  if (!isMqtt) return;
  const dotted = words.map((word) => (word === '+' || word === '#' ? '*' : word)).join('.');
  const meant = dotted
    .split('.')
    .map((word) => (word === '+' ? '*' : word))
    .join('.');
  const { source, range } = key.place;
  const isPlain = /^"?[A-Za-z0-9_.:/@*#+-]*"?$/.test(source.slice(range));
  const fix = { title: `Write \`${meant}\``, edits: [{ source, range, text: meant }] };
  reporter.report(
    catalog.mqttNotation,
    key.place,
    { key: written, meant },
    { ...viaProfiles(operation), fixes: isPlain && operation.calls.length === 0 ? [fix] : [] },
  );
}
