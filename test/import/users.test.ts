import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDefinitions } from '#warren/import/definitions.js';
import { importUsers } from '#warren/import/users.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { matches } from '#warren/pattern/match.js';
import { Source } from '#warren/source/source.js';

const NAMES = ['ev', 'eva', 'q', 'qa', 'new', 'amq.topic'];
const KEYS = ['', 'a', 'a.b', 'v.a', 'u', 'b'];
/** What the export says is there; any other name may yet become that of a topic exchange. */
const TOPICS = ['ev', 'eva'];
const QUEUES = ['q'];

const expressions = fc.constantFrom(
  '',
  '^$',
  '.*',
  '^ev',
  'ev$',
  '^(ev|q)$',
  'a',
  '^.$',
  '^q.*',
  '^[a-e].*$',
  'new|q',
  '^ev.+$',
  '^amq\\.',
);
const keys = fc.constantFrom(
  '',
  '.*',
  '^a',
  '^a\\..+$',
  '^{vhost}\\.',
  '{username}',
  '^(a|b)$',
  'b$',
);
const permissions = fc.record({ configure: expressions, write: expressions, read: expressions });
const topics = fc.array(
  fc.record({ exchange: fc.constantFrom('ev', 'eva', 'new', ''), write: keys, read: keys }),
  { maxLength: 2 },
);

/** What RabbitMQ takes an expression for, on a text. */
function finds(expression: string, text: string): boolean {
  return new RegExp(expression === '' ? '^$' : expression).test(text);
}

describe('what users of the broker may do', () => {
  it('is given by the scopes that are imported, never more, and all of it where nothing is told', () => {
    let exact = 0;
    fc.assert(
      fc.property(permissions, topics, (permission, given) => {
        const entries = [...new Map(given.map((one) => [one.exchange, one])).values()];
        const about = { user: 'u', vhost: 'v' };
        const document = {
          users: [{ name: 'u', tags: '' }],
          vhosts: [{ name: 'v' }],
          permissions: [{ ...about, ...permission }],
          topic_permissions: entries.map((one) => ({ ...about, ...one })),
          exchanges: TOPICS.map((name) => ({ name, vhost: 'v', type: 'topic', arguments: {} })),
          queues: QUEUES.map((name) => ({ name, vhost: 'v', arguments: {} })),
        };
        const read = readDefinitions(new Source('d.json', JSON.stringify(document)));
        assert.ok(read.ok);
        const { subjects, remarks } = importUsers(read.definitions);
        const scopes = (subjects[0]?.scopes ?? []).flatMap(({ scope }) =>
          scope.kind === 'tag' ? [] : [scope],
        );
        const isTold = remarks.some((remark) => !/^routing keys|default exchange/.test(remark));
        if (!isTold) exact++;
        for (const word of ['configure', 'write', 'read'] as const)
          for (const name of NAMES) {
            const bytes = Bytes.fromText(name);
            const own = scopes.filter(
              (scope) => scope.permission === word && matches(scope.name, bytes),
            );
            compare(own.length > 0, finds(permission[word], name), `${word} ${name}`, isTold);
            if (word === 'configure' || QUEUES.includes(name)) continue;
            for (const key of KEYS) {
              const entry = entries.find(({ exchange }) => exchange === name);
              const expanded = entry?.[word].replace('{username}', 'u').replace('{vhost}', 'v');
              const wanted = expanded === undefined || finds(expanded, key);
              const has = own.some((scope) => scope.key && matches(scope.key, Bytes.fromText(key)));
              compare(
                has,
                finds(permission[word], name) && wanted,
                `${word} ${name} ${key}`,
                isTold,
              );
            }
          }
      }),
      { numRuns: 500 },
    );
    assert.ok(exact > 50, `${exact} were told to be the same`);

    function compare(has: boolean, wanted: boolean, what: string, isTold: boolean): void {
      if (has && !wanted) assert.fail(`${what} is given, and RabbitMQ refuses it`);
      if (!has && wanted && !isTold) assert.fail(`${what} is lost in silence`);
    }
  });

  const spellings: readonly (readonly [tags: unknown, wanted: readonly string[]])[] = [
    ['', []],
    [[], []],
    ['administrator', ['administrator']],
    ['monitoring,management', ['monitoring', 'management']],
    [' monitoring , management,', ['monitoring', 'management']],
    [['policymaker', 'policymaker'], ['policymaker']],
    [null, []],
    [undefined, []],
  ];
  for (const [tags, wanted] of spellings)
    it(`have the tags ${wanted.join(', ') || 'none'} of ${tags === undefined ? 'nothing' : JSON.stringify(tags)}`, () => {
      const text = JSON.stringify({ users: [{ name: 'u', tags }] });
      const read = readDefinitions(new Source('d.json', text));
      assert.deepEqual(read.ok && read.definitions.users.get('u'), wanted);
    });
});
