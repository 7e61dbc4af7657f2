import type { TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';

/*
 * The syntax tree: what stands in a file, before any name is looked up. A part that is missing from
 * the text is `null`; the parser has reported it then, and later passes pass over it in silence.
 */

/** What every node has: its stretch of the text, without the blanks and comments around it. */
export interface Node {
  readonly range: TextRange;
}

/** A keyword or an identifier, as written. */
export interface Word extends Node {
  readonly text: string;
}

/** A piece of a pattern or value: literal text (decoded), the wildcard `*`, or `${name}`. */
export type TemplatePart =
  | ({ readonly type: 'text'; readonly text: string } & Node)
  | ({ readonly type: 'wildcard' } & Node)
  | ({ readonly type: 'interpolation'; readonly name: string } & Node);

/** A pattern or a value, bare or quoted, with escapes decoded and interpolations not yet resolved. */
export interface Template extends Node {
  readonly quoted: boolean;
  /** The whole of it, where it is nothing but text. */
  readonly literal: string | undefined;
  readonly parts: readonly TemplatePart[];
}

/** `@expect(CODE, "reason")`: accepts a warning in the item that it stands before. */
export interface Expect extends Node {
  readonly code: Word | null;
  readonly reason: Template | null;
}

/** A `#` comment, from the `#` to the end of its line. */
export interface Comment extends Node {
  readonly text: string;
}

/** What may stand in a block. `expects` are the `@expect` before it, `range` starts behind them. */
export interface ItemBase extends Node {
  readonly expects: readonly Expect[];
  /** The word that opens the item, on which a remark about the whole item is shown. */
  readonly keyword: Word;
}

export interface BrokerDeclaration extends ItemBase {
  readonly type: 'broker';
  readonly names: readonly (Word | null)[];
  readonly items: readonly Item[];
}

/** `engine amazon-mq 4.2`, `region eu-west-1`, …: a named setting with the words of its value. */
export interface BrokerSetting extends ItemBase {
  readonly type: 'setting';
  readonly values: readonly (Template | null)[];
}

/** `token ES384, RS256 max 15m`. */
export interface TokenSetting extends ItemBase {
  readonly type: 'token';
  readonly algorithms: readonly (Word | null)[];
  readonly max: Word | null | undefined;
}

export interface LetDeclaration extends ItemBase {
  readonly type: 'let';
  readonly name: Word | null;
  readonly value: Template | null;
}

/** `settings { key = value }`: further lines of rabbitmq.conf. */
export interface SettingsBlock extends ItemBase {
  readonly type: 'settings';
  readonly entries: readonly SettingsEntry[];
}

export interface SettingsEntry extends Node {
  readonly key: Word;
  readonly value: Template | null;
}

export interface RoleDeclaration extends ItemBase {
  readonly type: 'role';
  readonly name: Word | null;
  readonly arn: Template | null;
}

export interface GroupDeclaration extends ItemBase {
  readonly type: 'group';
  readonly name: Word | null;
  readonly members: readonly (Word | null)[];
}

export interface ProfileDeclaration extends ItemBase {
  readonly type: 'profile';
  readonly name: Word | null;
  readonly parameters: readonly (Word | null)[];
  readonly items: readonly Item[];
}

export interface VhostBlock extends ItemBase {
  readonly type: 'vhost';
  readonly pattern: Template | null;
  readonly items: readonly Item[];
}

export interface OnBlock extends ItemBase {
  readonly type: 'on';
  readonly brokers: readonly (Word | null)[];
  readonly items: readonly Item[];
}

export interface TestBlock extends ItemBase {
  readonly type: 'test';
  readonly title: Template | null;
  readonly items: readonly Item[];
}

export interface ExchangeDeclaration extends ItemBase {
  readonly type: 'exchange';
  readonly name: Template | null;
  readonly exchangeType: Template | null;
  readonly alternate: Template | null;
}

export interface QueueDeclaration extends ItemBase {
  readonly type: 'queue' | 'stream';
  readonly name: Template | null;
  readonly deadLetter: Template | null;
}

export interface TopologyDeclaration extends ItemBase {
  readonly type: 'topology';
  readonly file: Template | null;
}

/** Whom an `allow`, `can` or `never` is about: the roles and groups named, or anyone but those. */
export interface Subject extends Node {
  readonly anyone: boolean;
  readonly names: readonly (Word | null)[];
}

/** `allow`, `can` or `never` with its phrases. */
export interface RuleBlock extends ItemBase {
  readonly type: 'allow' | 'can' | 'never';
  readonly subject: Subject | null;
  readonly items: readonly Item[];
}

/** The kind of thing that a phrase is about. */
export type ResourceKind = 'queue' | 'stream' | 'super-stream' | 'exchange' | 'resource' | 'mqtt';

/** A clause of a phrase: routing keys, the exchange that the operation involves besides, or the clients that do it. */
export interface Clause extends Node {
  readonly keyword: Word;
  readonly type: 'key' | 'to' | 'from' | 'dead-letter' | 'alternate' | 'client';
  readonly values: readonly (Template | null)[];
}

/** `VERB, … KIND PATTERN, … CLAUSE …`. */
export interface ResourcePhrase extends ItemBase {
  readonly type: 'phrase';
  readonly verbs: readonly (Word | null)[];
  readonly kind: (Word & { readonly text: ResourceKind }) | null;
  readonly names: readonly (Template | null)[];
  readonly clauses: readonly Clause[];
}

export interface ConnectPhrase extends ItemBase {
  readonly type: 'connect';
}

export interface TagPhrase extends ItemBase {
  readonly type: 'tag';
  readonly tags: readonly (Word | null)[];
}

/** `deploy`, `observe`, `reboot`, `create` and `mq:ACTION`. */
export interface ApiPhrase extends ItemBase {
  readonly type: 'api';
  readonly rights: readonly (Word | null)[];
  readonly where: WhereClause | null;
}

/** `where tag K = V, request-tag K = V`: the conditions of the rights before it. */
export interface WhereClause extends Node {
  readonly keyword: Word;
  readonly conditions: readonly TagTest[];
}

/** `tag K = V` or `request-tag K = V`; without a keyword where that is missing or misspelt beyond use. */
export interface TagTest extends Node {
  readonly keyword: (Word & { readonly text: TagWord }) | null;
  readonly key: Template | null;
  readonly value: Template | null;
}

/** Whose tag a condition is about. */
export type TagWord = 'tag' | 'request-tag';

/** The use of a profile, `NAME(args)`. */
export interface CallPhrase extends ItemBase {
  readonly type: 'call';
  readonly arguments: readonly (Template | null)[];
}

export type Phrase = ResourcePhrase | ConnectPhrase | TagPhrase | ApiPhrase | CallPhrase;

/** Whatever may stand in a block; the parser reports one that stands in a block it is not for. */
export type Item =
  | BrokerDeclaration
  | BrokerSetting
  | TokenSetting
  | LetDeclaration
  | SettingsBlock
  | RoleDeclaration
  | GroupDeclaration
  | ProfileDeclaration
  | VhostBlock
  | OnBlock
  | TestBlock
  | ExchangeDeclaration
  | QueueDeclaration
  | TopologyDeclaration
  | RuleBlock
  | Phrase;

/** One parsed file. Comments are kept beside the items, in the order of the text. */
export interface PolicyFile {
  readonly source: Source;
  readonly items: readonly Item[];
  readonly comments: readonly Comment[];
  /** The stretches that were skipped or whose names could not be read: what they declare is unknown. */
  readonly lost: readonly TextRange[];
  /** Where the mistakes are that the parser told. */
  readonly mistakes: readonly TextRange[];
  /** The lines, or pieces of them between braces, that do not say what was meant: more mistakes there follow. */
  readonly broken: readonly TextRange[];
}
