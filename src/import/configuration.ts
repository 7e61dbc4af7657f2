import { roleAccess } from '../program/diff/configuration.js';
import { at, describeDoubt, signInDoubts } from '../program/diff/doubts.js';
import { entrances } from '../program/diff/entrances.js';
import { overlayAdvanced } from '../rabbitmq/read/advanced.js';
import type { ReadAlias } from '../rabbitmq/read/aliases.js';
import { INTERNAL } from '../rabbitmq/read/backends.js';
import {
  effectivePrefix,
  EMPTY_CONFIG,
  type BrokerConfig,
} from '../rabbitmq/read/broker-config.js';
import { readConf } from '../rabbitmq/read/conf.js';
import { lookups, SCOPE_CLAIM } from '../rabbitmq/read/lookups.js';
import { EFFECTS, type Remark, type RemarkKind } from '../rabbitmq/read/remark.js';
import { decodeScope, type IgnoredBecause } from '../rabbitmq/read/scope.js';
import { otherEntrances, tokenSignIn } from '../rabbitmq/read/sign-in.js';
import { isSecretKey } from '../rabbitmq/settings/secret.js';
import type { Place, Source } from '../source/source.js';
import { givenScope, sayable, type Subject } from './subject.js';

/** What a broker's configuration says that a policy can say too. */
export interface ImportedConfiguration {
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
  /** The URL of the keys' issuer, whoever that is. */
  readonly issuer: string | undefined;
  readonly internalUsers: boolean;
  /** The aliases, by which tokens get scopes. */
  readonly subjects: readonly Subject[];
  /** What is not imported, and what the broker passes over, a line each. */
  readonly remarks: readonly string[];
}

/** A configuration, or why it cannot be read: a line each, without a full stop. */
export type ReadImport =
  | { readonly ok: true; readonly configuration: ImportedConfiguration }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Remarks after which nothing more of a file is known. */
const FATAL: readonly RemarkKind[] = ['syntax', 'not-a-term', 'not-a-configuration'];

/** Remarks about a value that is not what stands there, so that it is neither used nor shown. */
const UNKNOWN_VALUE: readonly RemarkKind[] = [
  'file-value',
  'unknown-substitution',
  'secret-value',
  'circular-substitution',
  'long-substitution',
  'not-latin-1',
  'string-for-binary',
];

/** Without these nothing can be said of any scope. */
const NEEDED = ['resource_server_id', 'scope_prefix'];

/** The first words of the settings that decide what is given to whom. */
const DECISIVE = ['auth_oauth2', 'auth_backends', 'auth_cache', 'http_dispatch'];

/** Reads a rabbitmq.conf, an advanced.config, or both. */
export function importConfiguration(conf?: Source, advanced?: Source): ReadImport {
  const basic = conf === undefined ? EMPTY_CONFIG : readConf(conf);
  const config = advanced === undefined ? basic : overlayAdvanced(basic, advanced);
  const fatal = config.remarks.filter(({ kind }) => FATAL.includes(kind));
  if (fatal.length > 0) return { ok: false, reasons: fatal.flatMap(described) };
  const unknown = config.remarks.filter(({ kind }) => UNKNOWN_VALUE.includes(kind));
  const isUnknown = (place: Place | undefined): boolean =>
    place !== undefined && unknown.some((remark) => touches(remark.place, place));
  const needed = [
    config.audiencePlace,
    ...NEEDED.map((key) => config.settings.get(`auth_oauth2.${key}`)?.place),
  ];
  const without = unknown.filter(({ place }) =>
    needed.some((one) => one !== undefined && touches(place, one)),
  );
  if (without.length > 0) return { ok: false, reasons: without.flatMap(described) };

  // A file of aliases alone says nothing of backends: then tokens are taken to count.
  const backends = conf === undefined && config.backends === undefined;
  const signIn = backends ? ({ kind: 'scopes' } as const) : tokenSignIn(config);
  const counts =
    signIn.kind === 'scopes' ||
    (signIn.kind === 'unknown' && ['asked-first', 'empty-audience'].includes(signIn.because));
  const prefix = effectivePrefix(config);
  const remarks = [...toldOf(config)];
  if (!isUnknownBackend(config, isUnknown))
    remarks.push(
      ...signInDoubts(config, signIn).map((doubt) => doubt.replace('to compare', 'to import')),
    );
  const count = config.aliases.size;
  const [aliases, give, say] =
    count === 1 ? ['the alias', 'gives', 'says'] : [`the ${count} aliases`, 'give', 'say'];
  if (count > 0 && prefix === undefined)
    remarks.push(
      `no token is accepted without \`auth_oauth2.resource_server_id\`: ${aliases} ${give} nothing${conf === undefined ? '; name rabbitmq.conf too' : ''}`,
    );
  else if (count > 0 && !counts)
    remarks.push(
      signIn.kind === 'nobody'
        ? `no backend takes tokens: ${aliases} ${give} nothing; with \`auth_backends.1 = oauth2\` it would be otherwise`
        : `what ${aliases} ${say} does not decide what a token is given, and is not imported`,
    );
  const entered = counts && prefix !== undefined;
  if (entered && count > 0) remarks.push(...toldOfEntrances(config, prefix));
  const lost: string[] = [];
  const subjects = entered
    ? Array.from(config.aliases, ([name, alias]) =>
        subjectOf(name, alias, prefix, config, isUnknown, lost),
      ).filter((subject) => subject !== undefined)
    : [];
  return {
    ok: true,
    configuration: {
      audience: config.audience === '' ? undefined : config.audience,
      scopePrefix: prefix,
      issuer: issuerOf(config, isUnknown),
      internalUsers: backends || otherEntrances(config).some(({ module }) => module === INTERNAL),
      subjects,
      remarks: [...remarks, ...lost],
    },
  };
}

