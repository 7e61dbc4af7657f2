import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  branchPoint,
  linesOf,
  newestLine,
  PRODUCTS,
  releaseName,
  releasesOf,
} from '#warren/rabbitmq/engines.js';
import { LINES } from '#warren/rabbitmq/lines.js';
import { isPresent, latest } from '#warren/rabbitmq/since.js';
import { snapshot } from '../emit/snapshot.js';
import { inFolder } from '../source/temporary.js';
import { differencesOfAmazonMq, differencesOfReleases } from './differences.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

describe('the table of lines', () => {
  it('names parents that stand before, with a patch that they have', () => {
    for (const [at, { name, parent, branchedAt }] of LINES.entries()) {
      if (at === 0) assert.equal(parent, undefined);
      else {
        const row = LINES.slice(0, at).find((other) => other.name === parent);
        assert.ok(row, name);
        assert.ok((branchedAt ?? 0) <= row.newestPatch, name);
      }
    }
  });

  it('offers the newest line of RabbitMQ on Amazon MQ, which skips some', () => {
    assert.deepEqual(linesOf('amazon-mq'), ['3.13', '4.2', '4.3']);
    assert.deepEqual(linesOf('rabbitmq'), ['3.13', '4.0', '4.1', '4.2', '4.3']);
    assert.deepEqual(PRODUCTS.map(newestLine), ['4.3', '4.3']);
  });

  it('says where a line branched', () => {
    const points = linesOf('rabbitmq').map((line) => branchPoint(line));
    assert.deepEqual(
      points.map((point) => point && releaseName(point)),
      [undefined, '3.13.7', '4.0.9', '4.1.5', '4.2.6'],
    );
  });
});

describe('what a release has', () => {
  const named = (text: string): { since: readonly ['4.2.9'] | readonly ['4.2.3'] } => ({
    since: text === '4.2.9' ? ['4.2.9'] : ['4.2.3'],
  });
  const has = (since: string, release: string): boolean => isPresent(named(since), parsed(release));

  it('is what came to its line before, or to the parent before the line branched', () => {
    assert.deepEqual(
      ['4.2.2', '4.2.3', '4.2.9', '4.3.0', '4.1.8'].map((release) => has('4.2.3', release)),
      [false, true, true, true, false],
    );
  });

  it('is not what came to the parent afterwards', () => {
    assert.deepEqual(
      ['4.2.8', '4.2.9', '4.3.0', '4.3.6'].map((release) => has('4.2.9', release)),
      [false, true, false, false],
    );
  });

  it('goes, and stays away in the lines that branch later', () => {
    const presence = { since: ['3.13.2'], gone: ['4.1.4'] } as const;
    assert.deepEqual(
      ['3.13.1', '3.13.2', '4.0.0', '4.1.3', '4.1.4', '4.2.0', '4.3.6'].map((release) =>
        isPresent(presence, parsed(release)),
      ),
      [false, true, true, true, false, false, false],
    );
  });

  it('follows the last of several changes, however they are ordered', () => {
    const changes = [{ since: ['4.2.7'] }, { since: ['4.2.1', '4.3.2'] }] as const;
    const decides = (release: string): number =>
      changes.findIndex((change) => change === latest(changes, parsed(release)));
    assert.deepEqual(['4.2.0', '4.2.1', '4.2.8', '4.3.0', '4.3.2'].map(decides), [-1, 1, 0, 1, 1]);
  });

  for (const [file, text] of [
    ['releases.txt', differencesOfReleases],
    ['amazon-mq.txt', differencesOfAmazonMq],
  ] as const)
    it(`differs as test/rabbitmq/golden/${file} lists`, () => {
      const path = join(project, 'test/rabbitmq/golden', file);
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(path, text());
      assert.equal(text(), readFileSync(path, 'utf8'));
    });
});

