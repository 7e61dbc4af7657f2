import type {
  ApiPhrase,
  BrokerSetting,
  CallPhrase,
  ExchangeDeclaration,
  Item,
  QueueDeclaration,
  RuleBlock,
  SettingsEntry,
  TokenSetting,
} from '../../syntax/tree.js';
import { tagWords, whereWord } from '../../syntax/words.js';
import { textsOf } from '../../syntax/walk.js';
import { nextInPhrase } from './next-in-phrase.js';
import { may, need, nothing, type Next } from './slots.js';

/**
 * What may come next in an item that the parser has read up to the cursor.
 *
 * @param last the text of its last token
 */
export function nextIn(item: Item | SettingsEntry, last: string): Next {
  if (!('type' in item))
    return last === '=' ? need({ type: 'conf-value', key: item.key.text }) : nothing;
  const goesOn = last === item.keyword.text || last === ',';
  switch (item.type) {
    case 'broker':
      return goesOn ? need({ type: 'broker', given: textsOf(item.names), groups: false }) : nothing;
    case 'on':
      return goesOn
        ? need({ type: 'broker', given: textsOf(item.brokers), groups: true })
        : nothing;
    case 'role':
      return last === '=' ? need({ type: 'arn' }) : nothing;
    case 'group':
      return ['=', ','].includes(last)
        ? need({ type: 'member', given: textsOf([item.name, ...item.members]) })
        : nothing;
    case 'vhost':
      return goesOn ? need({ type: 'vhost' }) : nothing;
    case 'exchange':
      return nextInExchange(item, last);
    case 'queue':
    case 'stream':
      return nextInQueue(item, last);
    case 'topology':
      return goesOn ? need({ type: 'file' }) : nothing;
    case 'allow':
    case 'can':
    case 'never':
      return nextInSubject(item, last);
    case 'setting':
      return nextInSetting(item, last);
    case 'token':
      return nextInToken(item, last);
    case 'phrase':
      return nextInPhrase(item, last);
    case 'tag':
      return goesOn ? need({ type: 'tag', given: textsOf(item.tags) }) : nothing;
    case 'api':
      return nextInApi(item, last);
    case 'call':
      return nextInCall(item, last);
    case 'profile':
    case 'test':
    case 'let':
    case 'settings':
    case 'connect':
      return nothing;
  }
}

function nextInCall({ keyword, arguments: given }: CallPhrase, last: string): Next {
  const before = given.filter((value) => value !== null).length;
  return ['(', ','].includes(last)
    ? need({ type: 'argument', profile: keyword.text, before })
    : nothing;
}

function nextInApi({ rights, where }: ApiPhrase, last: string): Next {
  if (where === null)
    return last === ','
      ? need({ type: 'api-right', given: textsOf(rights) })
      : may({ type: 'words', words: [whereWord] });
  return last === where.keyword.text || last === ','
    ? need({ type: 'words', words: tagWords })
    : nothing;
}

function nextInExchange(
  { name, exchangeType, alternate }: ExchangeDeclaration,
  last: string,
): Next {
  if (last === 'alternate') return need({ type: 'resource', kind: 'exchange' });
  if (name === null || alternate !== null) return nothing;
  const other = { type: 'words', words: ['alternate'] } as const;
  return exchangeType === null ? may({ type: 'exchange-type' }, other) : may(other);
}

function nextInQueue({ type, name, deadLetter }: QueueDeclaration, last: string): Next {
  if (last === 'dead-letter') return need({ type: 'resource', kind: 'exchange' });
  if (type === 'stream' || name === null || deadLetter !== null) return nothing;
  return may({ type: 'words', words: ['dead-letter'] });
}

function nextInSubject({ keyword, subject }: RuleBlock, last: string): Next {
  const given = textsOf(subject?.names ?? []);
  if (last === keyword.text) return need({ type: 'subject', given, anyone: true });
  if (last === ',' || last === 'except') return need({ type: 'subject', given, anyone: false });
  return last === 'anyone' ? may({ type: 'words', words: ['except'] }) : nothing;
}

function nextInSetting({ keyword: { text: name }, values }: BrokerSetting, last: string): Next {
  if (last === name) return need({ type: 'setting', name, product: undefined });
  return name === 'engine' && values[1] === null
    ? need({ type: 'setting', name, product: last })
    : nothing;
}

function nextInToken({ keyword, algorithms, max }: TokenSetting, last: string): Next {
  if (last === 'max') return need({ type: 'duration' });
  if (last === keyword.text || last === ',')
    return need({ type: 'algorithm', given: textsOf(algorithms) });
  return max === undefined ? may({ type: 'words', words: ['max'] }) : nothing;
}