function described(remark: Remark): readonly string[] {
  return describeDoubt(remark, 'import');
}

function touches(a: Place, b: Place): boolean {
  return a.source === b.source && a.range.start <= b.range.end && b.range.start <= a.range.end;
}

/** A module whose name is not known, or is a secret, is not named. */
function isUnknownBackend(
  { backends = [], cached }: BrokerConfig,
  isUnknown: (place: Place | undefined) => boolean,
): boolean {
  return [...backends, ...(cached === undefined ? [] : [cached])].some(({ place }) =>
    isUnknown(place),
  );
}

function issuerOf(
  { issuer, jwksUrl, settings }: BrokerConfig,
  isUnknown: (place: Place | undefined) => boolean,
): string | undefined {
  const url = jwksUrl ?? issuer;
  const setting = [...settings.values()].find(({ value }) => value === url);
  if (url === undefined || isUnknown(setting?.place)) return undefined;
  return url.replace(/\/\.well-known\/jwks\.json$/, '');
}

/** What the reader says, as far as it bears on who may do what. */
function toldOf({ remarks, settings }: BrokerConfig): readonly string[] {
  const settingOf = new Map(
    [...settings.values()].map(({ key, place }) => [place, key[0] ?? ''] as const),
  );
  const servers = remarks.find(({ kind }) => kind === 'resource-server');
  return remarks.flatMap((remark) => {
    const { kind, place, subject } = remark;
    if (kind === 'resource-server' && remark !== servers) return [];
    const group =
      settingOf.get(place) ?? (kind === 'key-twice' ? subject.split('.')[0] : undefined);
    if (group !== undefined && !DECISIVE.includes(group) && EFFECTS[kind] !== 'refused') return [];
    const lost = LOST[kind];
    return lost === undefined ? described(remark) : [at(place, lost(remark))];
  });
}

/** What is lost by a remark, in words. */
const LOST: Readonly<Partial<Record<RemarkKind, (remark: Remark) => string>>> = {
  'key-twice': ({ subject, place }) => {
    const earlier = isSecretKey(subject) ? 'what stands here' : `\`${shown(place)}\``;
    return `${earlier} is lost: \`${subject}\` is given again, and the last one counts`;
  },
  'not-ascii': ({ subject }) =>
    `\`${subject}\` holds a character that is not ASCII, which the broker reads as one byte of Latin-1`,
  'alias-without-scope': ({ subject }) =>
    `the alias under \`${subject}\` is lost: it has no \`.scope\``,
  'scope-without-alias': ({ subject }) =>
    `the scopes under \`${subject}\` are lost: they have no \`.alias\``,
  'alias-twice': ({ subject }) =>
    `the alias \`${text(subject)}\` stands twice, and what it gives here is lost`,
  'wrong-type': ({ subject }) =>
    `what stands here is passed over: it is none of what the broker takes for \`${text(subject)}\``,
  'multiline-value': () => 'only RabbitMQ 4.1.5 and later take a value in three quotes',
};

