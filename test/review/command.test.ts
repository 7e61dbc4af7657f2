import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bad, good, head, warren } from '../cli/warren.js';
import { inFolder } from '../source/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A policy whose guardrail fails. */
const failing = good.replace('allow r', 'never r { consume queue q }\n  allow r');

/** The beginning of a report that was written before. */
const BEFORE = '<!doctype html>\n<title>Access review of something</title>\n';

/** A policy with a warning and no error. */
const warned = good.replace('consume queue q', 'consume queue *');

describe('warren report', () => {
  it('writes a page, and says nothing of a good policy', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      const { status, stdout, stderr } = warren(folder, ['report', '--out', 'p.html']);
      const said = 'p.html: 1 broker, 1 role, 1 resource, 0 claims\n';
      assert.deepEqual([status, stdout, stderr], [0, said, '']);
      assert.match(
        readFileSync(join(folder, 'p.html'), 'utf8'),
        /^<!doctype html>\n<html lang="en">/,
      );
    });
  });

  it('writes it for a policy whose guardrails fail too, and exits as a check does', () => {
    inFolder({ 'a.warren': failing }, (folder) => {
      const { status, stderr } = warren(folder, ['report', '--out', 'p.html']);
      assert.equal(status, 1);
      assert.match(stderr, /^error\[never-violated\]/);
      assert.match(readFileSync(join(folder, 'p.html'), 'utf8'), /never-violated/);
    });
  });

  it('exits as a check does where there are more warnings than pass', () => {
    inFolder({ 'a.warren': warned }, (folder) => {
      assert.equal(warren(folder, ['report', '--out', 'p.html']).status, 0);
      const strict = warren(folder, ['report', '--out', 'q.html', '--max-warnings', '0']);
      assert.equal(strict.status, 1);
      assert.ok(existsSync(join(folder, 'q.html')));
    });
  });

  it('leaves what is there where the policy has other errors', () => {
    inFolder({ 'a.warren': bad, 'p.html': BEFORE }, (folder) => {
      const { status, stderr } = warren(folder, ['report', '--out', 'p.html']);
      assert.equal(status, 1);
      assert.match(stderr, /The policy has errors, so no report was written\.\n$/);
      assert.equal(readFileSync(join(folder, 'p.html'), 'utf8'), BEFORE);
    });
  });

  it('leaves alone what is no report, the policy itself above all', () => {
    inFolder({ 'a.warren': good, 'old/b.warren': good, 'p.html': 'mine' }, (folder) => {
      for (const file of ['a.warren', 'old/b.warren', 'p.html']) {
        const before = readFileSync(join(folder, file), 'utf8');
        const { status, stderr } = warren(folder, ['report', 'a.warren', '--out', file]);
        assert.equal(status, 2);
        assert.match(stderr, /holds what `warren report` did not write, and is left as it is/);
        assert.equal(readFileSync(join(folder, file), 'utf8'), before);
      }
    });
  });

  it('goes by the name of the file, and takes no format for another', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      for (const [file, beginning] of [
        ['p.csv', 'broker,role,'],
        ['p.md', '# Access review of '],
        ['p.json', '{'],
        ['p', '<!doctype html>'],
      ] as const)
        for (let times = 0; times < 2; times++) {
          assert.equal(warren(folder, ['report', '--out', file]).status, 0);
          assert.ok(readFileSync(join(folder, file), 'utf8').startsWith(beginning));
        }
      const { status, stderr } = warren(folder, ['report', '--out', 'p', '--format', 'csv']);
      assert.equal(status, 2);
      assert.match(stderr, /is a report as html, and this one is csv/);
    });
  });

  it('replaces a file by way of a link, and keeps its mode', () => {
    inFolder({ 'a.warren': good, 'real.html': BEFORE }, (folder) => {
      symlinkSync('real.html', join(folder, 'p.html'));
      assert.equal(warren(folder, ['report', '--out', 'p.html']).status, 0);
      assert.equal(readlinkSync(join(folder, 'p.html')), 'real.html');
      assert.notEqual(readFileSync(join(folder, 'real.html'), 'utf8'), BEFORE);
      assert.deepEqual(readdirSync(folder).sort(), ['a.warren', 'p.html', 'real.html']);
    });
  });

  it('tells what it cannot write to', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      mkdirSync(join(folder, 'out'));
      const refusals: readonly (readonly [readonly string[], RegExp])[] = [
        [[], /report needs --out FILE/],
        [['--out', 'out'], /'out' is a folder; --out takes a file, such as out\/access\.html/],
        [['--out', 'new/'], /'new\/' is a folder/],
        [['--out', 'none/p.html'], /p\.html cannot be written: it does not exist/],
        [['--out', '/dev/null'], /'\/dev\/null' is no file that can be replaced/],
        [['--out', '-'], /a page on standard output is of no use/],
        [['--out', 'p', '--format', 'htm'], /report has no format 'htm'.*Did you mean `html`\?/],
        [['--out', 'p.html', '--against', 'nothing'], /nothing/],
        [['--out', 'p.html', '--against', ''], /the path of --against is empty/],
      ];
      for (const [args, told] of refusals) {
        const { status, stderr } = warren(folder, ['report', ...args]);
        assert.equal(status, 2, args.join(' '));
        assert.match(stderr, told);
      }
      assert.deepEqual(readdirSync(folder).sort(), ['a.warren', 'out']);
      assert.ok(statSync('/dev/null').isCharacterDevice());
    });
  });

  it('writes the same bytes each time, in every format', () => {
    for (const format of ['html', 'markdown', 'csv', 'json'])
      inFolder({}, (folder) => {
        const written = ['one', 'two'].map((name) => {
          const args = ['report', join(root, 'examples/tenants'), '--format', format];
          assert.equal(warren(folder, [...args, '--out', name]).status, 0);
          return readFileSync(join(folder, name), 'utf8');
        });
        assert.equal(written[0], written[1]);
      });
  });

  it('compares with a folder, and with the configuration of a broker', () => {
    inFolder({ 'old/a.warren': good, 'new/a.warren': warned, 'bad/a.warren': bad }, (folder) => {
      const args = ['report', 'new', '--out', '-', '--format', 'markdown', '--against'];
      assert.match(
        warren(folder, [...args, 'old']).stdout,
        /\| \*\*gained\*\* \| `b` \| `r` \| `v` \| `consume queue \w+` \| `consume queue \*`, `new\/a\.warren:12` \|/,
      );
      assert.match(warren(folder, [...args, 'new']).stdout, /The same access\./);
      const faulty = warren(folder, [...args, 'bad']);
      assert.deepEqual([faulty.status, faulty.stdout], [1, '']);
      assert.match(faulty.stderr, /What --against names has errors, so no report was written\./);
      assert.equal(warren(folder, ['compile', 'old', '--out', 'out']).status, 0);
      const conf = warren(folder, [...args, 'out/b/rabbitmq.conf']);
      assert.match(conf.stdout, /\*\*gained\*\*/);
    });
  });
});

