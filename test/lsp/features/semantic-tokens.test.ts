import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { SemanticTokens } from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '#warren/assist/semantic/legend.js';
import { loadPolicy } from '#warren/source/load.js';
import { connect } from '../driver/connect.js';
import { isObject } from '../driver/client.js';
import { Editor } from '../driver/editor.js';
import { inWorkspace } from '../driver/workspace.js';

const text = `# Note
broker prod { engine amazon-mq 4.2
  token ES384 max 15m
  let who = a
  settings { heartbeat = 60 } }
role till = arn:aws:iam::\${account}:role/till
group all = till
profile rpc(x) { consume queue \${x}.* }
vhost "🐇 v" {
  exchange e topic alternate f
  queue q dead-letter e
  @expect(spill, "why")
  allow anyone except till { bind queue q to exchange e key a.* }
  allow till { rpc(t) }
}
never till { tag monitoring
  deploy }
on prod { }
`;

const wanted = `1 comment # Note
2 keyword broker
2 namespace* prod
2 property engine
2 string amazon-mq
2 string 4.2
3 property token
3 enumMember ES384
3 keyword max
3 number 15m
4 keyword let
4 variable* who
4 string a
5 keyword settings
5 property heartbeat
5 string 60
6 keyword role
6 class* till
6 string arn:aws:iam::
6 variable \${account}
6 string :role/till
7 keyword group
7 type* all
7 class till
8 keyword profile
8 function* rpc
8 parameter* x
8 keyword consume
8 keyword queue
8 variable \${x}
8 struct .
8 operator *
9 keyword vhost
9 namespace "🐇 v"
10 keyword exchange
10 interface* e
10 enumMember topic
10 keyword alternate
10 interface f
11 keyword queue
11 struct* q
11 keyword dead-letter
11 interface e
12 decorator @expect
12 enumMember spill
12 string "why"
13 keyword allow
13 keyword anyone
13 keyword except
13 class till
13 keyword bind
13 keyword queue
13 struct q
13 keyword to
13 keyword exchange
13 interface e
13 keyword key
13 event a.
13 operator *
14 keyword allow
14 class till
14 function rpc
14 string t
16 keyword never
16 class till
16 keyword tag
16 enumMember monitoring
17 enumMember deploy
18 keyword on
18 namespace prod`;

/** The tokens of an answer as lines; a star says that a name is declared. */
function decoded(data: readonly number[], source: string): readonly string[] {
  const lines = source.split('\n');
  const found: string[] = [];
  let [line, start] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    start = down === 0 ? start + right : right;
    line += down;
    const words = lines[line]?.slice(start, start + length) ?? '';
    assert.ok(words.length === length && length > 0, `${line}:${start} ${length}`);
    found.push(`${line + 1} ${tokenTypes[type] ?? '?'}${modifiers === 1 ? '*' : ''} ${words}`);
  }
  return found;
}

async function asking<T>(shown: string, body: (editor: Editor) => Promise<T>): Promise<T> {
  return inWorkspace({}, async (root) => {
    const editor = await Editor.open(connect().client, [root]);
    editor.show('main.warren', shown);
    return body(editor);
  });
}

async function tokensOf(editor: Editor, kind = 'full', more = {}): Promise<SemanticTokens> {
  const tokens = await editor.ask(`textDocument/semanticTokens/${kind}`, 'main.warren', more);
  assert.ok(SemanticTokens.is(tokens));
  return tokens;
}

describe('semantic tokens', () => {
  it('say what each word stands for', () =>
    asking(text, async (editor) => {
      const { data } = await tokensOf(editor);
      assert.deepEqual(decoded(data, text), wanted.split('\n'));
    }));

  it('of a range are those that it touches', () =>
    asking(text, async (editor) => {
      const range = { start: { line: 5, character: 6 }, end: { line: 6, character: 3 } };
      const { data } = await tokensOf(editor, 'range', { range });
      const all = wanted.split('\n');
      const from = all.indexOf('6 class* till');
      assert.deepEqual(decoded(data, text), all.slice(from, all.indexOf('7 keyword group') + 1));
    }));

  it('are told as what changed', () =>
    asking(text, async (editor) => {
      const before = await tokensOf(editor);
      const changed = text.replace(
        'group all = till\n',
        'group all = till\ngroup more = till, all\n',
      );
      editor.type('main.warren', { text: changed });
      const delta = await editor.ask('textDocument/semanticTokens/full/delta', 'main.warren', {
        previousResultId: before.resultId,
      });
      assert.ok(isObject(delta) && Array.isArray(delta['edits']));
      const data = [...before.data];
      for (const edit of delta['edits']) {
        assert.ok(isObject(edit) && Array.isArray(edit['data']));
        data.splice(
          Number(edit['start']),
          Number(edit['deleteCount']),
          ...edit['data'].map(Number),
        );
      }
      assert.ok(edits(delta) < 60, 'only what changed');
      assert.deepEqual(data, (await tokensOf(editor)).data);
    }));

  it('are told as a whole to whoever has another answer', () =>
    asking(text, async (editor) => {
      const { data } = await tokensOf(editor);
      const again = await tokensOf(editor, 'full/delta', { previousResultId: 'another' });
      assert.deepEqual(again.data, data);
    }));

  for (const { name } of readdirSync('examples', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ))
    it(`do not overlap in the example ${name}`, async () => {
      for (const source of loadPolicy([`examples/${name}`], process.cwd()).sources)
        await asking(source.text, async (editor) => {
          const { data } = await tokensOf(editor);
          assert.ok(decoded(data, source.text).length > 10);
          for (let at = 5; at < data.length; at += 5)
            assert.ok((data[at] ?? 0) > 0 || (data[at + 1] ?? 0) >= (data[at - 3] ?? 0));
        });
    });

  it('have a legend without gaps', () => {
    assert.deepEqual([...new Set(tokenTypes)], tokenTypes);
    assert.deepEqual(tokenModifiers, ['declaration']);
  });
});

/** How many numbers the edits of a difference hold. */
function edits({ edits: all }: Readonly<Record<string, unknown>>): number {
  return JSON.stringify(all).split(',').length;
}
