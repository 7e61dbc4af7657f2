import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { snapshot } from '../emit/snapshot.js';
import { inFolder } from '../source/temporary.js';
import { head, good, warren } from './warren.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const policy = { 'extras.warren': readFileSync(join(here, 'extras.warren'), 'utf8') };

/** What is asked for, and the folder of golden files. */
const runs: readonly (readonly [name: string, emit: string])[] = [
  ['extras', 'token-guard,cloudformation,terraform,pulumi'],
  ['combined', 'iam-combined,cloudformation,terraform,pulumi'],
  ['issuer-check', 'terraform,pulumi,issuer-check'],
];

function compile(folder: string, emit: string): Readonly<Record<string, string>> {
  const out = join(folder, 'out');
  const args = ['compile', '--out', 'out', '--emit', emit, '--format', 'json'];
  const { status, stdout, stderr } = warren(folder, args);
  assert.equal(status, 0, stderr);
  const written = snapshot(out);
  const listed = stdout.matchAll(/"path": "(.*)",\n +"bytes": (\d+)/g);
  assert.deepEqual(
    Array.from(listed, ([, path = '', bytes = '']) => `${path} ${bytes}`).sort(),
    Object.entries(written)
      .map(([path, text]) => `${path} ${Buffer.byteLength(text)}`)
      .sort(),
  );
  return written;
}

describe('compile --emit', () => {
  for (const [name, emit] of runs)
    it(`${emit} writes what the golden files say`, () => {
      inFolder(policy, (folder) => {
        const written = compile(folder, emit);
        const golden = join(here, 'golden', name);
        if (process.env['UPDATE_GOLDEN'] !== undefined) {
          rmSync(golden, { recursive: true, force: true });
          cpSync(join(folder, 'out'), golden, { recursive: true });
        }
        assert.deepEqual(written, snapshot(golden));
      });
    });

  it('wants a tool that can check the issuer beside its check', () => {
    inFolder(policy, (folder) => {
      for (const emit of ['issuer-check', 'cloudformation,issuer-check']) {
        const { status, stderr } = warren(folder, ['compile', '--out', 'out', '--emit', emit]);
        assert.match(
          stderr,
          /^warren: 'issuer-check' goes into what terraform and pulumi make: emit one of them too$/m,
        );
        assert.equal(status, 2);
      }
    });
  });

  it('lists what it writes in the manifests, and takes it away when it is not asked for', () => {
    inFolder(policy, (folder) => {
      const written = compile(folder, runs.map(([, emit]) => emit).join());
      for (const [path, text] of Object.entries(written)) {
        if (!path.endsWith('manifest.json')) continue;
        const start = path.slice(0, -'manifest.json'.length);
        const own = Object.keys(written).filter((file) => file.startsWith(start) && file !== path);
        const manifest: unknown = JSON.parse(text);
        assert.ok(typeof manifest === 'object' && manifest !== null && 'files' in manifest);
        assert.deepEqual(
          Object.keys(manifest.files ?? {}).sort(),
          own.map((file) => file.slice(start.length)).sort(),
        );
      }
      assert.ok('111122223333/manifest.json' in written);
      const { status } = warren(folder, ['compile', '--out', 'out']);
      assert.equal(status, 0);
      const left = Object.keys(snapshot(join(folder, 'out')));
      assert.ok(
        left.every((path) => /^(orders|stock|trial)\/(iam\/|manifest|rabbitmq)/.test(path)),
      );
    });
  });

  it('writes the same whatever the order of brokers, roles and words', () => {
    const [first, second] = [
      ['1', '2'],
      ['2', '1'],
    ].map(([a, b]) => {
      const lines = `role y${a} = arn:aws:iam::111122223333:role/y${a}
        role y${b} = arn:aws:iam::111122223333:role/y${b}
        broker c${a}, c${b} { engine rabbitmq 4.3.3 account 111122223333 issuer https://k.example }
        vhost v { allow y1, y2 { connect } }`;
      return inFolder({ 'a.warren': lines }, (folder) => {
        const emit = a === '1' ? 'iam-combined,token-guard' : 'token-guard,iam-combined';
        const { '111122223333/manifest.json': manifest, ...rest } = compile(folder, emit);
        assert.ok(manifest);
        return Object.fromEntries(Object.entries(rest).filter(([path]) => path.startsWith('1111')));
      });
    });
    assert.deepEqual(first, second);
    assert.ok(Object.keys(first ?? {}).length > 4);
  });

  it('gives accounts of other partitions a folder that says so', () => {
    const text = good
      .replaceAll('arn:aws:', 'arn:aws-cn:')
      .replace('account', 'partition aws-cn account');
    inFolder({ 'a.warren': text }, (folder) => {
      const written = compile(folder, 'iam-combined,token-guard');
      assert.ok('111122223333-aws-cn/iam/r.json' in written);
      assert.match(written['111122223333-aws-cn/token-guard/scp.json'] ?? '', /arn:aws-cn:iam/);
    });
  });

  it('keeps the files of roles with odd names and paths in the folder of their account', () => {
    const odd = ['..', '.', '-', '+=,.@-_', 'x.json', 'manifest'];
    const roles = odd.map(
      (name, at) =>
        `role r${at} = "arn:aws:iam::111122223333:role/../../${name}"\nvhost v { allow r${at} { connect } }`,
    );
    inFolder({ 'a.warren': `${head}${roles.join('\n')}` }, (folder) => {
      const written = Object.keys(compile(folder, 'iam-combined,token-guard'));
      for (const name of odd) {
        assert.ok(written.includes(`111122223333/iam/${name}.json`), name);
        assert.ok(written.includes(`111122223333/token-guard/boundary/${name}.json`), name);
      }
      assert.deepEqual(Object.keys(snapshot(folder)).length, written.length + 1);
    });
  });

  it('writes nothing for a broker or an account that needs nothing', () => {
    inFolder({ 'a.warren': head }, (folder) => {
      const written = compile(folder, 'iam-combined,token-guard,cloudformation,terraform,pulumi');
      assert.deepEqual(Object.keys(written).sort(), ['b/manifest.json', 'b/rabbitmq.conf']);
    });
  });

  it('writes YAML whose texts are what they were, whatever version of YAML a reader knows', () => {
    inFolder(policy, (folder) => {
      const written = compile(folder, runs.map(([, emit]) => emit).join());
      const files = Object.entries(written).filter(([path]) => path.endsWith('.yaml'));
      assert.equal(files.length, 6);
      for (const [, text] of files)
        assert.deepEqual(parse(text, { version: '1.1' }), parse(text, { version: '1.2' }));
    });
  });

  const refused: readonly (readonly [emit: string, message: RegExp])[] = [
    [
      '',
      /cannot emit ''; it can emit iam-combined, token-guard, cloudformation, terraform, pulumi, issuer-check\./,
    ],
    ['cloud-formation', /'cloud-formation'.* Did you mean `cloudformation`\?/],
    ['terraform,', /cannot emit ''/],
    ['Terraform', /Did you mean `terraform`\?/],
    ['terraform pulumi', /cannot emit 'terraform pulumi'/],
  ];
  for (const [emit, message] of refused)
    it(`refuses '${emit}'`, () => {
      inFolder(policy, (folder) => {
        const outcome = warren(folder, ['compile', '--out', 'out', '--emit', emit]);
        assert.deepEqual([outcome.status, outcome.stdout], [2, '']);
        assert.match(outcome.stderr, message);
        assert.deepEqual(Object.keys(snapshot(folder)), ['extras.warren']);
      });
    });
});
