import { RangeSetBuilder, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { TextColour } from '../../dist/core/index.js';
import { lex } from '../../dist/syntax/tokens.js';
import { isReserved } from '../../dist/syntax/words.js';

/*
 * Two coats of colour. What a token is, the lexer of the language says at once, at every stroke; what a name stands
 * for, the worker says a moment later, and until then its colour goes where the text goes.
 */

/** More text than this has the second coat alone. */
const MOST_LEXED = 200_000;

const marks = new Map<string, Decoration>();

function markOf(name: string): Decoration {
  const known = marks.get(name) ?? Decoration.mark({ class: `w-${name}` });
  marks.set(name, known);
  return known;
}

/** What the tokens of a text are, by the one lexer and the one table of words. */
function lexical(text: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  if (text.length > MOST_LEXED) return builder.finish();
  const tokens = lex(text);
  for (let token = 0; token < tokens.count; token++) {
    const name = nameOf(token);
    if (name !== undefined) builder.add(tokens.start(token), tokens.end(token), markOf(name));
  }
  return builder.finish();

  function nameOf(token: number): string | undefined {
    switch (tokens.kind(token)) {
      case 'comment':
        return 'comment';
      case 'quoted':
        return 'string';
      case 'interpolation':
        return 'variable';
      case 'word': {
        if (tokens.joins(token) || tokens.joins(token + 1)) return undefined;
        const word = tokens.textOf(token);
        if (word === '@expect') return 'decorator';
        return isReserved(word) ? 'keyword' : undefined;
      }
      case ',':
      case '=':
      case '{':
      case '}':
      case '(':
      case ')':
        return 'sign';
      case undefined:
        return undefined;
    }
  }
}

const lexed = StateField.define<DecorationSet>({
  create: (state) => lexical(state.doc.toString()),
  update: (known, { docChanged, state }) => (docChanged ? lexical(state.doc.toString()) : known),
  provide: (field) => EditorView.decorations.from(field),
});

/** Gives a text the colours that its words have by what they stand for. */
export const setColours = StateEffect.define<readonly TextColour[]>();

const meant = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(known, { changes, effects, state }) {
    let colours = known.map(changes);
    for (const effect of effects)
      if (effect.is(setColours)) {
        const builder = new RangeSetBuilder<Decoration>();
        let end = 0;
        for (const { start, end: last, type, declares } of effect.value) {
          if (start < end || last > state.doc.length) continue;
          builder.add(start, last, markOf(declares ? `${type} w-declares` : type));
          end = last;
        }
        colours = builder.finish();
      }
    return colours;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Colours a text of the language. */
export const highlighting: Extension = [lexed, meant];