/** What stands at a place, cut where it is long. */
function shown({ source, range }: Place): string {
  return cut(source.slice(range));
}

function cut(whole: string): string {
  return whole.length > 120 ? `${whole.slice(0, 120)}…` : whole;
}

/** The text of some bytes, a character each. */
function text(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

/** Whom the broker lets in where a policy's broker is stricter or names roles elsewhere. */
function toldOfEntrances(config: BrokerConfig, prefix: string): readonly string[] {
  const all = entrances(config, true, prefix);
  const stricter = all.filter(
    ({ kind, id }) => kind === 'loosened' || (kind === 'audience' && id === '*'),
  );
  const own = all.filter(({ kind }) => kind === 'own-scopes' || kind === 'scope-claim');
  const elsewhere = lookups(config).filter((claim) => claim !== SCOPE_CLAIM && claim !== 'sub');
  const key = config.settings.get('auth_oauth2.additional_scopes_key')?.place;
  return [
    ...stricter.map(({ who, place }) =>
      at(place, `${who} are let in; what is compiled from a policy refuses them`),
    ),
    ...own.map(({ who, place }) => at(place, `${who} have those, and no file tells which`)),
    ...elsewhere.map((claim) =>
      at(
        key,
        `aliases are looked for in the claim \`${text(claim)}\`; AWS names the role in \`sub\`, and there a policy looks`,
      ),
    ),
    ...(lookups(config).includes('sub') || elsewhere.length > 0
      ? []
      : [
          'aliases are looked for in the claim `scope` alone; AWS names the role in `sub`, and there a policy looks',
        ]),
    ...otherEntrances(config)
      .filter(({ module }) => module !== INTERNAL)
      .map(({ module, place }) =>
        at(place, `whom \`${module}\` lets in is not known, and is not imported`),
      ),
  ];
}

/** What one alias gives; undefined where that cannot be known. */
function subjectOf(
  name: string,
  alias: ReadAlias,
  prefix: string,
  config: BrokerConfig,
  isUnknown: (place: Place | undefined) => boolean,
  lost: string[],
): Subject | undefined {
  const scopes = alias.scopes;
  const doubtful = config.remarks.some(
    ({ kind, subject }) =>
      (kind === 'no-scope' || kind === 'alias-twice-among-many') && subject === name,
  );
  // What stands there was told above, by what is unknown of it.
  if (isUnknown(alias.place) || scopes.some(({ place }) => isUnknown(place)) || doubtful) {
    lost.push(at(alias.place, 'what this alias gives cannot be known, and it is not imported'));
    return undefined;
  }
  for (const { text: scope, place } of scopes) {
    const decoded = decodeScope(scope, prefix);
    const because =
      decoded.kind === 'ignored'
        ? DEAD[decoded.because](scope.slice(prefix.length), text(prefix))
        : decoded.kind === 'claims'
          ? 'takes a claim of the token in, which no policy can say: it is not imported'
          : undefined;
    if (because !== undefined) lost.push(at(place, `\`${cut(text(scope))}\` ${because}`));
  }
  const given = roleAccess(name, alias, prefix).scopes.flatMap((one) => {
    if (one.scope.kind === 'tag') return [one];
    const said = sayable(one.scope);
    if (said.lost !== undefined)
      lost.push(at(one.place, `\`${shown(one.place)}\` is not imported whole: ${said.lost}`));
    return said.scope === undefined ? [] : [givenScope(said.scope, one.place)];
  });
  if (given.length === 0)
    lost.push(at(alias.place, `the alias \`${cut(text(name))}\` gives nothing`));
  return { name: text(name), from: 'alias', place: alias.place, scopes: given };
}

/** Why the broker passes over a scope, as the end of a sentence about it. */
const DEAD: Readonly<Record<IgnoredBecause, (bare: string, prefix: string) => string>> = {
  'no-prefix': (_, prefix) =>
    `gives nothing: it does not start with the scope prefix \`${prefix}\``,
  'no-permission': () =>
    'gives nothing: behind the prefix stands none of `configure:`, `write:`, `read:` and `tag:`',
  parts: (bare) => {
    const slashes = bare.split('/').length - 1;
    return `gives nothing: it has ${slashes === 0 ? 'no slash' : `${slashes} slashes`}, and RabbitMQ counts scopes with one or two; one in a name is written \`%2F\``;
  },
  'unknown-tag': () => 'gives nothing: RabbitMQ knows no such tag',
};
