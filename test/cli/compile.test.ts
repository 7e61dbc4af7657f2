import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snapshot } from '../emit/snapshot.js';
import { inFolder } from '../source/temporary.js';
import { readJson } from './json.js';
import { bad, good, head, warren } from './warren.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const golden = join(here, 'golden', 'compile');
const fixed = readFileSync(join(here, 'golden.warren'), 'utf8');

function compile(folder: string, ...args: readonly string[]): Readonly<Record<string, string>> {
  const { status, stderr } = warren(folder, ['compile', ...args, '--out', join(folder, 'out')]);
  assert.equal(status, 0, stderr);
  return snapshot(join(folder, 'out'));
}

const manifests = /manifest\.json$/;

describe('compile', () => {
  it('writes for every engine what the golden files say', () => {
    inFolder({ 'golden.warren': fixed }, (folder) => {
      const written = compile(folder);
      if (process.env['UPDATE_GOLDEN'] !== undefined) {
        rmSync(golden, { recursive: true, force: true });
        cpSync(join(folder, 'out'), golden, { recursive: true });
      }
      assert.deepEqual(written, snapshot(golden));
    });
  });

  it('writes the same bytes whatever the folder, the current folder and the order of paths', () => {
    const tree = { 'p/a.warren': head, 'p/b.warren': good.slice(head.length) };
    const outputs = [['p'], ['p/b.warren', 'p/a.warren'], ['p/a.warren', 'p/b.warren'], ['p', 'p']];
    const [first, ...rest] = outputs.map((paths) =>
      inFolder(tree, (folder) => {
        const written = compile(folder, ...paths);
        assert.deepEqual(compile(folder, ...paths), written);
        for (const text of Object.values(written)) assert.ok(!text.includes(folder));
        return written;
      }),
    );
    for (const other of rest) assert.deepEqual(other, first);
    const inside = inFolder(tree, (folder) => {
      warren(join(folder, 'p'), ['compile', '--out', '../out']);
      return snapshot(join(folder, 'out'));
    });
    assert.deepEqual(inside, first);
  });

  it('gives every alias, scope and right its place, and every file its hash', () => {
    inFolder({ 'golden.warren': fixed }, (folder) => {
      const written = compile(folder);
      const lines = fixed.split('\n');
      const textAt = ({ line, column }: Place): string =>
        lines[line - 1]?.slice(column - 1).replace(/ *[{}].*/, '') ?? '';
      const found = new Set<string>();
      for (const [path, text] of Object.entries(written).filter(([path]) => manifests.test(path))) {
        const manifest = readJson(text, isManifest);
        const broker = path.replace(manifests, '');
        const files = Object.keys(written).filter(
          (file) => file.startsWith(broker) && file !== path,
        );
        assert.deepEqual(
          manifest.files,
          Object.fromEntries(
            files.map((file) => [file.slice(broker.length), sha256(written[file])]),
          ),
        );
        for (const { role, declared, scopes, rights } of manifest.roles) {
          assert.ok(textAt(declared).startsWith(role));
          for (const { scope, from } of scopes)
            for (const place of from)
              found.add(
                [
                  scope.slice(manifest.broker.length + 1),
                  textAt(place),
                  ...(place.through ?? []).map(textAt),
                ].join(' <- '),
              );
          for (const { right, from } of rights)
            for (const place of from) found.add(`${right} <- ${textAt(place)}`);
        }
      }
      const publish = 'publish exchange orders.events key order.created.*, order.cancelled';
      const bind = 'bind queue orders.work to exchange orders.events key order.*';
      const worker = 'declare, consume queue $ <- worker(orders.work)';
      assert.deepEqual([...found].sort(), [
        'configure:orders/orders.work <- ' + worker,
        'observe <- observe',
        'read:a%2Fb%20c/ <- connect',
        'read:orders/orders.events/order.* <- ' + bind,
        'read:orders/orders.work <- ' + worker,
        'tag:monitoring <- tag monitoring',
        'write:orders/orders.events/order.cancelled <- ' + publish,
        'write:orders/orders.events/order.created.* <- ' + publish,
        'write:orders/orders.work <- ' + bind,
      ]);
    });
  });

  it('removes the files of what the policy has no more', () => {
    const second = 'role s = arn:aws:iam::111122223333:role/s\nvhost v { allow s { connect } }\n';
    inFolder({ 'a.warren': good, 'b.warren': second }, (folder) => {
      assert.ok('b/iam/s.json' in compile(folder));
      rmSync(join(folder, 'b.warren'));
      assert.deepEqual(Object.keys(compile(folder)).sort(), [
        'b/iam/r.json',
        'b/manifest.json',
        'b/rabbitmq.conf',
      ]);
    });
  });

  it('leaves the earlier output alone where the policy has an error', () => {
    inFolder({ 'a/a.warren': good, 'b/b.warren': bad }, (folder) => {
      const before = compile(folder, 'a');
      const { status, stdout, stderr } = warren(folder, ['compile', 'b', '--out', 'out']);
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^error\[unknown-name\].*\nNothing was written\.\n$/s);
      assert.deepEqual(snapshot(join(folder, 'out')), before);
      const json = warren(folder, ['compile', 'b', '--out', 'out', '--format', 'json']);
      assert.deepEqual([json.status, json.stderr], [1, '']);
      assert.match(json.stdout, /^\{\n {2}"diagnostics": \[\n/);
    });
  });

  it('needs what only the output needs: a broker, and its issuer', () => {
    const without = 'role r = arn:aws:iam::111122223333:role/r\nvhost v { allow r { connect } }\n';
    const cases = {
      'no-broker': without,
      'missing-issuer': `broker b { engine rabbitmq 4.3 }\n${without}`,
    };
    for (const [code, text] of Object.entries(cases))
      inFolder({ 'a.warren': text }, (folder) => {
        // What is wrong with a policy for its files alone is told by both; without a broker there are none.
        assert.equal(warren(folder, ['check']).status, code === 'no-broker' ? 0 : 1);
        const { status, stderr } = warren(folder, ['compile', '--out', 'out']);
        assert.equal(status, 1);
        assert.ok(stderr.startsWith(`error[${code}]`), stderr);
        assert.deepEqual(Object.keys(snapshot(folder)), ['a.warren']);
      });
  });

  it('says that the output is a file, or must not be written', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    inFolder({ 'a.warren': good, file: '', 'locked/x': '' }, (folder) => {
      chmodSync(join(folder, 'locked'), 0o555);
      const before = snapshot(folder);
      for (const [out, reason] of [
        ['file', 'it is not a folder'],
        ['locked', 'permission is denied'],
      ] as const)
        assert.deepEqual(warren(folder, ['compile', '--out', out], { uid: 65534 }), {
          status: 2,
          stdout: '',
          stderr: `warren: ${join(folder, out)} cannot be written: ${reason}\n`,
        });
      assert.deepEqual(snapshot(folder), before);
    });
  });
});

interface Place {
  readonly line: number;
  readonly column: number;
}

type Origins = readonly (Place & { readonly through?: readonly Place[] })[];

interface Manifest {
  readonly broker: string;
  readonly files: Readonly<Record<string, string>>;
  readonly roles: readonly {
    readonly role: string;
    readonly declared: Place;
    readonly scopes: readonly { readonly scope: string; readonly from: Origins }[];
    readonly rights: readonly { readonly right: string; readonly from: Origins }[];
  }[];
}

function isManifest(value: object): value is Manifest {
  return 'roles' in value && Array.isArray(value.roles);
}

function sha256(text = ''): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
