import type {
  Clause,
  Expect,
  Item,
  Node,
  SettingsEntry,
  Subject,
  TagTest,
  Template,
  WhereClause,
  Word,
} from './tree.js';

/*
 * What nodes consist of: a row for each kind of item, and what a word or template is where it stands.
 * Whatever goes through the insides of items goes by this table.
 */

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
  /** The id of an MQTT client. */
  | 'client'
  | 'argument'
  /** The key and the value of a tag in a `where`. */
  | 'tag-key'
  | 'tag-value'
  | 'expect-reason';

/** A word or template in an item. */
export type Piece =
  | { readonly as: WordRole; readonly word: Word }
  | { readonly as: TemplateRole; readonly template: Template };

/** What the nodes in a field are: words, templates, or nodes with a row of their own. */
type FieldPart =
  | { readonly word: WordRole }
  | { readonly template: TemplateRole }
  | { readonly row: AnyFields }
  /** Nodes whose type tells which row is theirs. */
  | { readonly rows: Readonly<Record<string, AnyFields>> }
  /** The items in a block, which have their own walk. */
  | 'items'
  /** The keyword of a phrase, which is the first of its verbs or rights, and told as such. */
  | 'first';

interface AnyFields {
  readonly [field: string]: FieldPart;
}

/** The fields of a node that hold nodes, each with what these are, in the order of the text. */
type Fields<N> = { readonly [Field in ChildField<N>]: PartFor<Child<N[Field]>, Field> };

type ChildField<N> = {
  [Field in keyof N]-?: [Child<N[Field]>] extends [never] ? never : Field;
}[keyof N];

type Child<Value> = Extract<Value extends readonly (infer One)[] ? One : Value, Node>;

/** Items stand in a field of one name, by which the walk over them finds them. */
type PartFor<N, Field> = N extends Item
  ? Field extends 'items'
    ? 'items'
    : never
  : N extends Template
    ? { readonly template: TemplateRole }
    : N extends Word
      ? { readonly word: WordRole } | (Field extends 'keyword' ? 'first' : never)
      : { readonly row: Fields<N> } | { readonly rows: FieldsByType<N> };

type FieldsByType<N> = N extends { readonly type: infer Type extends string }
  ? Readonly<Record<Type, Fields<N>>>
  : never;

type ItemOf<Type extends Item['type'], One = Item> = One extends { readonly type: infer Types }
  ? Type extends Types
    ? One
    : never
  : never;

const expects: { readonly row: Fields<Expect> } = {
  row: { code: { word: 'expect-code' }, reason: { template: 'expect-reason' } },
};
const item = { expects, keyword: { word: 'keyword' } } as const;
const setting = { expects, keyword: { word: 'setting' } } as const;
const phrase = { expects, keyword: 'first' } as const;

const queue = { template: 'queue' } as const;
const deadLetter = { template: 'dead-letter' } as const;
const subject: { readonly row: Fields<Subject> } = { row: { names: { word: 'subject' } } };
const rule = { ...item, subject, items: 'items' } as const;

const clause = { word: 'clause' } as const;
const clauses: Readonly<Record<Clause['type'], Fields<Clause>>> = {
  key: { keyword: clause, values: { template: 'key' } },
  to: { keyword: clause, values: { template: 'to' } },
  from: { keyword: clause, values: { template: 'from' } },
  'dead-letter': { keyword: clause, values: deadLetter },
  alternate: { keyword: clause, values: { template: 'alternate' } },
  client: { keyword: clause, values: { template: 'client' } },
};
const condition: Fields<TagTest> = {
  keyword: clause,
  key: { template: 'tag-key' },
  value: { template: 'tag-value' },
};
const where: Fields<WhereClause> = { keyword: clause, conditions: { row: condition } };
const entry: Fields<SettingsEntry> = {
  key: { word: 'settings-key' },
  value: { template: 'settings-value' },
};

const rows: { readonly [Type in Item['type']]: Fields<ItemOf<Type>> } = {
  broker: { ...item, names: { word: 'broker' }, items: 'items' },
  setting: { ...setting, values: { template: 'setting-value' } },
  token: { ...setting, algorithms: { word: 'algorithm' }, max: { word: 'duration' } },
  let: { ...item, name: { word: 'let' }, value: { template: 'let-value' } },
  settings: { ...item, entries: { row: entry } },
  role: { ...item, name: { word: 'role' }, arn: { template: 'arn' } },
  group: { ...item, name: { word: 'group' }, members: { word: 'member' } },
  profile: {
    ...item,
    name: { word: 'profile' },
    parameters: { word: 'parameter' },
    items: 'items',
  },
  vhost: { ...item, pattern: { template: 'vhost' }, items: 'items' },
  on: { ...item, brokers: { word: 'on' }, items: 'items' },
  test: { ...item, title: { template: 'title' }, items: 'items' },
  exchange: {
    ...item,
    name: { template: 'exchange' },
    exchangeType: { template: 'exchange-type' },
    alternate: { template: 'alternate' },
  },
  queue: { ...item, name: queue, deadLetter },
  stream: { ...item, name: { template: 'stream' }, deadLetter },
  topology: { ...item, file: { template: 'topology' } },
  allow: rule,
  can: rule,
  never: rule,
  phrase: {
    ...phrase,
    verbs: { word: 'verb' },
    kind: { word: 'kind' },
    names: { template: 'name' },
    clauses: { rows: clauses },
  },
  connect: item,
  tag: { ...item, tags: { word: 'tag' } },
  api: { ...phrase, rights: { word: 'api' }, where: { row: where } },
  call: { expects, keyword: { word: 'call' }, arguments: { template: 'argument' } },
};

/** The words and templates of an item itself, without those of the items in it, in the order of the text. */
export function piecesOf(item: Item): readonly Piece[] {
  const found: Piece[] = [];
  collect(item, rows[item.type], found);
  return found;
}

function collect(node: Node, row: AnyFields, found: Piece[]): void {
  for (const [field, part] of Object.entries(row)) {
    if (part === 'items' || part === 'first') continue;
    for (const child of nodesIn(node, field))
      if ('row' in part) collect(child, part.row, found);
      else if ('rows' in part) collect(child, part.rows[typeOf(child)] ?? {}, found);
      else if ('word' in part) {
        if (isWord(child)) found.push({ as: part.word, word: child });
      } else if (isTemplate(child)) found.push({ as: part.template, template: child });
  }
}

/** The nodes in a field, which holds one or a list, and `null` for what is missing from the text. */
function nodesIn(node: Node, field: string): readonly Node[] {
  const value: unknown = Reflect.get(node, field);
  return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function isWord(node: Node): node is Word {
  return 'text' in node;
}

function isTemplate(node: Node): node is Template {
  return 'parts' in node;
}

function typeOf(node: Node): string {
  return 'type' in node ? String(node.type) : '';
}
