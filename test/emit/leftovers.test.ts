import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder, type Tree } from '../source/temporary.js';
import { broker, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const ended = `${hostname()} ${spawnSync(process.execPath, ['--version']).pid} -`;
const S = 'out/.warren-staging';

interface Foreign {
  readonly title: string;
  readonly tree?: Tree;
  /** Links, by path below the folder that holds the output folder. */
  readonly links?: Readonly<Record<string, string>>;
  readonly message: RegExp;
}

/** What is not Warren's where Warren works; the output folder is `out`, and `home` is somebody's. */
const foreigners: readonly Foreign[] = [
  {
    title: 'a link in the place of the staging folder',
    links: { [S]: '../home' },
    message: /\.warren-staging is a link, and not the folder/,
  },
  {
    title: 'a file in its place',
    tree: { [S]: 'mine' },
    message: /\.warren-staging is a file, and not the folder/,
  },
  ...['old', 'new', 'done', 'takeover', 'plan'].map((name) => ({
    title: `a link \`${name}\` in it`,
    links: { [`${S}/${name}`]: '../../home' },
    message: new RegExp(`did not leave there: ${name} is a link`),
  })),
  {
    title: 'a link below it',
    links: { [`${S}/new/a`]: '../../../home' },
    message: /new\/a is a link/,
  },
  {
    title: 'a link for the owner',
    links: { [`${S}/owner`]: '../../home/project/thesis.txt' },
    message: /owner is not what Warren wrote/,
  },
  {
    title: 'a file of somebody in it',
    tree: { [`${S}/thesis.txt`]: 'mine' },
    message: /thesis\.txt is there; look into it/,
  },
  {
    title: 'files of somebody among what was moved away',
    tree: { [`${S}/old/a/thesis.txt`]: 'mine' },
    message: /old\/a holds what Warren did not write: thesis\.txt/,
  },
  {
    title: 'a folder of somebody where a run moved one in',
    tree: { [`${S}/plan`]: '["x"]', [`${S}/new/y/f`]: '', 'out/x/thesis.txt': 'mine' },
    message: /out\/x holds what Warren did not write: thesis\.txt; it stands there since a run/,
  },
  ...['{}', '', '[1]', '["../home"]', '[".git"]', '["a/b"]', '[""]'].map((plan) => ({
    title: `the plan ${plan}`,
    tree: { [`${S}/plan`]: plan },
    message: /plan is not what Warren wrote/,
  })),
];

describe('what is not Warren’s in the output folder', () => {
  for (const { title, tree = {}, links = {}, message } of foreigners)
    it(`stays as it is, and stops the run: ${title}`, () => {
      const all = { 'home/project/thesis.txt': 'precious', 'out/keep': '', ...tree };
      inFolder(all, (folder) => {
        for (const [path, target] of Object.entries(links)) {
          mkdirSync(join(folder, path, '..'), { recursive: true });
          symlinkSync(target, join(folder, path));
        }
        const before = snapshot(folder);
        const result = writeOutput(join(folder, 'out'), [broker('a')]);
        assert.match(result.ok ? 'written' : result.message, message);
        assert.deepEqual(snapshot(folder), before);
      });
    });

  it('stays as it is after a run that was interrupted', () => {
    inFolder({ [`${S}/owner`]: ended, 'home/x': '' }, (folder) => {
      symlinkSync('../../home', join(folder, S, 'old'));
      const before = snapshot(folder);
      assert.equal(writeOutput(join(folder, 'out'), [broker('a')]).ok, false);
      assert.equal(writeOutput(join(folder, 'out'), [broker('a')]).ok, false);
      assert.deepEqual(snapshot(folder), before);
    });
  });

  it('is no link beside the staging folder, whatever it is called', () => {
    const aside = `${S}.00000000-0000-0000-0000-000000000000`;
    inFolder({ 'home/x': '', 'out/keep': '' }, (folder) => {
      symlinkSync('../home', join(folder, aside));
      assert.equal(writeOutput(join(folder, 'out'), [broker('a')]).ok, true);
      assert.equal(snapshot(folder)['home/x'], '');
    });
  });

  const empty: readonly (readonly [title: string, folders: readonly string[]])[] = [
    ['an empty staging folder', ['']],
    ['a takeover', ['/takeover']],
    ['a takeover and nothing yet of the next run', ['/takeover', '/new', '/old', '/done']],
    ['a place of no run', ['/after-e3b0c44298fc1c149afbf4c8996fb924']],
  ];
  for (const [title, folders] of empty)
    it(`does not lock the output: ${title}`, () => {
      inFolder(standing(broker('b')), (out) => {
        for (const path of folders)
          mkdirSync(join(out, `.warren-staging${path}`), { recursive: true });
        assert.equal(writeOutput(out, [broker('a')]).ok, true);
        assert.deepEqual(snapshot(out), standing(broker('a')));
      });
    });
});
