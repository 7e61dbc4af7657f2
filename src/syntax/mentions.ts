import type { ApiPhrase, Item, PolicyFile, Template, Word } from './tree.js';
import { walkItems } from './walk.js';

/** What a word stands for where it is written; a word that `declares` gives something its name. */
export type WordRole =
  | 'keyword'
  | 'broker'
  | 'role'
  | 'group'
  | 'profile'
  | 'parameter'
  | 'let'
  /** A member of a group: a role, a group or a broker. */
  | 'member'
  /** A role or group that a rule is about. */
  | 'subject'
  /** A broker or a group of brokers. */
  | 'on'
  /** The use of a profile. */
  | 'call'
  | 'verb'
  | 'kind'
  | 'clause'
  | 'tag'
  | 'api'
  | 'setting'
  | 'algorithm'
  | 'duration'
  | 'settings-key'
  | 'expect-code';

/** What a pattern, a value or a text stands for where it is written. */
export type TemplateRole =
  | 'vhost'
  | 'exchange'
  | 'queue'
  | 'stream'
  | 'exchange-type'
  | 'alternate'
  | 'dead-letter'
  | 'topology'
  | 'title'
  | 'arn'
  | 'let-value'
  | 'setting-value'
  | 'settings-value'
  /** A name in a phrase, of the kind that the phrase names. */
  | 'name'
  | 'key'
  | 'to'
  | 'from'
  | 'argument'
  /** The key and the value of a tag in a `where`. */
  | 'tag-key'
  | 'tag-value'
  | 'expect-reason';

/** A word or template of a file, and the items that it stands in, outermost first. */
export type Mention = { readonly items: readonly Item[] } & (
  | { readonly as: WordRole; readonly word: Word }
  | { readonly as: TemplateRole; readonly template: Template }
);

type Piece =
  | { readonly as: WordRole; readonly word: Word }
  | { readonly as: TemplateRole; readonly template: Template };

/** Every word and template of a file that is more than punctuation, in the order of the text. */
export function mentionsOf({ items }: PolicyFile): readonly Mention[] {
  const found: Mention[] = [];
  walkItems<readonly Item[]>(items, [], (item, around) => {
    const inside = [...around, item];
    for (const piece of piecesOf(item)) found.push({ items: inside, ...piece });
    return inside;
  });
  return found;
}

/** The words and templates of an item itself, without those of the items in it. */
function piecesOf(item: Item): readonly Piece[] {
  const expects = item.expects.flatMap(({ code, reason }) => [
    ...words('expect-code', code),
    ...templates('expect-reason', reason),
  ]);
  // The first verb or right opens its phrase, and is told as such.
  const opens = item.type === 'phrase' || item.type === 'api' || item.type === 'call';
  const isSetting = item.type === 'setting' || item.type === 'token';
  const keyword = opens ? [] : words(isSetting ? 'setting' : 'keyword', item.keyword);
  return [...expects, ...keyword, ...contentOf(item)];
}

function contentOf(item: Item): readonly Piece[] {
  switch (item.type) {
    case 'broker':
      return words('broker', ...item.names);
    case 'setting':
      return templates('setting-value', ...item.values);
    case 'token':
      return [...words('algorithm', ...item.algorithms), ...words('duration', item.max ?? null)];
    case 'let':
      return [...words('let', item.name), ...templates('let-value', item.value)];
    case 'settings':
      return item.entries.flatMap(({ key, value }) => [
        ...words('settings-key', key),
        ...templates('settings-value', value),
      ]);
    case 'role':
      return [...words('role', item.name), ...templates('arn', item.arn)];
    case 'group':
      return [...words('group', item.name), ...words('member', ...item.members)];
    case 'profile':
      return [...words('profile', item.name), ...words('parameter', ...item.parameters)];
    case 'vhost':
      return templates('vhost', item.pattern);
    case 'on':
      return words('on', ...item.brokers);
    case 'test':
      return templates('title', item.title);
    case 'exchange':
      return [
        ...templates('exchange', item.name),
        ...templates('exchange-type', item.exchangeType),
        ...templates('alternate', item.alternate),
      ];
    case 'queue':
    case 'stream':
      return [...templates(item.type, item.name), ...templates('dead-letter', item.deadLetter)];
    case 'topology':
      return templates('topology', item.file);
    case 'allow':
    case 'can':
    case 'never':
      return words('subject', ...(item.subject?.names ?? []));
    case 'phrase':
      return [
        ...words('verb', ...item.verbs),
        ...words('kind', item.kind),
        ...templates('name', ...item.names),
        ...item.clauses.flatMap(({ keyword, type, values }) => [
          ...words('clause', keyword),
          ...templates(type, ...values),
        ]),
      ];
    case 'connect':
      return [];
    case 'tag':
      return words('tag', ...item.tags);
    case 'api':
      return [...words('api', ...item.rights), ...conditionsOf(item)];
    case 'call':
      return [...words('call', item.keyword), ...templates('argument', ...item.arguments)];
  }
}

function conditionsOf({ where }: ApiPhrase): readonly Piece[] {
  if (where === null) return [];
  return [
    ...words('clause', where.keyword),
    ...where.conditions.flatMap(({ keyword, key, value }) => [
      ...words('clause', keyword),
      ...templates('tag-key', key),
      ...templates('tag-value', value),
    ]),
  ];
}

/** The patterns, values and texts of an item itself, but for those of its `@expect`. */
export function templatesOf(item: Item): readonly Template[] {
  return contentOf(item).flatMap((piece) => ('template' in piece ? [piece.template] : []));
}

function words(as: WordRole, ...found: readonly (Word | null)[]): readonly Piece[] {
  return found.flatMap((word) => (word === null ? [] : [{ as, word }]));
}

function templates(as: TemplateRole, ...found: readonly (Template | null)[]): readonly Piece[] {
  return found.flatMap((template) => (template === null ? [] : [{ as, template }]));
}