describe('the page', () => {
  it('lets the browser run its own script alone, and connect to nothing', () => {
    inFolder({ 'a.warren': failing }, (folder) => {
      warren(folder, ['report', '--out', 'p.html']);
      const page = readFileSync(join(folder, 'p.html'), 'utf8');
      const [, rules = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
      const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
      const [style = ''] = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(
        ([, text = '']) => text,
      );
      assert.equal(scripts.length, 1);
      const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
      assert.equal(
        rules,
        `default-src 'none'; script-src 'sha256-${digest(scripts[0] ?? '')}'; style-src 'sha256-${digest(style)}'; base-uri 'none'; form-action 'none'`,
      );
      assert.doesNotMatch(
        page.replace(/<script>.*?<\/script>/gs, ''),
        /<link|<img|src=|@import|url\(/,
      );
    });
  });

  it('has its data as JSON in which no sign begins a tag', () => {
    const text = `${head}\nvhost "</script><!--" { queue "<b>" allow r { consume queue "<b>" } }\n`;
    inFolder({ 'a.warren': text }, (folder) => {
      warren(folder, ['report', '--out', 'p.html']);
      warren(folder, ['report', '--out', 'p.json', '--format', 'json']);
      const page = readFileSync(join(folder, 'p.html'), 'utf8');
      const [, data = ''] = /id="review">(.*?)<\/script>/s.exec(page) ?? [];
      assert.doesNotMatch(data, /</);
      const whole: unknown = JSON.parse(readFileSync(join(folder, 'p.json'), 'utf8'));
      assert.deepEqual(JSON.parse(data), whole);
    });
  });
});

describe('the report of an example', () => {
  for (const [format, example, end] of [
    ['markdown', 'one-service', 'md'],
    ['markdown', 'two-environments', 'md'],
    ['csv', 'one-service', 'csv'],
  ] as const)
    it(`${example} is in ${format} as it is kept`, () => {
      const kept = fileURLToPath(new URL(`golden/${example}.${end}`, import.meta.url));
      const args = ['report', `examples/${example}`, '--out', '-', '--format', format];
      const { stdout } = warren(root, args);
      if (process.env['UPDATE_GOLDEN']) writeFileSync(kept, stdout);
      assert.equal(stdout, readFileSync(kept, 'utf8'));
    });

  it('has in Markdown once what brokers have alike, with the names of their own', () => {
    const own = (name: string): string =>
      `broker ${name} { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com let env = ${name}x }\n`;
    const text = `${['a', 'b', 'c'].map(own).join('')}role r = arn:aws:iam::111122223333:role/r
vhost v { queue jobs.\${env} allow r { consume queue jobs.\${env} } }
on c { allow r { tag monitoring } }
`;
    const before = text.replace(/^vhost.*$/m, 'vhost v { queue other }');
    const tree = { 'now/a.warren': text, 'old/a.warren': before };
    inFolder(tree, (folder) => {
      const args = ['report', 'now', '--against', 'old', '--out', '-', '--format', 'markdown'];
      const { stdout } = warren(folder, args);
      const lines = stdout
        .split('\n')
        .filter((line) => /^(?:## |On |- claims |\| `|\| \*)/.test(line));
      assert.deepEqual(lines, [
        '- claims speak of 0 of 1 granted right on `a` and `b`',
        '- claims speak of 0 of 2 granted rights on `c`',
        '## Changes against `old`',
        '| **gained** | all 3 brokers | `r` | `v` | `consume queue jobs.${env}` | `consume queue jobs.${env}`, `now/a.warren:5` |',
        '## Who can do what on all 3 brokers',
        '| `r` | `v` | queue `jobs.${env}` | consume | `now/a.warren:5` |',
        '## Tags and rights on the Amazon MQ API on `c`',
        '| `r` | `tag monitoring` (`now/a.warren:6`) |',
        '## Guardrails and tests',
        '## What no claim speaks of',
        'On all 3 brokers:',
        '| `r` | `v` | `consume queue jobs.${env}` | `now/a.warren:5` |',
        'On `c`:',
        '| `r` |  | `tag monitoring` | `now/a.warren:6` |',
      ]);
    });
  });
});
