import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pattern } from '#warren/pattern/pattern.js';
import { writeAdvanced } from '#warren/rabbitmq/advanced.js';
import type { Alias } from '#warren/rabbitmq/alias.js';
import { encodeScope, type EncodedScope } from '#warren/rabbitmq/encode.js';
import { overlayAdvanced } from '#warren/rabbitmq/read/advanced.js';
import { EMPTY_CONFIG } from '#warren/rabbitmq/read/broker-config.js';
import { parseTerm, type ParsedTerm } from '#warren/rabbitmq/read/erlang-parser.js';
import type { Term } from '#warren/rabbitmq/read/erlang-term.js';
import { Source } from '#warren/source/source.js';

function read(text: string): ParsedTerm {
  return parseTerm(new Source('advanced.config', text));
}

/** A term without its places: what holds others by its kind and those, the rest as a text of its kind. */
type Plain = string | { readonly kind: string; readonly items: readonly Plain[] };

function plain(term: Term): Plain {
  switch (term.kind) {
    case 'list':
    case 'tuple':
      return { kind: term.kind, items: term.items.map(plain) };
    case 'map':
      return { kind: term.kind, items: term.pairs.flat().map(plain) };
    case 'binary':
      return `binary ${term.bytes}`;
    case 'atom':
      return `atom ${term.name}`;
    case 'string':
    case 'number':
      return `${term.kind} ${term.text}`;
  }
}

/** A text, and the term that it is. */
interface Written {
  readonly text: string;
  readonly plain: Plain;
}

const blank = fc.constantFrom('', ' ', '\n', '\t', '% a "comment" ]\n', ' %\n %% {\n');

/** A quoted text of Latin-1 characters, as they are or escaped in one of the ways. */
function quoted(quote: string): fc.Arbitrary<readonly [text: string, characters: string]> {
  const character = fc.integer({ min: 0, max: 255 }).chain((code) => {
    const plainly = String.fromCharCode(code);
    const ways = [`\\x{${code.toString(16)}}`, `\\x${code.toString(16).padStart(2, '0')}`];
    const octal = `\\${code.toString(8).padStart(3, '0')}`;
    const isPlain = code < 128 && plainly !== '\\' && plainly !== quote;
    return fc.constantFrom(...ways, octal, ...(isPlain ? [plainly] : [])).map((way) => {
      return [way, plainly] as const;
    });
  });
  return fc.array(character, { maxLength: 6 }).map((all) => {
    const [ways, plainly] = [0, 1].map((at) => all.map((pair) => pair[at]).join(''));
    return [`${quote}${ways ?? ''}${quote}`, plainly ?? ''];
  });
}

const leaf: fc.Arbitrary<Written> = fc.oneof(
  fc.constantFrom('a', 'rabbit', 'x_1@B').map((text) => ({ text, plain: `atom ${text}` })),
  quoted("'").map(([text, name]) => ({ text, plain: `atom ${name}` })),
  quoted('"').map(([text, characters]) => ({ text, plain: `string ${characters}` })),
  quoted('"').map(([text, bytes]) => ({ text: `<<${text}>>`, plain: `binary ${bytes}` })),
  fc.integer().map((number) => ({ text: String(number), plain: `number ${number}` })),
  fc.constant({ text: '$a', plain: 'number 97' }),
);

const { term } = fc.letrec<{ term: Written }>((tie) => {
  const holder = (kind: string, open: string, close: string, comma: RegExp): typeof leaf =>
    fc.tuple(fc.array(tie('term'), { maxLength: 4 }), blank).map(([items, between]) => {
      // A map has its items in pairs.
      const held = kind === 'map' ? items.slice(0, items.length & ~1) : items;
      const inner = held.map(({ text }, at) =>
        at === 0 ? text : `${comma.test(String(at)) ? '=>' : ','}${between}${text}`,
      );
      const text = `${open}${between}${inner.join(between)}${between}${close}`;
      return { text, plain: { kind, items: held.map((item) => item.plain) } };
    });
  const never = /$^/;
  return {
    term: fc.oneof(
      { depthSize: 'small' },
      leaf,
      holder('list', '[', ']', never),
      holder('tuple', '{', '}', never),
      holder('map', '#{', '}', /[13579]$/),
    ),
  };
});

