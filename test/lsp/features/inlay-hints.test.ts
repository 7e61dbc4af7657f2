import assert from 'node:assert/strict';
import { InlayHint, MarkupContent } from 'vscode-languageserver';
import { connect } from '../driver/connect.js';
import { Editor } from '../driver/editor.js';
import { inWorkspace } from '../driver/workspace.js';

/** The hints stand in the text between `‹` and `›`. */
const cases: Readonly<Record<string, string>> = {
  'scopes of an allow and what wildcards mean': `
role checkout = arn:aws:iam::111122223333:role/checkout
vhost orders {
  exchange orders.events topic
  exchange orders.dlx fanout
  queue orders.work
  stream orders.log
  allow checkout ‹2 scopes› {
    consume queue orders.*‹1 queue, 1 stream›
    publish exchange orders.events key order.*
  }
  never checkout { configure resource orders.*‹2 exchanges, 1 queue, 1 stream› }
}
`,
  'several roles with the same scopes': `
role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
vhost v {
  queue work
  allow a, b ‹1 scope each› { consume queue work }
}
`,
  'roles of which one has a right already': `
role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
vhost v {
  queue work
  queue other
  allow a, b ‹1 to 2 scopes each› { consume queue work, other }
  allow b ‹1 scope› { consume queue *‹2 queues› }
}
`,
  'nothing where nothing is granted': `
role a = arn:aws:iam::111122223333:role/a
allow a { nonsense }
`,
  'a profile, whose phrases mean something where it is used': `
role a = arn:aws:iam::111122223333:role/a
profile replies(who) { consume queue \${who}.*‹1 queue› }
vhost v {
  queue a.x
  allow a ‹1 scope› { replies(a) }
}
`,
  'characters outside the basic plane': `
role a = arn:aws:iam::111122223333:role/a
vhost v {
  queue "🐇 a"
  allow a ‹1 scope› { consume queue "🐇*"‹1 queue› }
}
`,
};

async function hintsOf(
  text: string,
  lines: readonly [number, number],
): Promise<readonly InlayHint[]> {
  return inWorkspace({ 'main.warren': text }, async (root) => {
    const editor = await Editor.open(connect().client, [root]);
    editor.show('main.warren', text);
    const [start, end] = lines.map((line) => ({ line, character: 0 }));
    const hints = await editor.ask('textDocument/inlayHint', 'main.warren', {
      range: { start, end },
    });
    assert.ok(Array.isArray(hints) && hints.every((hint) => InlayHint.is(hint)));
    return hints;
  });
}

/** The text with the hints in it, each behind its position. */
function written(text: string, hints: readonly InlayHint[]): string {
  const lines = text.split('\n');
  for (const { position, label } of hints.toReversed()) {
    const line = lines[position.line] ?? '';
    const before = line.slice(0, position.character);
    lines[position.line] = `${before}‹${String(label)}›${line.slice(position.character)}`;
  }
  return lines.join('\n');
}

describe('inlay hints show', () => {
  for (const [name, wanted] of Object.entries(cases))
    it(name, async () => {
      const text = wanted.replace(/ ?‹[^›]*›/g, '');
      const spaced = wanted.replaceAll(' ‹', '‹');
      assert.equal(written(text, await hintsOf(text, [0, 99])), spaced);
    });

  it('no more than the lines that were asked for', async () => {
    const [text = ''] = Object.values(cases);
    const plain = text.replace(/ ?‹[^›]*›/g, '');
    assert.deepEqual(
      (await hintsOf(plain, [7, 9])).map(({ label }) => label),
      ['2 scopes', '1 queue, 1 stream'],
    );
  });

  it('the scopes to whoever looks closer', async () => {
    const [text = ''] = Object.values(cases);
    const [first] = await hintsOf(text.replace(/ ?‹[^›]*›/g, ''), [0, 99]);
    const tooltip = first?.tooltip;
    assert.ok(MarkupContent.is(tooltip));
    assert.equal(
      tooltip.value,
      '- `rabbitmq.write:orders/orders.events/order.*`\n- `rabbitmq.read:orders/orders.*`',
    );
  });
});
