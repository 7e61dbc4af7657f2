import type { Place } from '../../source/source.js';

/** What follows from a remark for the broker, or for what was read. */
export type Effect =
  /** The broker does not start with this file. */
  | 'refused'
  /** Something that is written has no effect, or another one than it seems. */
  | 'lost'
  /** What the broker makes of it cannot be known from the file alone. */
  | 'unknown'
  /** Only newer brokers read it so. */
  | 'newer'
  /** It is as it should be, and no part of what most configurations have. */
  | 'besides';

/** Every kind of remark with its effect. */
export const EFFECTS = {
  /** The rest of the file was not read. */
  syntax: 'refused',
  /** A line `{{…}}`, which Amazon MQ knows and RabbitMQ does not. */
  section: 'unknown',
  include: 'unknown',
  /** `$(<file)` as a value. */
  'file-value': 'unknown',
  /** `$(key)` of a key that the file does not set: a default or a variable of the environment. */
  'unknown-substitution': 'unknown',
  /** A secret is part of a value that is none; whoever shows values must not show this one. */
  'secret-value': 'unknown',
  'circular-substitution': 'refused',
  'long-substitution': 'unknown',
  /** Before cuttlefish 3.6 a value in three quotes is a syntax error. */
  'multiline-value': 'newer',
  /** A `#` that touches a value, and with which its comment begins all the same. */
  'cut-by-comment': 'lost',
  'key-twice': 'lost',
  /** Characters from U+0080 to U+00FF: each becomes one byte, which is not their UTF-8. */
  'not-ascii': 'lost',
  'not-latin-1': 'refused',
  'unknown-alias-key': 'refused',
  'alias-without-scope': 'lost',
  'scope-without-alias': 'lost',
  'alias-twice': 'lost',
  /** Among more than 32 aliases it cannot be said which of two equal ones wins. */
  'alias-twice-among-many': 'unknown',
  /** A further audience, with scopes and aliases of its own. */
  'resource-server': 'besides',
  /** In advanced.config: a setting that says nothing of tokens and scopes. */
  'other-setting': 'besides',
  /** Of two resource servers with one id, the one that is not counted. */
  'resource-server-twice': 'lost',
  /** An alias of a resource server by index, where others are by name. */
  'alias-by-index': 'lost',
  /** No release of RabbitMQ knows the key, so that it stops the boot. */
  'unknown-key': 'refused',
  /** The value is not of the key's type in any release. */
  'wrong-value': 'refused',
  /** `auth_backends.N` where `N` is no integer. */
  'backend-position': 'refused',
  /** A backend that is given twice: as a whole and in part, or under `1` and `01`. */
  'backend-twice': 'refused',
  /** The management plugin asks other backends than the rest of the broker. */
  'other-http-backends': 'unknown',
  /** In advanced.config: backends that are no list of modules and pairs of modules. */
  'no-backends': 'unknown',
  /** In advanced.config: a pair with nobody to ask for rights, which permits all or stops the boot. */
  'no-rights-asked': 'unknown',
  /** In advanced.config: a string where a binary belongs, which releases take differently. */
  'string-for-binary': 'unknown',
  /** In advanced.config: a scope that is neither text nor atom, at which every sign-in fails. */
  'no-scope': 'unknown',
  /** advanced.config is no list of applications with their settings. */
  'not-a-configuration': 'refused',
  /** Nested deeper than is read, or an expression that is no plain term. */
  'not-a-term': 'unknown',
  /** In advanced.config: aliases that are no map, an alias or scope that is no binary. */
  'wrong-type': 'lost',
} as const satisfies Readonly<Record<string, Effect>>;

/** The kind of a remark. */
export type RemarkKind = keyof typeof EFFECTS;

/** Something that whoever reads a broker's configuration should know about it. */
export interface Remark {
  readonly kind: RemarkKind;
  readonly place: Place;
  /** The key, path, alias or index that it is about, if any. */
  readonly subject: string;
  /** What belongs there instead, where that is known. */
  readonly instead?: string;
}
