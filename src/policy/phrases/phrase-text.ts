import type { ConditionedRight } from '../../aws/conditions.js';
import type { Bytes } from '../../pattern/bytes.js';
import { display } from '../../pattern/display.js';
import { Pattern } from '../../pattern/pattern.js';

import { topicOfKey } from '../../rabbitmq/mqtt.js';
import { reservedWords } from '../../syntax/words.js';
import type { Operation, Right } from './rights.js';
import { inSentence } from '../../source/counted.js';

/** The words between an operation and the exchange of its clause. */
const CLAUSE_WORDS: Readonly<Record<string, string>> = { to: 'to exchange', from: 'from exchange' };

/** Concrete names in the place of an operation's patterns. */
interface Example {
  readonly name?: Bytes;
  readonly other?: Bytes;
  readonly key?: Bytes;
}

/** A right as a policy writes it, with the names of an example in place of its patterns. */
export function phraseText(right: Right, example: Example = {}): string {
  switch (right.type) {
    case 'tag':
      return `tag ${right.tag}`;
    case 'api':
      return conditionedText(right);
    case 'connect':
      return 'connect';
    case 'operation':
      return operationText(right, example);
  }
}

/** A right on the Amazon MQ API with its conditions, as a policy writes it. */
export function conditionedText({ right, where }: ConditionedRight): string {
  const conditions = where.map(
    ({ source, key, value }) =>
      `${source} ${patternText(Pattern.literal(key))} = ${patternText(value)}`,
  );
  return conditions.length === 0 ? right : `${right} where ${conditions.join(', ')}`;
}

/** A concrete name as a policy writes it. */
export function nameText(name: Bytes): string {
  return patternText(Pattern.fromBytes([name]));
}

/** A pattern as a policy writes it, in quotes where a bare word would be read as something else. */
export function patternText(pattern: Pattern): string {
  return display(pattern, (word) => reservedWords.has(word));
}

function operationText(operation: Operation, example: Example): string {
  const { word, kind, name, other, key } = operation;
  if (kind === 'mqtt') return mqttText(operation, example);
  const parts = [word, kind, text(name.pattern, example.name)];
  if (other !== undefined)
    parts.push(CLAUSE_WORDS[other.clause] ?? other.clause, text(other.pattern, example.other));
  // An example has a key where the phrase names some, and where one is needed.
  const keys = key?.pattern;
  if (example.key !== undefined) parts.push('key', nameText(example.key));
  else if (keys !== undefined) parts.push('key', patternText(keys));
  return parts.join(' ');
}

/** A phrase of MQTT: the key is what the broker makes of its topic. */
function mqttText({ word, kind, key, client }: Operation, example: Example): string {
  const keys = example.key === undefined ? key?.pattern : Pattern.fromBytes([example.key]);
  const parts = [word, kind, patternText(topicOfKey(keys ?? Pattern.any))];
  if (client !== undefined) parts.push('client', patternText(client.pattern));
  return parts.join(' ');
}

function text(pattern: Pattern, example: Bytes | undefined): string {
  return example === undefined ? patternText(pattern) : nameText(example);
}

/** Names in a sentence: `` `a` ``, `` `a` and `b` ``, `` `a`, `b`, `c` and 4 more ``. */
export function listed(names: readonly string[]): string {
  return inSentence(
    names.map((name) => `\`${name}\``),
    3,
  );
}