function parsed(name: string): ReturnType<typeof releasesOf>[number] {
  const found = linesOf('rabbitmq')
    .flatMap((line) => releasesOf(line))
    .find((release) => releaseName(release) === name);
  assert.ok(found, name);
  return found;
}

/** A line that there is not yet, as somebody will add it: one row and nothing else. */
const ROW = "{ name: '4.4', parent: '4.3', newestPatch: 0, offeredBy: ['amazon-mq'] },";

/** Prints everything that the tables know of two engines, where it is the same. */
const PROBE = `
  const load = (path) => import(process.cwd() + '/dist/' + path);
  const { parseEngine } = await load('rabbitmq/parse-engine.js');
  const { factValues } = await load('rabbitmq/claims.js');
  const { FACT_TABLE } = await load('rabbitmq/fact-table.js');
  const { settableKeys } = await load('rabbitmq/settings/settable.js');
  const about = (product, version) => {
    const { engine } = parseEngine(product, version);
    const facts = Object.keys(FACT_TABLE).map((name) => [name, factValues(engine, name)]);
    return { facts, keys: settableKeys(engine) };
  };
  console.log(JSON.stringify(process.argv.slice(1).map((name) => about(...name.split(' ')))));
`;

const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

function policyFor(engine: string): string {
  return `broker orders { engine ${engine} account 111122223333 region eu-west-1 issuer ${ISSUER} }
role r = arn:aws:iam::111122223333:role/r
vhost v { exchange e topic queue q allow r { publish exchange e key a.* consume queue q } }
`;
}

describe('a line with a parent and nothing else', () => {
  const inCopy = (body: (folder: string, run: (...args: string[]) => string) => void): void => {
    inFolder(
      { 'package.json': '{"type": "module", "imports": {"#warren/*": "./dist/*"}}' },
      (at) => {
        cpSync(join(project, 'dist'), join(at, 'dist'), { recursive: true });
        symlinkSync(join(project, 'node_modules'), join(at, 'node_modules'));
        const table = join(at, 'dist/rabbitmq/lines.js');
        const before = readFileSync(table, 'utf8');
        writeFileSync(table, before.replace(/\n\];/, `\n${ROW}\n];`));
        assert.notEqual(readFileSync(table, 'utf8'), before);
        body(at, (...args) => {
          const { status, stdout, stderr } = spawnSync(process.execPath, args, {
            cwd: at,
            encoding: 'utf8',
          });
          assert.equal(status, 0, `${stdout}${stderr}`);
          return stdout;
        });
      },
    );
  };

  it('has the facts and the settings of its parent’s newest release', () => {
    inCopy((_, run) => {
      for (const product of PRODUCTS) {
        const names = [`${product} 4.4`, `${product} 4.3.6`];
        const printed = run('--input-type=module', '-e', PROBE, '--', ...names);
        const [ours, theirs, ...more]: unknown[] = asList(JSON.parse(printed));
        assert.deepEqual(more, []);
        assert.ok(printed.length > 1000);
        assert.deepEqual(ours, theirs);
      }
    });
  });

  it('compiles to the files of its parent’s newest release, and is offered first', () => {
    inCopy((folder, run) => {
      const compiled = (engine: string): unknown => {
        writeFileSync(join(folder, 'policy.warren'), policyFor(engine));
        run('dist/cli/main.js', 'compile', 'policy.warren', '--out', 'out');
        const { 'orders/manifest.json': manifest, ...files } = snapshot(join(folder, 'out'));
        assert.ok(manifest !== undefined);
        return files;
      };
      for (const product of PRODUCTS)
        assert.deepEqual(compiled(`${product} 4.4`), compiled(`${product} 4.3.6`));
      run('dist/cli/main.js', 'init', 'new');
      const started = readFileSync(join(folder, 'new/policy.warren'), 'utf8');
      assert.match(started, /engine +amazon-mq 4\.4$/m);
    });
  });
});

function asList(value: unknown): unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}
