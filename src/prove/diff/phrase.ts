import type { Bytes } from '../../pattern/bytes.js';
import { firstFit } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import { isRefusedAt } from '../../access/fixed-answers.js';
import type { Operation } from '../../policy/phrases/rights.js';
import type { ResourceScope } from '../../rabbitmq/scope.js';
import { superStreamsOf } from '../../rabbitmq/super-streams.js';
import { namesOf } from '../../access/checks.js';
import { nameText, patternText, phraseText } from '../../policy/phrases/phrase-text.js';
import type { Example as Names } from '../possible/region.js';
import type { GivenScope } from './access.js';
import type { ChangeExample, ScopeExample } from './change.js';
import { sample } from './outside.js';

/** What gives something, as a policy writes it. */
export function givenPhrase({ right, scope }: GivenScope): string {
  if (right !== undefined) return phraseText(right);
  if (scope.kind === 'tag') return `tag ${scope.tag}`;
  return rawPhrase(scope.permission, scope.name, scope.key);
}

/** The concrete operation that examples of one operation are about, as a policy writes it. */
export function examplePhrase([first, ...more]: readonly [
  ScopeExample,
  ...ScopeExample[],
]): string {
  const { right } = first.by;
  if (right?.type === 'operation') {
    const names = namesIn(right, [first, ...more]);
    // What is given is a permission all the same, if not one for that.
    if (!isRefusedAt(right, names)) return phraseText(right, names);
  } else if (right !== undefined) return phraseText(right);
  const { permission, name, key } = first.example;
  if (name === undefined) return 'connect';
  const keyed = key === undefined ? '' : ` key ${nameText(key)}`;
  return `${permission} resource ${nameText(name)}${keyed}`;
}

function rawPhrase(
  permission: ResourceScope['permission'],
  name: Pattern,
  key: Pattern | undefined,
): string {
  if (name.isLiteral && name.first.length === 0) return 'connect';
  const keyed = key === undefined ? '' : ` key ${patternText(key)}`;
  return `${permission} resource ${patternText(name)}${keyed}`;
}

/** A concrete name for each pattern of an operation, and the key where one matters. */
function namesIn({ name, other, key }: Operation, examples: readonly ScopeExample[]): Names {
  const names: { name?: Bytes; other?: Bytes; key?: Bytes } = {};
  fill('name', sample(namesOf(name.pattern, 'first-fit')));
  if (other !== undefined) fill('other', sample(namesOf(other.pattern, 'first-fit')));
  if (key !== undefined) fill('key', sample(firstFit(key.pattern)));
  for (const { example, by } of examples) {
    if (by.on === 'partitions') fill('name', superStreamIn(name.pattern, example.name));
    // The queues of MQTT clients are not named in a phrase.
    else if (by.on === 'name' || by.on === 'other') fill(by.on, example.name);
    if (key !== undefined || tellsOfKey(example)) fill('key', example.key);
  }
  return names;

  function fill(variable: keyof typeof names, value: Bytes | undefined): void {
    if (value !== undefined) names[variable] = value;
  }
}

/** The super stream that an example is a partition of. */
function superStreamIn(names: Pattern, partition: Bytes | undefined): Bytes | undefined {
  const wanted = namesOf(names, 'first-fit');
  return partition && superStreamsOf(partition).find((name) => wanted.has(name));
}

/** A phrase without a key means every key; the one of the example tells nothing but where it decides. */
function tellsOfKey({ extent }: ChangeExample): boolean {
  return extent === 'key';
}
