import { display } from '../pattern/display.js';
import type { Pattern } from '../pattern/pattern.js';
import { reservedWords } from '../syntax/words.js';
import type { Right } from './rights.js';

/** A single right as a policy writes it: `bind queue a to exchange x key k`. */
export function phraseText(right: Right): string {
  switch (right.type) {
    case 'connect':
      return 'connect';
    case 'tag':
      return `tag ${right.tag}`;
    case 'api':
      return right.right;
    case 'operation': {
      const { word, kind, name, other, key } = right;
      const target = other?.clause === 'to' || other?.clause === 'from' ? 'exchange ' : '';
      const clause = other && ` ${other.clause} ${target}${patternText(other.pattern)}`;
      const keys = key && ` key ${patternText(key.pattern)}`;
      return `${word} ${kind} ${patternText(name.pattern)}${clause ?? ''}${keys ?? ''}`;
    }
  }
}

/** A pattern as it must be written in a policy. */
export function patternText(pattern: Pattern): string {
  return display(pattern, (word) => reservedWords.has(word));
}
