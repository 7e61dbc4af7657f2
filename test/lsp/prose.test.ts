import assert from 'node:assert/strict';
import { head } from '../cli/warren.js';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';
import { endOf } from './driver/everything.js';
import { inWorkspace } from './driver/workspace.js';
import { prose } from '#warren/assist/prose.js';

const hostile =
  '<img src=x onerror=1> [run](command:x) ![i](https://e.example/i) www.e.example a@e.example \u001B[8m\u202E';

describe('what a policy says in words', () => {
  it('becomes no HTML, image, link or command', () => {
    const shown = prose(hostile);
    assert.equal(
      shown,
      '\\<img src=x onerror=1\\> \\[run\\](command:x) !\\[i\\](https\\://e.example/i) www\\.e.example a\\@e.example \\\\u{1B}\\[8m\\\\u{202E}',
    );
    assert.doesNotMatch(shown, /(?<!\\)[<>[\]]|[\u202E]/);
  });

  it('keeps code, lists and emphasis', () => {
    const text = '- `orders.*` is *the* queue\n- that counts';
    assert.equal(prose(text), text);
    assert.equal(prose('`a <b>`'), '\\`a \\<b\\>\\`');
  });

  it('is so in hovers, completions and signatures', async () => {
    const comment = `# ${hostile.split(' \u001B', 1).join()}\n`;
    const text = `${head}${comment}profile p(x) { connect }\n${comment}vhost v {\n${comment}  queue qq\n  allow r { p(a) consume queue qq }\n}\n`;
    await inWorkspace({}, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      editor.show('a.warren', text);
      let seen = 0;
      for (const mark of ['profile p', 'vhost v', 'queue qq', 'p(a', 'consume queue qq']) {
        const position = endOf(text.slice(0, text.lastIndexOf(mark) + mark.length));
        for (const method of ['hover', 'completion', 'signatureHelp']) {
          const answer = JSON.stringify(
            await editor.ask(`textDocument/${method}`, 'a.warren', { position }),
          );
          if (answer.includes('img src')) seen++;
          assert.doesNotMatch(answer, /(?<!\\)<img|(?<!\\)\]\(command:|[^\\]:\/\/e\.example/);
        }
      }
      assert.ok(seen >= 4, String(seen));
    });
  });
});
