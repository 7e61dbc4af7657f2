import type { Phrase, ResourceKind } from '../../syntax/tree.js';
import type { TokenType } from './legend.js';
import type { Paint } from './paint.js';

const types: Readonly<Record<ResourceKind, TokenType>> = {
  exchange: 'interface',
  queue: 'struct',
  stream: 'struct',
  resource: 'struct',
};

/** Colours the names and values of a phrase; its words are words of the language. */
export function paintPhrase(phrase: Phrase, paint: Paint): void {
  switch (phrase.type) {
    case 'phrase':
      paint.templates(phrase.names, types[phrase.kind?.text ?? 'resource']);
      for (const { type, values } of phrase.clauses)
        paint.templates(values, type === 'key' ? 'event' : 'interface');
      break;
    case 'tag':
      paint.words(phrase.tags, 'enumMember');
      break;
    case 'api':
      paint.words(phrase.rights, 'enumMember');
      break;
    case 'call':
      paint.word(phrase.keyword, 'function');
      paint.templates(phrase.arguments, 'string');
      break;
    case 'connect':
      break;
  }
}
