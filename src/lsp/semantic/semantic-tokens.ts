import type { Item, PolicyFile } from '../../syntax/tree.js';
import { isReserved } from '../../syntax/words.js';
import { tokensUpTo } from '../completion/tokens.js';
import type { TokenType } from './legend.js';
import { Paint, type SemanticToken } from './paint.js';
import { paintPhrase } from './phrases.js';

/** Which kind of word stands where in a file, from the start to the end. */
export function semanticTokens({ source, items, comments }: PolicyFile): readonly SemanticToken[] {
  const paint = new Paint();
  for (const { range } of comments) paint.range(range, 'comment');
  for (const item of items) paintItem(item, paint);
  return withKeywords(source.text, paint.tokens);
}

/** Adds the reserved words, none of which can be a name outside of quotes. */
function withKeywords(text: string, painted: readonly SemanticToken[]): readonly SemanticToken[] {
  const taken = new Set(painted.map(({ range }) => range.start));
  const found = tokensUpTo(text, 0, text.length).flatMap(({ start, end, text: word }) => {
    const type: TokenType | undefined =
      word === '@expect' ? 'decorator' : isReserved(word) ? 'keyword' : undefined;
    if (type === undefined || taken.has(start)) return [];
    return [{ range: { start, end }, type, declares: false }];
  });
  return [...painted, ...found].sort((a, b) => a.range.start - b.range.start);
}

function paintItem(item: Item, paint: Paint): void {
  for (const { code, reason } of item.expects) {
    paint.word(code, 'enumMember');
    paint.template(reason, 'string');
  }
  switch (item.type) {
    case 'broker':
      paint.words(item.names, 'namespace', true);
      break;
    case 'on':
      paint.words(item.brokers, 'namespace');
      break;
    case 'setting':
      paint.word(item.keyword, 'property');
      paint.template(item.values[0], 'string');
      paint.template(item.values[1], 'number');
      break;
    case 'token':
      paint.word(item.keyword, 'property');
      paint.words(item.algorithms, 'enumMember');
      paint.word(item.max, 'number');
      break;
    case 'let':
      paint.word(item.name, 'variable', true);
      paint.template(item.value, 'string');
      break;
    case 'settings':
      for (const { key, value } of item.entries) {
        paint.word(key, 'property');
        paint.template(value, 'string');
      }
      break;
    case 'role':
      paint.word(item.name, 'class', true);
      paint.template(item.arn, 'string');
      break;
    case 'group':
      paint.word(item.name, 'type', true);
      paint.words(item.members, 'class');
      break;
    case 'profile':
      paint.word(item.name, 'function', true);
      paint.words(item.parameters, 'parameter', true);
      break;
    case 'vhost':
      paint.template(item.pattern, 'namespace');
      break;
    case 'test':
      paint.template(item.title, 'string');
      break;
    case 'exchange':
      paint.template(item.name, 'interface', true);
      paint.template(item.exchangeType, 'enumMember');
      paint.template(item.alternate, 'interface');
      break;
    case 'queue':
    case 'stream':
      paint.template(item.name, 'struct', true);
      paint.template(item.deadLetter, 'interface');
      break;
    case 'topology':
      paint.template(item.file, 'string');
      break;
    case 'allow':
    case 'can':
    case 'never':
      paint.words(item.subject?.names ?? [], 'class');
      break;
    case 'phrase':
    case 'connect':
    case 'tag':
    case 'api':
    case 'call':
      paintPhrase(item, paint);
      break;
  }
  if ('items' in item) for (const inside of item.items) paintItem(inside, paint);
}
