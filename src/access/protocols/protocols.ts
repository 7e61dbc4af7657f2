import type { Pattern } from '../../pattern/pattern.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { ResourceKind } from '../../syntax/tree.js';
import { AMQP } from './amqp.js';
import { MQTT } from './mqtt.js';
import type { CheckedOperation, FixedAnswer, Protocol } from './protocol.js';
import { STREAM } from './stream.js';

/** The permissions themselves, which any client may use in any way. */
const PERMISSIONS: Protocol = {
  operations: [
    {
      words: ['configure'],
      kinds: ['queue', 'stream', 'exchange', 'resource'],
      needs: [{ permission: 'configure', on: 'name' }],
    },
    ...(['write', 'read'] as const).map((permission: Permission): CheckedOperation => ({
      words: [permission],
      kinds: ['queue', 'stream', 'exchange', 'resource'],
      needs: [{ permission, on: 'name', keys: 'if-given' }],
    })),
  ],
  answers: [],
};

/** All that clients speak: to add a protocol, add its table. */
const PROTOCOLS: readonly Protocol[] = [PERMISSIONS, AMQP, STREAM, MQTT];

/** Every answer to an operation that no permission changes. */
export const FIXED_ANSWERS: readonly FixedAnswer[] = PROTOCOLS.flatMap(({ answers }) => answers);

/** The rows about operations, by word and kind. */
class ByOperation<Row extends Pick<CheckedOperation, 'words' | 'kinds'>> {
  readonly #rows = new Map<string, Map<ResourceKind, Row[]>>();

  constructor(rows: readonly Row[]) {
    for (const row of rows)
      for (const word of row.words)
        for (const kind of row.kinds) {
          const ofWord = this.#rows.get(word) ?? new Map<ResourceKind, Row[]>();
          this.#rows.set(word, ofWord.set(kind, [...(ofWord.get(kind) ?? []), row]));
        }
  }

  /** The rows about one operation. */
  of(word: string, kind: ResourceKind): readonly Row[] {
    return this.#rows.get(word)?.get(kind) ?? [];
  }
}

const checked = new ByOperation(PROTOCOLS.flatMap(({ operations }) => operations));
const answered = new ByOperation(FIXED_ANSWERS);

/** What the broker checks of an operation; undefined for what is none. */
export function checkedOperation(word: string, kind: ResourceKind): CheckedOperation | undefined {
  return checked.of(word, kind)[0];
}

/** The answers to an operation that no permission changes, on whatever names. */
export function fixedAnswers(word: string, kind: ResourceKind): readonly FixedAnswer[] {
  return answered.of(word, kind);
}

/** Operations that permit nothing where clients cannot publish to an exchange or bind to it. */
const FREE_USES = [
  { word: 'publish', on: 'name' },
  { word: 'bind', on: 'other' },
] as const;

/** Whether clients can publish to a built-in exchange, and bind something to it, by permission alone. */
export function boundFreely({ isLiteral, key }: Pattern): boolean {
  const isRefused = FIXED_ANSWERS.some(
    ({ answer, words, kinds, on, names }) =>
      answer === 'refused' &&
      FREE_USES.some((use) => words.includes(use.word) && on === use.on) &&
      (on === 'other' || kinds.includes('exchange')) &&
      names.some((name) => name.key === key),
  );
  return isLiteral && !isRefused;
}
