import { textDiagnostics as catalog } from '../diagnostics/catalog/text.js';
import { errorsOf } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import {
  calledWithArticle,
  escapeOf,
  escapingUnseen,
  unseenAt,
  withoutUnseen,
} from '../diagnostics/unseen.js';
import type { TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import { unseenCharacters } from '../source/unseen.js';
import { lex, type Tokens } from '../syntax/tokens.js';

/**
 * Characters that nobody sees, in comments and in quotes: names that differ though they look alike, and text that
 * reads otherwise than it is. Anywhere else they are errors. In a comment, a title and a reason no more is told than
 * what is not seen at all: a blank is a blank there.
 */
export function checkUnseen(sources: readonly Source[], reporter: Reporter): void {
  const errors = errorsOf(reporter.reported);
  for (const source of sources) {
    const found = unseenCharacters(source.text);
    if (found.length === 0) continue;
    const tokens = lex(source.text);
    const told = errors.flatMap(({ place }) =>
      place.source === source ? [place.range.start] : [],
    );
    for (const token of new Set(found.map(({ range }) => tokens.behind(range.start)))) {
      const range = { start: tokens.start(token), end: tokens.end(token) };
      // An error about the text says so too.
      if (!told.some((start) => range.start <= start && start < range.end))
        tellOf(token, tokens, { source, range }, reporter);
    }
  }
}

function tellOf(
  token: number,
  tokens: Tokens,
  place: { readonly source: Source; readonly range: TextRange },
  reporter: Reporter,
): void {
  const kind = tokens.kind(token);
  if (kind !== 'comment' && kind !== 'quoted') return;
  const ofProse = kind === 'comment' || isProse(token, tokens);
  const found = unseenAt(place, (one) => !ofProse || !one.isOfProse);
  if (found === undefined) return;
  const { first, firstPlace, all } = found;
  const plain = withoutUnseen(found);
  const particulars = {
    what: kind === 'comment' ? 'comment' : 'text',
    called: calledWithArticle(first),
    looks: first.looks,
    count: all.length,
    escape: kind === 'comment' ? undefined : escapeOf(first),
  };
  // What a text in quotes means is for its author to say; a comment means nothing.
  const fixes =
    kind === 'comment' ? [plain] : [{ ...plain, isGuess: true as const }, escapingUnseen(found)];
  reporter.report(catalog.unseenCharacter, firstPlace, particulars, { fixes });
}

/** Whether a text in quotes is for people alone: the title of a test, or the reason of an `@expect`. */
function isProse(token: number, tokens: Tokens): boolean {
  return tokens.textOf(token - 1) === 'test' || tokens.textOf(token - 4) === '@expect';
}
