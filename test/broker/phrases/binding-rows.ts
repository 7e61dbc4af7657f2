import { bind, unbind } from '../operations.js';
import { read, rows, write } from './row.js';
import type { Row } from './row.js';

/** To a binding key, `#` is a letter as any other. */
const KEYS = ['order.eu', 'order.#'];

/** The phrases that bind and unbind a queue or an exchange, with and without routing keys. */
export function bindingRows(kind: 'queue' | 'exchange'): readonly Row[] {
  const name = kind === 'queue' ? 'work' : 'spare';
  const forms = [
    ['bind', 'to', bind],
    ['unbind', 'from', unbind],
  ] as const;
  return forms.flatMap(([verb, word, operation]) => {
    const phrase = (source: string): string => `${verb} ${kind} ${name} ${word} exchange ${source}`;
    const needs = [write(name), read('topic')];
    return [
      ...KEYS.flatMap((key) =>
        rows(
          `${phrase('topic')} key order.*`,
          [...needs, read('topic', key)],
          operation(kind, name, 'topic', key),
        ),
      ),
      ...rows(
        phrase('topic'),
        [...needs, read('topic', 'any')],
        operation(kind, name, 'topic', 'any'),
      ),
      ...rows(
        phrase('some'),
        [write(name), read('some'), read('some', 'any')],
        operation(kind, name, 'some', 'any'),
      ),
      ...rows(phrase('fan'), [write(name), read('fan')], operation(kind, name, 'fan', 'any')),
    ];
  });
}
