import assert from 'node:assert/strict';
import {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SymbolInformation,
  type SelectionRange,
} from 'vscode-languageserver';
import { isSelection, listOf } from '../driver/shapes.js';
import { atCursor, inWorkspace } from '../driver/workspace.js';
import { connect } from '../driver/connect.js';
import { Editor } from '../driver/editor.js';

const policy = `# Orders.
# All of them.

broker b, c {
  engine rabbitmq 4.3
  let x = y
  settings {
    heartbeat = 60
  }
}
role r = arn:aws:iam::111122223333:role/r
group all = r
profile p(a) {
  consume queue \${a}
}
vhost orders {
  queue work # not alone
  exchange e topic
  topology "definitions.json"
  allow r, all { consume queue work }
  never anyone except r {
    configure exchange e
  }
  test "t" { can r { connect } }
}
on b { }
`;

/** Runs `body` with the policy open in an editor. */
function opened<T>(body: (editor: Editor) => Promise<T>, text = policy): Promise<T> {
  return inWorkspace({ 'a.warren': text, 'b.warren': 'role other = x' }, async (root) => {
    const editor = await Editor.open(connect().client, [root]);
    editor.show('a.warren', text);
    return body(editor);
  });
}

function names(symbols: readonly DocumentSymbol[], depth = 0): readonly string[] {
  return symbols.flatMap(({ name, children = [], range, selectionRange }) => {
    assert.ok(range.start.line <= selectionRange.start.line);
    return [`${'  '.repeat(depth)}${name}`, ...names(children, depth + 1)];
  });
}

describe('the structure of a file', () => {
  it('is an outline of its blocks and declarations', () =>
    opened(async (editor) => {
      const found = await editor.ask('textDocument/documentSymbol', 'a.warren');
      assert.deepEqual(names(listOf(found, (one) => DocumentSymbol.is(one))), [
        'b, c',
        '  x',
        'r',
        'all',
        'p',
        'orders',
        '  work',
        '  e',
        '  "definitions.json"',
        '  allow r, all',
        '  never anyone except r',
        '  "t"',
        '    can r',
        'on b',
      ]);
    }));

  it('can be folded by blocks and comments of several lines', () =>
    opened(async (editor) => {
      const found = await editor.ask('textDocument/foldingRange', 'a.warren');
      const folds = listOf(found, (one) => FoldingRange.is(one));
      assert.deepEqual(
        folds.map(({ startLine, endLine, kind = '' }) => `${startLine}-${endLine} ${kind}`.trim()),
        ['3-8', '6-7', '12-13', '15-23', '20-21', '0-1 comment'],
      );
    }));

  it('is found by name in every open policy', () =>
    opened(async (editor) => {
      const found = await editor.client.request('workspace/symbol', { query: 'O' });
      const symbols = listOf(found, (one) => SymbolInformation.is(one));
      assert.deepEqual(symbols.map(({ name }) => name).sort(), [
        '"definitions.json"',
        'orders',
        'other',
        'work',
      ]);
    }));

  it('leads to files and pages', () =>
    opened(async (editor) => {
      const found = await editor.ask('textDocument/documentLink', 'a.warren');
      const links = listOf(found, (one) => DocumentLink.is(one));
      assert.deepEqual(
        links.map(({ target }) => target?.replace(/^.*\//, '')),
        ['definitions.json', 'spill.md'],
      );
    }, `${policy}@expect(spill, "known") allow r { tag monitoring }\n@expect(no-such-code, "x") allow r { tag management }`));
});

describe('a selection', () => {
  it('grows from the word to the phrase, its blocks and the file', () =>
    atCursor(
      'vhost v {\n  allow r {\n    consume queue wo|rk, other\n  }\n}\n',
      async ({ ask }) => {
        const { position } = { position: { line: 2, character: 20 } };
        const found = await ask('textDocument/selectionRange', { positions: [position] });
        const [first] = listOf(found, isSelection);
        const steps: string[] = [];
        for (let at: SelectionRange | undefined = first; at !== undefined; at = at.parent)
          steps.push(
            `${at.range.start.line}:${at.range.start.character}-${at.range.end.line}:${at.range.end.character}`,
          );
        assert.deepEqual(steps, ['2:18-2:22', '2:4-2:29', '1:2-3:3', '0:0-4:1', '0:0-5:0']);
      },
    ));
});
