import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../source/git.js';
import { plant, whileInFolder } from '../source/temporary.js';
import { head } from '../cli/warren.js';
import { ran, type Ran } from './capture.js';
import { assertShown, HOSTILE, MORE_HOSTILE, wellFormed } from './characters.js';
import { assertFormat } from './formats.js';
import { configurationsOf, escaped, refusedPolicies, takenPolicy, topologyOf } from './policies.js';

const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;

/** Runs a command and holds all that it writes against what no output may be. */
async function held(cwd: string, ...args: readonly string[]): Promise<Ran> {
  let last: Ran = { status: 0, stdout: '', stderr: '' };
  // What programs read is never painted.
  const plain = args.includes('--format') && !args.includes('text');
  for (const colour of plain ? [false] : [true, false]) {
    last = await ran(cwd, args, colour);
    const what = JSON.stringify(args);
    assertShown(last.stdout, colour, what);
    assertShown(last.stderr, colour, what);
    const format = args[args.indexOf('--format') + 1] ?? '';
    if (args.includes('--format')) assertFormat(format, last.stdout, what);
  }
  return last;
}

/** Every question, about a role, a phrase, a vhost and a broker. */
async function asked(folder: string, role: string, text: string, vhost: string): Promise<void> {
  for (const phrase of [
    `consume queue "${text}"`,
    `publish exchange "${text}" key "${text}"`,
    `bind queue "${text}" to exchange "${text}"`,
    text,
  ])
    for (const more of [[], ['--format', 'json']]) {
      await held(folder, 'can', role, phrase, '--vhost', vhost, ...more);
      await held(folder, 'explain', role, phrase, '--vhost', vhost, ...more);
      await held(folder, 'who', phrase, '--vhost', vhost, ...more);
    }
}

const arn = 'arn:aws:iam::111122223333:role/r';

/** Refusals as a broker logs them, about a text. */
function refusals(text: string): readonly string[] {
  return [
    `ACCESS_REFUSED - read access to queue '${text}' in vhost 'v' refused for user '${arn}'`,
    `ACCESS_REFUSED - write access to topic '${text}' in exchange '${text}' in vhost '${text}' refused for user '${arn}'`,
    `access to vhost '${text}' refused for user '${text}'`,
    `NOT_FOUND - no queue '${text}' in vhost '${text}'`,
    text,
  ];
}

describe('no output has a character that a terminal obeys, where a policy has', () => {
  const write = ['compile', 'taken', '--out', 'out'];
  for (const [kind, text] of Object.entries(HOSTILE))
    for (const quote of [undefined, escaped])
      it(`${kind}${quote ? ', as escapes' : ''}`, () =>
        whileInFolder({ 'p/a.warren': takenPolicy(text, quote) }, async (folder) => {
          for (const format of FORMATS) {
            await held(folder, 'check', 'p', '--format', format);
            await held(folder, 'test', 'p', '--format', format);
            await held(folder, 'compile', 'p', '--out', 'out', '--format', format);
          }
          await held(folder, 'fmt', '--check', 'p');
          const [taken = ''] = takenPolicy(text, quote).split('\nnever r');
          plant(folder, { 'taken/a.warren': taken });
          const emit = 'token-guard,cloudformation,terraform,pulumi';
          const { status, stderr } = await held(folder, ...write, '--emit', emit);
          assert.equal(status, 0, stderr);
          for (const file of filesBelow(join(folder, 'out')))
            assertShown(readFileSync(file, 'utf8'), false, file);
          await held(folder, 'diff', 'taken', 'p');
          await held(folder, 'diff', 'taken', 'p', '--format', 'markdown');
          await asked(join(folder, 'taken'), 'r', text, text);
          for (const refusal of refusals(text))
            for (const format of ['text', 'json'])
              await held(join(folder, 'taken'), 'why', refusal, '--format', format);
        }));
});

describe('no output has such a character, where a policy with mistakes has', () => {
  for (const [kind, text] of Object.entries(HOSTILE))
    it(kind, () =>
      whileInFolder({}, async (folder) => {
        for (const [mistake, policy] of Object.entries(refusedPolicies(text))) {
          plant(folder, { 'p/a.warren': policy });
          for (const format of FORMATS) {
            const { status } = await held(folder, 'check', 'p', '--format', format);
            assert.ok(status < 2, mistake);
          }
          await held(folder, 'fmt', '--check', 'p');
          await held(folder, 'test', 'p', '--format', 'junit');
          await held(folder, 'can', 'r', 'connect', '--policy', 'p', '--format', 'json');
          await held(folder, 'diff', 'p', 'p');
        }
      }),
    );
});

