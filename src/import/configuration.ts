import { roleAccess } from '../program/diff/configuration.js';
import { at, signInDoubts } from '../program/diff/doubts.js';
import type { SigningAlgorithm } from '../aws/sts-tokens.js';
import type { Engine } from '../rabbitmq/engines.js';
import { importLines, type KeptLine } from './conf-lines.js';
import { overlayAdvanced } from '../rabbitmq/read/advanced.js';
import type { ReadAlias } from '../rabbitmq/read/aliases.js';
import { INTERNAL } from '../rabbitmq/read/backends.js';
import {
  effectivePrefix,
  EMPTY_CONFIG,
  type BrokerConfig,
} from '../rabbitmq/read/broker-config.js';
import { readConf } from '../rabbitmq/read/conf.js';
import type { RemarkKind } from '../rabbitmq/read/remark.js';
import { perAudience } from '../rabbitmq/read/per-audience.js';
import { decodeScope, type IgnoredBecause } from '../rabbitmq/read/scope.js';
import { otherEntrances, tokenSignIn } from '../rabbitmq/read/sign-in.js';
import type { Place, Source } from '../source/source.js';
import { cut, shown, text } from '../program/diff/passed-over.js';
import { describedForImport, toldOf, toldOfEntrances } from './configuration-remarks.js';
import { algorithmsOf, issuerOf } from './signing.js';
import { givenScope, sayable, type Subject } from './subject.js';

/** What a broker's configuration gives to the tokens of one audience. */
export interface ImportedAudience {
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
  /** The issuer of the keys, whoever that is, as a policy can say it. */
  readonly issuer: string | undefined;
  /** How tokens may be signed; undefined where nothing is said of it. */
  readonly algorithms: readonly SigningAlgorithm[] | undefined;
  /** The aliases, by which tokens get scopes. */
  readonly subjects: readonly Subject[];
}

