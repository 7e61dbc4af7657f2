import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsOf } from '#warren/report/cells.js';
import { renderText } from '#warren/report/text.js';
import { reflow, wrap, wrapLines } from '#warren/report/wrap.js';
import { draw } from './sketch.js';

/** The colours of a terminal. */
const PAINT = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, 'g');

const sketch = draw({
  files: {
    'a.warren':
      'vhost v {\n  allow r { consume queue orders.work, orders.audit, orders.failed, orders.archive }\n}\n',
  },
  diagnostics: [
    {
      is: 'warning spill',
      message:
        '`r` may also `bind queue orders.work to exchange orders.events key order.*`, which no line asks for, so it reads 注文 of everybody.',
      at: ['a.warren', 'orders.failed'],
      notes: [
        {
          message:
            'It comes together with this line, and with all the others of the profile above.',
        },
      ],
    },
  ],
});

/** Words and code, wide characters and long words. */
const words = fc
  .array(
    fc.constantFrom('a', 'queue', '`bind queue q`', '注文', 'x'.repeat(30), '`', 'e\u0301t\u00e9'),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((list) => list.join(' '));

describe('a line that is too long for a terminal', () => {
  it('is broken at words, with the indentation of the frame', () => {
    assert.equal(
      renderText(sketch, { colour: false, columns: 60 }),
      `warning[spill]: \`r\` may also \`bind queue orders.work to
    exchange orders.events key order.*\`, which no line asks
    for, so it reads 注文 of everybody.
 --> a.warren:2:54
  |
2 | …work, orders.audit, orders.failed, orders.archive }
  |                      ^^^^^^^^^^^^^
  = note: It comes together with this line, and with all the
          others of the profile above.
  = help: warren help spill

1 warning in 1 file
`,
    );
  });

  it('is left to the terminal where its columns are not known, or too few', () => {
    const plain = renderText(sketch, { colour: false });
    assert.equal(renderText(sketch, { colour: false, columns: 400 }), plain);
    const [first = ''] = renderText(sketch, { colour: false, columns: 10 }).split('\n');
    assert.equal(first, plain.split('\n')[0]);
  });

  it('is painted line by line, as the same text', () => {
    const painted = renderText(sketch, { colour: true, columns: 60 });
    assert.equal(painted.replaceAll(PAINT, ''), renderText(sketch, { colour: false, columns: 60 }));
    for (const line of painted.split('\n')) {
      const open = line.split('\u001b[1m').length - 1;
      assert.equal(line.split('\u001b[22m').length - 1, open, line);
    }
  });

  it('keeps its words in order, and fits', () => {
    fc.assert(
      fc.property(
        words,
        fc.nat(30),
        fc.nat(8),
        fc.integer({ min: 20, max: 90 }),
        (text, before, indent, columns) => {
          const lines = wrap(text, { columns, before, indent });
          assert.equal(lines.join(' '), text);
          for (const [at, line] of lines.entries()) {
            const room = columns - (at === 0 ? before : indent);
            // A word alone may be longer, and the first line may hold none at all.
            assert(columnsOf(line) <= room || !line.includes(' ') || columns - indent < 20, line);
          }
        },
      ),
    );
  });

  it('is continued further in than it begins', () => {
    assert.deepEqual(wrapLines(['  one two three four five', 'six'], 24), [
      '  one two three four',
      '    five',
      'six',
    ]);
  });
});

describe('a text of help in a narrow terminal', () => {
  const text = `warren check [PATH…] [--all] [--fix]

Reads the policy, resolves it for each broker, and
proves its claims.

  --broker B     asks this broker alone, not all
  --all          every one

- an item that is quite long and goes on
  in a line of its own
- another
`;

  it('flows, and keeps tables and lists', () => {
    assert.equal(
      reflow(text, 40),
      `warren check [PATH…] [--all] [--fix]

Reads the policy, resolves it for each
broker, and proves its claims.

  --broker B     asks this broker alone,
                 not all
  --all          every one

- an item that is quite long and goes on
  in a line of its own
- another
`,
    );
  });

  it('is as it is where there is room', () => {
    assert.equal(reflow(text, 80), text);
    assert.equal(reflow(text, undefined), text);
  });
});