describe('no output has such a character, where files have it', () => {
  for (const [kind, text] of Object.entries(MORE_HOSTILE))
    it(`in what they hold: ${kind}`, () =>
      whileInFolder({}, async (folder) => {
        plant(folder, {
          'p/a.warren': `${head}vhost v { topology "t.json" allow r { consume queue "*" declare queue z dead-letter y } }\n`,
          'p/t.json': topologyOf(text),
        });
        for (const format of FORMATS) await held(folder, 'check', 'p', '--format', format);
        await held(folder, 'who', 'consume queue *', '--policy', 'p');
        for (const [at, configuration] of configurationsOf(text).entries()) {
          plant(folder, {
            [`${at}.conf`]: configuration,
            [`${at}x/advanced.config`]: `[{${text}, [{"${text}", <<"${text}">>}]}].`,
            [`${at}x/r.conf`]: configuration,
          });
          for (const format of ['text', 'json']) {
            await held(folder, 'diff', 'p', `${at}.conf`, '--format', format);
            await held(folder, 'diff', `${at}.conf`, `${at}x/r.conf`, '--format', format);
          }
        }
      }));

  for (const [kind, text] of Object.entries(MORE_HOSTILE)) {
    if (/[\0/]/.test(text)) continue;
    it(`in what they are called: ${kind}`, () =>
      whileInFolder({}, async (folder) => {
        const outer = join(folder, wellFormed(text));
        mkdirSync(outer);
        const bad = join(wellFormed(text), 'bad');
        const good = join(wellFormed(text), 'good');
        plant(folder, {
          [join(bad, `${wellFormed(text)}.warren`)]: takenPolicy('x').replace(
            'queue q\n',
            'queue q\n  queue nothing,\n',
          ),
          [join(good, `${wellFormed(text)}.warren`)]:
            `${head}vhost v { queue q allow r { consume queue q } }\ntest "t" { vhost v { can r { purge queue q } } }\n`,
          [join(good, 'x.conf')]: 'a = b\n',
        });
        for (const format of FORMATS) {
          await held(folder, 'check', bad, '--format', format);
          await held(folder, 'test', good, '--format', format);
          await held(folder, 'compile', good, '--out', join(outer, 'out'), '--format', format);
          await held(folder, 'compile', good, '--out', join(good, 'x.conf'), '--format', format);
        }
        for (const file of filesBelow(join(outer, 'out')))
          assertShown(readFileSync(file, 'utf8'), false, file);
        await held(folder, 'fmt', '--check', good);
        await held(folder, 'explain', 'r', 'consume queue q', '--vhost', 'v', '--policy', good);
        await held(
          folder,
          'can',
          'r',
          'consume queue q',
          '--vhost',
          'v',
          '--policy',
          good,
          '--format',
          'json',
        );
        await held(folder, 'who', 'consume queue q', '--policy', good);
        await held(folder, 'diff', good, join(good, 'x.conf'));
        await held(folder, 'diff', bad, good);
        await held(folder, 'fmt', good);
        await held(folder, 'init', join(outer, 'new'));
        await held(folder, 'init', join(outer, 'new'));
        writeFileSync(join(outer, 'batch'), '{}\n');
        await held(folder, 'can', '--batch', join(outer, 'batch'), '--policy', good);
        git(folder, 'init', '-q');
        git(folder, 'add', '-A');
        git(folder, 'commit', '-qm', wellFormed(text));
        await held(folder, 'diff', '--git', 'HEAD', good);
        await held(folder, 'diff', '--git', 'HEAD', good, '--format', 'json');
        await held(folder, 'diff', '--git', 'HEAD', bad);
      }));
  }
});

describe('no output has such a character, where the command line has', () => {
  for (const [kind, text] of Object.entries(MORE_HOSTILE))
    it(kind, () =>
      whileInFolder(
        { 'a.warren': `${head}vhost v { queue q allow r { consume queue q } }\n`, 'bad.txt': '' },
        async (folder) => {
          for (const command of [
            'check',
            'compile',
            'fmt',
            'test',
            'can',
            'explain',
            'why',
            'who',
            'diff',
            'init',
            'deploy',
            'verify',
          ]) {
            await held(folder, command, `--${text}`);
            await held(folder, command, `--format=${text}`);
            if (command !== 'init') await held(folder, command, text);
            await held(folder, command, text, text, text, text, '--out', text, '--vhost', text);
          }
          await held(folder, text);
          await held(folder, 'compile', '--out', 'out', '--emit', text);
          await held(folder, 'compile', '--out', join('a.warren', text));
          await held(folder, 'check', '--format', text).catch((thrown: unknown) => {
            if (!String(thrown).includes('no such format')) throw thrown;
          });
          await asked(folder, 'r', text, text);
          await asked(folder, text, text, 'v');
          for (const more of [
            ['--broker', text],
            ['--policy', text],
            ['--vhost', text],
          ])
            for (const words of [
              ['can', 'r', 'connect'],
              ['who', 'connect'],
              ['explain', 'r', 'connect'],
              ['why', refusals('q')[0] ?? ''],
            ])
              await held(folder, ...words, ...more);
          for (const refusal of refusals(text)) await held(folder, 'why', refusal);
          for (const ref of [text, `HEAD:${text}`, `--output=${text}`]) {
            await held(folder, 'diff', '--git', ref);
            await held(folder, 'diff', '--git', 'HEAD', ref);
          }
          const questions = [
            text,
            '',
            'x',
            [text],
            { [text]: text },
            { role: text, phrase: text },
            { role: 'r', phrase: `consume queue "${text}"`, vhost: text },
            { role: 'r', phrase: 'connect', broker: text },
          ];
          writeFileSync(
            join(folder, 'batch'),
            [...questions.map((one) => JSON.stringify(one)), text].join('\n'),
          );
          const { stdout } = await held(folder, 'can', '--batch', 'batch');
          for (const line of stdout.trimEnd().split('\n'))
            assert.ok(typeof JSON.parse(line) === 'object');
          for (const more of [
            '--region',
            '--profile',
            '--broker',
            '--to',
            '--poll',
            '--wait',
            '--timeout',
          ])
            await held(
              folder,
              'deploy',
              '.',
              ...(more === '--broker' ? [] : ['--broker', 'b']),
              more,
              text,
            );
        },
      ),
    );
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