/** What a broker's configuration says that a policy can say too. */
export interface ImportedConfiguration {
  /** One at least; a broker with further resource servers has several. */
  readonly audiences: readonly ImportedAudience[];
  readonly internalUsers: boolean;
  /** The lines of rabbitmq.conf that a policy can set. */
  readonly settings: readonly KeptLine[];
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

/** Reads a rabbitmq.conf, an advanced.config, or both. */
export function importConfiguration(
  engine: { readonly engine: Engine; readonly engineText: string },
  conf?: Source,
  advanced?: Source,
): ReadImport {
  const basic = conf === undefined ? EMPTY_CONFIG : readConf(conf);
  const config = advanced === undefined ? basic : overlayAdvanced(basic, advanced);
  const fatal = config.remarks.filter(({ kind }) => FATAL.includes(kind));
  if (fatal.length > 0) return { ok: false, reasons: fatal.flatMap(describedForImport) };
  const unknown = config.remarks.filter(({ kind }) => UNKNOWN_VALUE.includes(kind));
  const isUnknown: IsUnknown = (place) =>
    place !== undefined && unknown.some((remark) => touches(remark.place, place));
  const all = perAudience(config);
  // Without these nothing can be said of any scope.
  const needed = [
    ...all.flatMap(({ audiencePlace }) => audiencePlace ?? []),
    ...[...config.settings.values()]
      .filter(({ key }) => NEEDED.includes(key.at(-1) ?? '') && key[0] === 'auth_oauth2')
      .map(({ place }) => place),
  ];
  const without = unknown.filter(
    ({ kind, place }) => kind === 'string-for-binary' || needed.some((one) => touches(place, one)),
  );
  if (without.length > 0) return { ok: false, reasons: without.flatMap(describedForImport) };
  // A file of aliases alone says nothing of backends: then tokens are taken to count.
  const isAlone = conf === undefined && config.backends === undefined;
  const read = all.map((one) => ofAudience(one, isAlone, isUnknown));
  const remarks = [...toldOf(config), ...read.flatMap((one) => one.remarks)];
  if (all.length > 1) remarks.push(severalAudiences(all));
  const lines = importLines(config, engine, ({ place }) => isUnknown(place));
  return {
    ok: true,
    configuration: {
      audiences: read.map(({ imported }) => imported),
      internalUsers: isAlone || otherEntrances(config).some(({ module }) => module === INTERNAL),
      settings: lines.kept,
      remarks: [...new Set([...remarks, ...read.flatMap(({ lost }) => lost), ...lines.remarks])],
    },
  };
}

/** The last words of keys without whose values nothing can be said of any scope. */
const NEEDED = ['resource_server_id', 'scope_prefix'];

type IsUnknown = (place: Place | undefined) => boolean;

function severalAudiences(all: readonly BrokerConfig[]): string {
  const names = all.map(({ audience = '' }) => `\`${text(audience)}\``).join(', ');
  return `the broker has ${all.length} resource servers, each with tokens of its own: each is a broker of the policy (${names}), and \`compile\` writes a configuration for each`;
}

/** What a configuration gives to the tokens of its audience. */
function ofAudience(
  config: BrokerConfig,
  isAlone: boolean,
  isUnknown: IsUnknown,
): {
  readonly imported: ImportedAudience;
  readonly remarks: readonly string[];
  /** What of the aliases is not imported. */
  readonly lost: readonly string[];
} {
  const signIn = isAlone ? ({ kind: 'scopes' } as const) : tokenSignIn(config);
  const counts =
    signIn.kind === 'scopes' ||
    (signIn.kind === 'unknown' && ['asked-first', 'empty-audience'].includes(signIn.because));
  const prefix = effectivePrefix(config);
  const remarks: string[] = [];
  if (!isUnknownBackend(config, isUnknown))
    remarks.push(
      ...signInDoubts(config, signIn).map((doubt) => doubt.replace('to compare', 'to import')),
    );
  const count = config.aliases.size;
  const [aliases, give, say] =
    count === 1 ? ['the alias', 'gives', 'says'] : [`the ${count} aliases`, 'give', 'say'];
  if (count > 0 && prefix === undefined)
    remarks.push(
      `no token is accepted without \`auth_oauth2.resource_server_id\`: ${aliases} ${give} nothing${isAlone ? '; name rabbitmq.conf too' : ''}`,
    );
  else if (count > 0 && !counts)
    remarks.push(
      signIn.kind === 'nobody'
        ? `no backend takes tokens: ${aliases} ${give} nothing; with \`auth_backends.1 = oauth2\` it would be otherwise`
        : `what ${aliases} ${say} does not decide what a token is given, and is not imported`,
    );
  const entered = counts && prefix !== undefined;
  if (entered && count > 0) remarks.push(...toldOfEntrances(config, prefix));
  const issuer = issuerOf(config, isUnknown);
  remarks.push(...issuer.remarks);
  const signed = entered && !isAlone ? algorithmsOf(config) : { remarks: [] };
  remarks.push(...signed.remarks);
  const lost: string[] = [];
  const subjects = entered
    ? Array.from(config.aliases, ([name, alias]) =>
        subjectOf(name, alias, prefix, config, isUnknown, lost),
      ).filter((subject) => subject !== undefined)
    : [];
  const audience = config.audience === '' ? undefined : config.audience;
  return {
    imported: {
      audience,
      scopePrefix: prefix,
      issuer: issuer.issuer,
      algorithms: signed.algorithms,
      subjects,
    },
    remarks,
    lost,
  };
}

function touches(a: Place, b: Place): boolean {
  return a.source === b.source && a.range.start <= b.range.end && b.range.start <= a.range.end;
}

/** A module whose name is not known, or is a secret, is not named. */
function isUnknownBackend({ backends = [], cached }: BrokerConfig, isUnknown: IsUnknown): boolean {
  return [...backends, ...(cached === undefined ? [] : [cached])].some(({ place }) =>
    isUnknown(place),
  );
}

/** What one alias gives; undefined where that cannot be known. */
function subjectOf(
  name: string,
  alias: ReadAlias,
  prefix: string,
  config: BrokerConfig,
  isUnknown: IsUnknown,
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
