import assert from 'node:assert/strict';
import { inFolder } from '../../source/temporary.js';
import { bad, head, warren } from '../warren.js';

const policy = (phrases: string): string => `${head}vhost v { allow r { ${phrases} } }\n`;
const tree = {
  'few/a.warren': policy('consume queue a'),
  'many/a.warren': policy('consume queue a, b'),
  'other/a.warren': policy('consume queue c'),
  'bad/a.warren': bad,
  'empty/readme.txt': '',
};

describe('diff', () => {
  const exits: readonly (readonly [
    old: string,
    now: string,
    plain: number,
    noNewAccess: number,
  ])[] = [
    ['few', 'few', 0, 0],
    ['few', 'many', 3, 1],
    ['many', 'few', 3, 0],
    ['few', 'other', 3, 1],
    ['few', 'few/a.warren', 0, 0],
    ['few', 'bad', 1, 1],
    ['bad', 'few', 1, 1],
    ['few', 'empty', 2, 2],
    ['few', 'missing', 2, 2],
    ['few', 'missing.conf', 2, 2],
  ];
  for (const [old, now, plain, noNewAccess] of exits)
    it(`ends with ${plain} from ${old} to ${now}, with --no-new-access with ${noNewAccess}`, () => {
      inFolder(tree, (folder) => {
        assert.equal(warren(folder, ['diff', old, now]).status, plain);
        assert.equal(warren(folder, ['diff', '--no-new-access', old, now]).status, noNewAccess);
      });
    });

  it('reports a policy with errors as check does', () => {
    inFolder(tree, (folder) => {
      const text = warren(folder, ['diff', 'few', 'bad']);
      assert.equal(text.stdout, '');
      assert.match(text.stderr, /^error\[unknown-name\]/);
      const json = warren(folder, ['diff', 'few', 'bad', '--format', 'json']);
      assert.equal(json.stdout, warren(folder, ['check', 'bad', '--format', 'json']).stdout);
    });
  });

  it('answers as JSON', () => {
    inFolder(tree, (folder) => {
      const range = { start: { line: 8, column: 21 }, end: { line: 8, column: 39 } };
      const { stdout } = warren(folder, ['diff', 'few', 'many', '--format', 'json']);
      assert.deepEqual(JSON.parse(stdout), {
        same: false,
        changes: [
          {
            brokers: ['b'],
            role: 'r',
            direction: 'gained',
            phrase: 'consume queue b',
            vhost: 'v',
          },
        ],
        brokers: [
          {
            broker: 'b',
            only: null,
            roles: [
              {
                role: 'r',
                arn: 'arn:aws:iam::111122223333:role/r',
                gained: [
                  {
                    kind: 'scopes',
                    phrase: 'consume queue b',
                    action: null,
                    vhost: 'v',
                    examples: [
                      {
                        extent: 'permission',
                        permission: 'read',
                        vhost: 'v',
                        name: 'b',
                        key: null,
                      },
                    ],
                    by: { phrase: 'consume queue b', file: 'many/a.warren', range, uses: [] },
                    nearest: null,
                  },
                ],
                lost: [],
              },
            ],
          },
        ],
      });
      const none = warren(folder, ['diff', 'few', 'few', '--format', 'json']).stdout;
      assert.deepEqual(JSON.parse(none), { same: true, changes: [], brokers: [] });
    });
  });

  it('compares one broker alone where it is asked to', () => {
    inFolder(tree, (folder) => {
      assert.equal(warren(folder, ['diff', 'few', 'many', '--broker', 'b']).status, 3);
      const { status, stderr } = warren(folder, ['diff', 'few', 'many', '--broker', 'c']);
      assert.deepEqual(
        [status, stderr],
        [2, 'warren: there is no broker `c`; there is b\nSee warren diff --help.\n'],
      );
    });
  });

  it('colours nothing but for a person, or when told to', () => {
    inFolder(tree, (folder) => {
      const { stdout } = warren(folder, ['diff', 'few', 'many'], { env: { FORCE_COLOR: '1' } });
      assert.ok(
        stdout.includes('\u001b[1m\u001b[33m+ GAINED consume queue b in vhost v\u001b[39m'),
      );
      assert.ok(stdout.includes('GAINED\u001b[39m\u001b[22m  the new side gives it'));
      const back = warren(folder, ['diff', 'many', 'few'], { env: { FORCE_COLOR: '1' } });
      assert.ok(back.stdout.includes('\u001b[31m- LOST consume queue b in vhost v\u001b[39m'));
      assert.ok(!warren(folder, ['diff', 'few', 'many']).stdout.includes('\u001b'));
    });
  });

  const misuses: readonly (readonly [args: readonly string[], complaint: string])[] = [
    [[], 'diff takes OLD and NEW, or --git REF and a path'],
    [['few'], 'diff takes OLD and NEW, or --git REF and a path'],
    [['few', 'few', 'few'], 'diff takes OLD and NEW, or --git REF and a path'],
    [['few', ''], 'a path is empty'],
    [
      ['few', 'few', '--format', 'sarif'],
      "there is no format 'sarif' here; there are text, json, markdown",
    ],
    [['few', 'few', '--no-new-access=yes'], "Option '--no-new-access' takes no value"],
  ];
  for (const [args, complaint] of misuses)
    it(`refuses ${JSON.stringify(args)}`, () => {
      inFolder(tree, (folder) => {
        const answer = {
          status: 2,
          stdout: '',
          stderr: `warren: ${complaint}\nSee warren diff --help.\n`,
        };
        assert.deepEqual(warren(folder, ['diff', ...args]), answer);
      });
    });
});
