import assert from 'node:assert/strict';
import { join } from 'node:path';
import { warren } from '../cli/warren.js';
import { example } from '../cli/diff/examples.js';
import { git } from '../source/git.js';
import { inFolder, plant } from '../source/temporary.js';
import { blocksOf, readPage } from './markdown.js';

const blocks = blocksOf(readPage('docs/ci.md'));
const accepted = blocks.find(({ info }) => info.includes('accepted'))?.text ?? '';

describe('docs/ci.md', () => {
  for (const { language, info, text, line } of blocks) {
    if (language === 'yaml' && info[0] !== undefined)
      it(`shows ${info[0]} as it is`, () => {
        assert.equal(text, readPage(info[0] ?? ''));
      });
    if (language === 'json')
      it(`shows JSON in line ${line}`, () => {
        assert.ok(typeof JSON.parse(text) === 'object');
      });
    if (language !== 'console') continue;
    it(`shows in line ${line} what the command tells`, () => {
      inFolder(example('one-service', 'policies'), (folder) => {
        plant(folder, { 'policies/access.accept': '' });
        git(folder, 'init', '-q');
        git(folder, 'add', '-A');
        git(folder, 'commit', '-qm', 'main');
        git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
        const wider = ['key parcel.ordered.*, parcel.cancelled', 'key parcel.*'] as const;
        plant(folder, example('one-service', 'policies', [wider]));
        if (info.includes('accepted')) plant(folder, { 'policies/access.accept': accepted });
        const [, args = '', shown = ''] = /^\$ warren (.*)\n([^]*)$/.exec(text) ?? [];
        const { stdout, stderr } = warren(join(folder), args.split(' '));
        assert.equal(stdout + stderr, shown);
      });
    });
  }

  it('shows commands, files, and an entry that is accepted', () => {
    const languages = blocks.map(({ language }) => language);
    for (const language of ['console', 'yaml', 'text', 'json'])
      assert.ok(languages.includes(language), language);
  });
});
