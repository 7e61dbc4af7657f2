import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inFolder, whileInFolder } from '../source/temporary.js';
import { runIn } from './transcript.js';
import { bad, good, program } from './warren.js';

const asks = ['--vhost', 'v'];

/** Questions that cannot be asked, and the complaint. */
const misuses: readonly (readonly [args: readonly string[], complaint: string])[] = [
  [['can'], 'ROLE is missing'],
  [['can', 'r'], 'PHRASE is missing'],
  [['can', 'r', 'consume', 'queue', 'q'], "'queue' is one argument too many"],
  [['can', 'r', 'connect', '--vhost', ''], 'the vhost is empty'],
  [['can', 'r', 'connect', '--vhost', 'a**b'], 'two wildcards in a row'],
  [['can', 'r', 'connect', '--vhost', 'w'], 'no vhost `w`'],
  [['can', 'r', ' ', ...asks], 'the phrase is empty'],
  [['can', 'r', 'x'.repeat(1 << 16) + 'x', ...asks], 'the phrase is longer than 65536'],
  [['can', 'r', 'connect', ...asks, '--format', 'junit'], "there is no format 'junit' here"],
  [['can', 'r', 'connect', ...asks, '--policy', 'nowhere'], 'nowhere does not exist'],
  [['can', '--batch', 'nowhere'], 'nowhere cannot be read'],
  [['can', '--batch', 'b', '--vhost', 'v'], 'each line names its own vhost'],
  [['explain', 's', 'connect', ...asks], 'there is no role `s`'],
  [['who'], 'PHRASE is missing'],
  [['who', 'tag boss'], 'the phrase cannot be asked'],
  [['why'], '"BROKER MESSAGE" is missing'],
  [['why', 'x'.repeat(1 << 16)], 'that is no refusal'],
  [['test', '--format', 'xml'], "there is no format 'xml'"],
];

describe('a question that cannot be asked', () => {
  for (const [args, complaint] of misuses)
    it(`warren ${args.join(' ').slice(0, 60)}`, async () => {
      await whileInFolder({ 'a.warren': good }, async (folder) => {
        const { status, stdout, stderr } = await runIn(folder, args);
        assert.deepEqual([status, stdout], [2, '']);
        assert(stderr.includes(complaint), stderr);
      });
    });

  for (const args of [
    ['can', 'r', 'connect', ...asks],
    ['explain', 'r', 'connect', ...asks],
    ['who', 'connect'],
    ['why', "access to vhost 'v' refused for user 'x'"],
    ['test'],
  ])
    it(`of a policy with errors: ${args[0] ?? ''}`, async () => {
      await whileInFolder({ 'a.warren': bad }, async (folder) => {
        const { status, stdout, stderr } = await runIn(folder, args);
        assert.equal(status, 1);
        assert((stdout + stderr).includes('error[unknown-name]'));
        assert(stderr.includes('The policy has errors'));
      });
    });
});

describe('can --batch', () => {
  const lines = [
    { role: 'r', phrase: 'consume queue q', vhost: 'v' },
    { role: 'r', phrase: 'declare queue q', vhost: 'v', broker: null },
    { role: 's', phrase: 'connect', vhost: 'v' },
    { role: 'r', phrase: 'consum queue q', vhost: 'v' },
    { role: 'r', phrase: 'connect' },
    { role: 'r', phrase: 'connect', vhost: 'v', broker: 'c' },
    { role: 'r' },
    { role: 'r', phrase: 1 },
    { role: 'r', phrase: 'connect', vhosts: 'v' },
    [],
  ].map((line) => JSON.stringify(line));
  const answers = [
    '{"allowed":true}',
    '{"allowed":false,"broker":"b","brokers":["b"],"reason":"`r` cannot `declare queue q` in the vhost `v`, as no scope gives it `configure` on `q`"}',
    '{"error":"there is no role `s`"}',
    '{"error":"`consum` is no word of this block. Did you mean `consume`?"}',
    '{"error":"the phrase is about a vhost. Name it with --vhost"}',
    '{"error":"there is no broker `c`; there is b"}',
    '{"error":"`phrase` is missing"}',
    '{"error":"`phrase` is no text"}',
    '{"error":"there is no `vhosts` in a question"}',
    '{"error":"the line is no JSON object"}',
    '{"error":"the line is no JSON object"}',
  ];

  it('answers line by line, in order', async () => {
    await whileInFolder(
      { 'a.warren': good, 'b.jsonl': `${[...lines, '{'].join('\r\n')}\n` },
      async (folder) => {
        const ran = await runIn(folder, ['can', '--batch', 'b.jsonl']);
        assert.deepEqual(ran.stdout.split('\n').slice(0, -1), answers);
        assert.deepEqual([ran.status, ran.stderr], [0, '']);
        const elsewhere = ['can', '--batch', join(folder, 'b.jsonl'), '--policy', folder];
        assert.equal((await runIn('/', elsewhere)).stdout, ran.stdout);
      },
    );
  });

  it('answers many lines, and none', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) =>
      JSON.stringify({
        role: 'r',
        phrase: `consume queue ${at % 2 === 0 ? 'q' : `q${at}`}`,
        vhost: 'v',
      }),
    );
    await whileInFolder({ 'a.warren': good, many: many.join('\n'), none: '' }, async (folder) => {
      const found = (await runIn(folder, ['can', '--batch', 'many'])).stdout
        .split('\n')
        .slice(0, -1);
      assert.equal(found.length, many.length);
      assert(found.every((line, at) => line.startsWith(`{"allowed":${String(at % 2 === 0)}`)));
      assert.deepEqual(await runIn(folder, ['can', '--batch', 'none']), {
        status: 0,
        stdout: '',
        stderr: '',
      });
    });
  });

  it('reads standard input', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      const input = `${lines[0] ?? ''}\n`;
      for (const file of ['-', '/dev/stdin']) {
        const args = [program, 'can', '--batch', file];
        const { stdout } = spawnSync(process.execPath, args, {
          cwd: folder,
          input,
          encoding: 'utf8',
        });
        assert.equal(stdout, '{"allowed":true}\n');
      }
    });
  });
});

describe('warren test', () => {
  const tests = (text: string) => good.replace('}\n}', `}\n ${text} }`).replace(/\}\s*$/, '}\n');

  it('tells a failing test with its example, and runs no guardrail', async () => {
    const text = `${tests('test "fails" { never r { consume queue * } } test "holds" { can r { consume queue q } }')}never r { connect }\n`;
    await whileInFolder({ 'a.warren': text }, async (folder) => {
      const { status, stdout } = await runIn(folder, ['test']);
      assert.equal(status, 1);
      assert.match(stdout, /^FAILED {2}fails .*\nok {6}holds .*\n2 tests, 1 failed\n/);
      assert.match(stdout, /error\[never-violated\].*`r` can `consume queue q` in the vhost `v`/);
      assert(!stdout.includes('connect'));
      const report = (await runIn(folder, ['test', '--format', 'junit'])).stdout;
      assert.match(report, /<testsuites name="warren" tests="2" failures="1" time="[\d.]+">/);
      const sarif = await runIn(folder, ['test', '--format', 'sarif']);
      assert(sarif.stdout.includes('never-violated'));
    });
  });

  it('has nothing to say of a policy without tests', async () => {
    await whileInFolder({ 'a.warren': good }, async (folder) => {
      const stdout = 'The policy has no tests.\n';
      assert.deepEqual(await runIn(folder, ['test']), { status: 0, stdout, stderr: '' });
    });
  });
});
