import {
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { TextRange } from '../../source/range.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';
import { coloursOf } from '../../assist/semantic/colours.js';
import { ToldTokens } from '../semantic/told.js';
import { tokenModifiers, tokenTypes } from '../../assist/semantic/legend.js';

const none: SemanticTokens = { data: [] };

/** Colours words by what they stand for: the whole of a file, a part, or what changed. */
export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
  }),
  register(connection, { answer, places }) {
    const told = new ToldTokens();
    const { semanticTokens: tokens } = connection.languages;
    tokens.on(
      answer(({ textDocument }: SemanticTokensParams) => {
        const view = places.view(textDocument);
        return view === undefined ? none : told.whole(textDocument.uri, encoded(view));
      }, none),
    );
    tokens.onDelta(
      answer(({ textDocument, previousResultId }: SemanticTokensDeltaParams) => {
        const view = places.view(textDocument);
        if (view === undefined) return none;
        return told.difference(textDocument.uri, previousResultId, encoded(view));
      }, none),
    );
    tokens.onRange(
      answer(({ textDocument, range }: SemanticTokensRangeParams) => {
        const view = places.view(textDocument);
        return view === undefined ? none : { data: encoded(view, view.offsets(range)) };
      }, none),
    );
  },
};

/** The tokens of a file, or of a part of it, as the protocol writes them: five numbers each. */
function encoded({ file, range }: FileView, within?: TextRange): number[] {
  const builder = new SemanticTokensBuilder();
  for (const { range: at, type, declares } of coloursOf(file)) {
    if (within !== undefined && (at.end <= within.start || at.start >= within.end)) continue;
    const { start, end } = range(at);
    const length = end.character - start.character;
    const modifiers = declares ? 1 << tokenModifiers.indexOf('declaration') : 0;
    builder.push(start.line, start.character, length, tokenTypes.indexOf(type), modifiers);
  }
  return builder.build().data;
}
