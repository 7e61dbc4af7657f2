import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BROKER, ROLES } from './cases/case.js';
import { diagnose } from './harness.js';

/*
 * A model of what lines say, over a small world: which operations on which names, and which permissions
 * where a line names those. Nothing of it looks at scopes.
 */

const QUEUES = ['q', 'q.a', 'q.b', 'r'];
const EXCHANGES = ['x', 'x.a'];
/** Patterns that end in their only star, which mean the same to the broker and to people. */
const QUEUE_PATTERNS = ['q', 'q.a', 'q.*', 'q*', 'r'];
const EXCHANGE_PATTERNS = ['x', 'x.a', 'x*'];

const RAW = ['configure', 'write', 'read'] as const;

/** The permissions that an operation is made of, each with the name of what it is about. */
interface Saying {
  readonly says: string;
  readonly needs: readonly string[];
}

interface Line {
  readonly text: string;
  readonly sayings: readonly Saying[];
}

function meantBy(pattern: string, names: readonly string[]): readonly string[] {
  const start = pattern.replace('*', '');
  return names.filter((name) =>
    pattern.endsWith('*') ? name.startsWith(start) : name === pattern,
  );
}

function onQueue(verb: string, pattern: string, permission: string): Line {
  const sayings = meantBy(pattern, QUEUES).map((name) => ({
    says: `${verb} queue ${name}`,
    needs: [`${permission} queue ${name}`],
  }));
  return { text: `${verb} queue ${pattern}`, sayings };
}

function withDeadLetter(pattern: string, exchange: string): Line {
  const sayings = meantBy(pattern, QUEUES).flatMap((name) =>
    meantBy(exchange, EXCHANGES).flatMap((dead) => [
      { says: `declare queue ${name}`, needs: [`configure queue ${name}`] },
      {
        says: `declare queue ${name} dead-letter ${dead}`,
        needs: [`configure queue ${name}`, `read queue ${name}`, `write exchange ${dead}`],
      },
    ]),
  );
  return { text: `declare queue ${pattern} dead-letter ${exchange}`, sayings };
}

function binding(verb: 'bind' | 'unbind', pattern: string, exchange: string): Line {
  const word = verb === 'bind' ? 'to' : 'from';
  const sayings = meantBy(pattern, QUEUES).flatMap((name) =>
    meantBy(exchange, EXCHANGES).map((source) => ({
      says: `${verb} queue ${name} ${word} exchange ${source}`,
      needs: [`write queue ${name}`, `read exchange ${source}`],
    })),
  );
  return { text: `${verb} queue ${pattern} ${word} exchange ${exchange}`, sayings };
}

function raw(permission: string, kind: 'queue' | 'exchange', pattern: string): Line {
  const sayings = meantBy(pattern, kind === 'queue' ? QUEUES : EXCHANGES).map((name) => ({
    says: `${permission} ${kind} ${name}`,
    needs: [`${permission} ${kind} ${name}`],
  }));
  return { text: `${permission} ${kind} ${pattern}`, sayings };
}

const queue = fc.constantFrom(...QUEUE_PATTERNS);
const exchange = fc.constantFrom(...EXCHANGE_PATTERNS);
const permission = fc.constantFrom(...RAW);
const line: fc.Arbitrary<Line> = fc.oneof(
  queue.map((pattern) => onQueue('consume', pattern, 'read')),
  queue.map((pattern) => onQueue('purge', pattern, 'read')),
  queue.map((pattern) => onQueue('declare', pattern, 'configure')),
  queue.map((pattern) => onQueue('delete', pattern, 'configure')),
  fc.tuple(queue, exchange).map(([name, dead]) => withDeadLetter(name, dead)),
  fc.tuple(queue, exchange).map(([name, source]) => binding('bind', name, source)),
  fc.tuple(queue, exchange).map(([name, source]) => binding('unbind', name, source)),
  fc.tuple(permission, queue).map(([word, name]) => raw(word, 'queue', name)),
  fc.tuple(permission, exchange).map(([word, name]) => raw(word, 'exchange', name)),
);

/** The lines that are told to be needless, of a role that is granted all of them. */
function told(lines: readonly Line[]): readonly Line[] {
  const head = `${BROKER}${ROLES}vhost v {\n  exchange x* fanout\n  allow a {\n`;
  const text = `${head}${lines.map((one) => `    ${one.text}\n`).join('')}  }\n}\n`;
  const first = head.split('\n').length - 1;
  const { diagnostics } = diagnose({ 'p.warren': text });
  const needless = diagnostics.filter(({ code }) => code === 'redundant-grant');
  return needless.flatMap(({ place: { source, range } }) => {
    const found = lines[source.position(range.start).line - 1 - first];
    return found === undefined ? [] : [found];
  });
}

/** What lines say, their operations and the permissions that they name themselves. */
function saidBy(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ sayings }) => sayings.map(({ says }) => says)));
}

describe('a needless line', () => {
  it('says nothing that the lines left do not say, of their verbs or as raw permissions', () => {
    let needless = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 6 }), (lines) => {
        const without = told(lines);
        needless += without.length;
        const left = lines.filter((one) => !without.includes(one));
        const said = saidBy(left);
        for (const one of without)
          for (const { says, needs } of one.sayings)
            assert.ok(
              said.has(says) || needs.every((need) => said.has(need)),
              `\`${one.text}\` alone says ${says}`,
            );
      }),
      { numRuns: 400 },
    );
    assert.ok(needless > 50, `only ${needless} were told`);
  });

  it('is every one that a single other line says', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 5 }), (lines) => {
        const without = told(lines);
        const left = lines.filter((one) => !without.includes(one));
        for (const one of left)
          for (const other of left) {
            if (one === other) continue;
            const said = saidBy([other]);
            const isSaid = one.sayings.every(({ says }) => said.has(says));
            assert.ok(!isSaid, `\`${other.text}\` says all of \`${one.text}\``);
          }
      }),
      { numRuns: 400 },
    );
  });
});
