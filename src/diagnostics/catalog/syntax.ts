import { error, ofOneCause, surelyFixed } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What the parser can find wrong with a text. */
export const syntaxDiagnostics = {
  expectedToken: error(
    'expected-token',
    ({ expected, found, after }: { expected: string; found: string; after: string | undefined }) =>
      after === undefined
        ? `Expected ${expected}, found ${found}.`
        : `Expected ${expected} after ${after}.`,
  ),
  unexpectedToken: error(
    'unexpected-token',
    ({ found, reason }: { found: string; reason: string }) =>
      `${found} cannot stand here. ${reason}`,
  ),
  unknownKeyword: ofOneCause(
    error('unknown-keyword', ({ word, what, nearest, neighbour }: UnknownKeyword) =>
      neighbour === undefined
        ? `\`${word}\` is no ${what}.${didYouMean(nearest)}`
        : `\`${word}\` is a word of ${neighbour.world}. Write \`${neighbour.write}\`.${neighbour.why === undefined ? '' : ` ${neighbour.why}`}`,
    ),
  ),
  misplacedItem: ofOneCause(
    error('misplaced-item', ({ word, home, isClaim = false }: MisplacedItem) =>
      isClaim
        ? `\`${word}\` grants rights, and a test only asks for them. Write \`can\`.`
        : `\`${word}\` cannot stand here. It belongs ${home}.`,
    ),
  ),
  unclosedBlock: error('unclosed-block', () => 'This block is never closed: a `}` is missing.'),
  strayBrace: error('stray-brace', ({ line }: { line?: number | undefined }) =>
    line === undefined
      ? 'There is no open block that this `}` could close.'
      : `This \`}\` closes the block of line ${line}, which goes on behind it by its indentation.`,
  ),
  nestedTooDeeply: error(
    'nested-too-deeply',
    ({ limit }: { limit: number }) =>
      `Blocks are nested more than ${limit} deep here; what is inside was not read.`,
  ),
  tooManyMistakes: error(
    'too-many-mistakes',
    ({ limit }: { limit: number }) =>
      `The file has more than ${limit} mistakes; it was not read any further.`,
  ),
  conflictMark: error(
    'conflict-mark',
    () => 'A merge has left this mark. Keep one of the two versions and delete the marks.',
  ),
  unterminatedText: error(
    'unterminated-text',
    () => 'The closing `"` is missing: a quoted text ends on the line it starts on.',
  ),
  badEscape: error(
    'bad-escape',
    ({ escape }: { escape: string }) =>
      `\`${escape}\` is no escape. In quotes there are \\*, \\", \\\\, \\$, \\n, \\t and \\u{1F430}; write \\\\ for a backslash.`,
  ),
  badInterpolation: error('bad-interpolation', ({ meant }: { meant: string | undefined }) =>
    meant === undefined
      ? '`${` starts an interpolation, `${name}`. For the characters themselves write "\\${".'
      : `A variable is written \`\${${meant}}\`, with its \`$\` and in braces.`,
  ),
  // A name has one reading, and quotes do not change it.
  needsQuotes: surelyFixed(
    error('needs-quotes', ({ character, habit, escape, meant }: NeedsQuotes) =>
      meant === undefined
        ? `A name with \`${character}\` must stand in double quotes.${habit}`
        : `\`${escape ?? ''}\` is no escape here. Did you mean \`${meant}\`? Warren does all the encoding. A name that has these three characters must stand in double quotes.`,
    ),
  ),
  hashInName: error('hash-in-name', ({ quoted, key }: HashInName) =>
    key !== undefined
      ? `A \`#\` is the wildcard of bindings, and not of this language. Write \`${key}\`: \`*\` stands for any text, dots included.`
      : quoted === undefined
        ? 'This `#` touches what stands before it. A comment needs a blank before its `#`; a name with `#` needs double quotes.'
        : `This \`#\` touches a name. Write ${quoted} if it belongs to the name, or a blank before it if it starts a comment.`,
  ),
  reservedWord: error(
    'reserved-word',
    ({ word }: { word: string }) =>
      `\`${word}\` is a word of the language. As a name it must stand in double quotes.`,
  ),
  reservedIdentifier: error(
    'reserved-identifier',
    ({ word }: { word: string }) =>
      `\`${word}\` is a word of the language and cannot be a name here. Choose another one.`,
  ),
  badIdentifier: error(
    'bad-identifier',
    ({ word }: { word: string }) =>
      `\`${word}\` cannot be a name here. Such a name is a letter, then letters, digits, \`_\` and \`-\`, without quotes.`,
  ),
};

interface MisplacedItem {
  readonly word: string;
  /** Where it belongs, in words. */
  readonly home: string;
  /** Whether it stands where `can` is meant. */
  readonly isClaim?: boolean;
}

interface NeedsQuotes {
  readonly character: string;
  /** What the character stands for in other languages, as a sentence. */
  readonly habit: string;
  /** The first URL escape of the name, where it has one. */
  readonly escape?: string | undefined;
  /** The name with its URL escapes read. */
  readonly meant?: string | undefined;
}

interface HashInName {
  /** The name in the quotes that it lacks; undefined where it cannot have any. */
  readonly quoted: string | undefined;
  /** Of a routing key that is published, the key with `*` for the wildcard of a binding. */
  readonly key?: string | undefined;
}

interface UnknownKeyword {
  readonly word: string;
  /** What it would have to be, in words. */
  readonly what: string;
  /** The word that it misspells. */
  readonly nearest: string | undefined;
  /** Where another world has the word: which, and what is written here. */
  readonly neighbour?: {
    readonly world: string;
    readonly write: string | undefined;
    readonly why?: string;
  };
}
