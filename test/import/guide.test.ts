import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inFolder } from '../source/temporary.js';
import { warren } from '../cli/warren.js';
import { wordsOf } from '../cli/transcript.js';

const guide = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');

describe('the guide to imports', () => {
  it('shows what its first command writes', () => {
    const json = /```json\n(.*?)```/s.exec(guide)?.[1] ?? '';
    const [, line = '', shown = ''] = /```console\n\$ warren ([^\n]*)\n(.*?)```/s.exec(guide) ?? [];
    inFolder({ 'definitions.json': json }, (folder) => {
      const { status, stdout, stderr } = warren(folder, wordsOf(line));
      assert.equal(status, 0);
      let rest = stdout + stderr;
      for (const part of shown.split('…\n')) {
        assert.ok(rest.includes(part), `${part}\n---\n${rest}`);
        rest = rest.slice(rest.indexOf(part) + part.length);
      }
      assert.equal(rest, '');
    });
  });
});