describe('the reader of Erlang terms', () => {
  it('reads back what is written, each part at its place', () => {
    fc.assert(
      fc.property(term, blank, (written, between) => {
        const text = `${between}${written.text}${between}. `;
        const parsed = read(text);
        assert.ok(parsed.ok, text);
        assert.deepEqual(plain(parsed.term), written.plain);
        check(parsed.term);

        function check(part: Term): void {
          const again = read(`${text.slice(part.range.start, part.range.end)}.`);
          assert.ok(again.ok);
          assert.deepEqual(plain(again.term), plain(part));
          if ('items' in part) part.items.forEach(check);
          if ('pairs' in part) part.pairs.flat().forEach(check);
        }
      }),
    );
  });

  // `¶` stands where the text stops being a term, and is not part of it.
  const wrong = [
    '¶',
    '[¶',
    '[]¶',
    '[]¶.]',
    '[]. ¶[]',
    '[] ¶;',
    '[a, ¶]',
    '[a ¶b]',
    '[a¶|b]',
    '[¶}',
    '{a¶]',
    '#{a ¶, b}',
    '#{a => ¶}',
    '[fun¶() -> 1 end].',
    '[¶X].',
    '[¶"open].',
    "[¶'open].",
    '[¶""" x """].',
    '["a" ¶"""b"].',
    '[¶"\\x{110000}"].',
    '[¶"\\xg"].',
    '[¶$é].',
    '[1.5¶e].',
    '[16¶#].',
    '[a¶.b].',
    '<<1, ¶-1>>.',
    '<<¶a>>.',
    '<<"a"/¶utf16>>.',
    '<<"a"/utf8¶/b>>.',
    '<<1 ¶/ utf8>>.',
    '% comment\n ¶',
    '[].¶\u00A0',
    '[]¶.\x01',
  ];
  for (const marked of wrong)
    it(`tells where ${JSON.stringify(marked)} stops being a term`, () => {
      const at = marked.indexOf('¶');
      assert.deepEqual(read(marked.replace('¶', '')), { ok: false, at });
    });

  it('reads what nests 200 deep, and stops at what is deeper, however deep that is', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{1,', '}'],
      ['#{k=>', '}'],
    ] as const) {
      const deep = (levels: number): string => `${open.repeat(levels)}a${close.repeat(levels)}.`;
      assert.ok(read(deep(200)).ok);
      // The first thing that is too deep is what stands behind the 201st opening mark.
      const at = 200 * open.length + open.search(/[[{][^[{]*$/) + 1;
      assert.deepEqual(read(deep(201)), { ok: false, at });
      assert.deepEqual(read(open.repeat(300_000)), { ok: false, at });
    }
  });

  it('reads back the aliases that Warren writes, whatever their characters', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    const names = fc.array(text, { minLength: 1, maxLength: 4 });
    const any = fc.array(fc.tuple(text, names), { maxLength: 4 });
    fc.assert(
      fc.property(any, text, (entries, prefix) => {
        const written = Array.from(new Map(entries), ([arn, [first = '', ...more]]): Alias => ({
          arn,
          scopes: [scopeOf(first), ...more.map(scopeOf)],
        }));
        const source = new Source('advanced.config', writeAdvanced(written, prefix));
        const { aliases: found, remarks } = overlayAdvanced(EMPTY_CONFIG, source);
        assert.deepEqual(remarks, []);
        const expected = written.map(
          ({ arn, scopes }) =>
            [bytesOf(arn), scopes.map((scope) => bytesOf(prefix + scope.text))] as const,
        );
        const texts = Array.from(
          found,
          ([arn, { scopes }]) => [arn, scopes.map((scope) => scope.text)] as const,
        );
        assert.deepEqual(new Map(texts), new Map(expected));
      }),
    );
  });
});

function scopeOf(name: string): EncodedScope {
  const [vhost, pattern] = [Pattern.any, Pattern.literal(name)];
  return encodeScope({ kind: 'resource', permission: 'read', vhost, name: pattern });
}

/** The UTF-8 bytes of a text, a character for each. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
