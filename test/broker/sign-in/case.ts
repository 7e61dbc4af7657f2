import type { ConfigFiles } from '../../bed/offline.js';
import type { Suite } from '../../bed/tree.js';
import type { Chance } from '../../random/chance.js';

/** The role that has an alias. */
export const ROLE = 'arn:aws:iam::111122223333:role/r';
export const AUDIENCE = 'rabbitmq';

/** A module that no RabbitMQ comes with. */
export const NO_MODULE = 'bed_no_such_backend';

/** How a configuration signs people in, and its files. */
export interface SignInCase {
  readonly files: ConfigFiles;
  /** The backends as they are written, for the tally. */
  readonly chain: string;
}

const SHORT = ['oauth2', 'oauth2', 'oauth2', 'oauth', 'internal', 'cache', 'dummy', NO_MODULE];
const LONG = ['oauth2', 'oauth2', 'oauth2', 'internal', 'cache', 'dummy'].map(
  (name) => `rabbit_auth_backend_${name}`,
);
const PAIRED = ['oauth2', 'oauth2', 'oauth2', 'internal', 'cache', 'dummy'];

/** A random configuration: backends in all spellings, with all that decides whom scopes are counted for. */
export function signInCase(suite: Suite, issuer: string, chance: Chance): SignInCase {
  const { pick, maybe } = chance;
  const inAdvanced = maybe(0.35);
  const conf = inAdvanced ? [] : confBackends(chance);
  const term = inAdvanced ? advancedBackends(chance) : undefined;
  const prefix = pick(['', '', 'p:', "''", 'x.', 'arn:aws:iam::111122223333:role/']);
  const key = pick([
    'sub',
    'sub',
    'sub',
    'sub',
    'sub',
    'sub',
    '',
    'groups',
    'sub groups',
    "''",
    '.sub',
  ]);
  const aliasesInConf = suite === 'forky' && maybe(0.5);
  const written = prefix === '' ? `${AUDIENCE}.` : prefix.replaceAll("'", '');
  const scopes = ['read:v/a', 'tag:management'].map((scope) => written + scope);
  const lines = [
    ...conf,
    ...cacheLines(chance),
    ...(maybe(0.92) ? [`auth_oauth2.resource_server_id = ${AUDIENCE}`] : []),
    ...(prefix === '' ? [] : [`auth_oauth2.scope_prefix = ${prefix}`]),
    ...(key === '' ? [] : [`auth_oauth2.additional_scopes_key = ${key}`]),
    ...pick([[], ['auth_oauth2.verify_aud = true'], ['auth_oauth2.verify_aud = false']]),
    `auth_oauth2.jwks_url = ${maybe(0.97) ? issuer : 'http://localhost'}/.well-known/jwks.json`,
    ...(aliasesInConf
      ? [
          `auth_oauth2.scope_aliases.1.alias = ${ROLE}`,
          `auth_oauth2.scope_aliases.1.scope = ${scopes.join(' ')}`,
        ]
      : []),
  ];
  const aliases = scopes.map((scope) => `<<"${scope}">>`).join(', ');
  const terms = [
    ...(term === undefined ? [] : [`{rabbit, [{auth_backends, ${term}}]}`]),
    ...(aliasesInConf
      ? []
      : [`{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{<<"${ROLE}">> => [${aliases}]}}]}`]),
  ];
  const files = {
    rabbitmqConf: lines.map((line) => `${line}\n`).join(''),
    advancedConfig: `[${terms.join(', ')}].\n`,
  };
  return { files, chain: term ?? (conf.join(', ') || 'nothing') };
}

function confBackends({ pick, maybe, many }: Chance): readonly string[] {
  if (maybe(0.05)) return [];
  const numbers = pick([
    [1, 2, 3],
    [1, 2, 3],
    [10, 9, 2],
    [3, 1, 2],
    ['01', 2, 3],
    [1, '01', 'x'],
  ]);
  const entries = many(1, 3, () => pick(['whole', 'whole', 'pair', 'authn', 'authz', 'both']));
  return entries.flatMap((kind, at) => {
    const key = `auth_backends.${numbers[at] ?? at}`;
    const authn = `${key}.authn = ${pick(PAIRED)}`;
    const authz = `${key}.authz = ${pick(PAIRED)}`;
    if (kind === 'pair') return [authn, authz];
    if (kind === 'authn') return [authn];
    if (kind === 'authz') return [authz];
    const whole = `${key} = ${pick([...SHORT, ...LONG])}`;
    return kind === 'both' && maybe(0.2) ? [whole, authn] : [whole];
  });
}

function advancedBackends({ pick, maybe, many }: Chance): string {
  const module = (): string => pick([...LONG, ...LONG, NO_MODULE, 'oauth2']);
  const known = (): string => pick(LONG);
  const entry = (): string =>
    pick([
      module,
      module,
      () => `{${known()}, ${known()}}`,
      () => `{${known()}, [${many(0, 2, known).join(', ')}]}`,
    ])();
  if (maybe(0.04)) return pick(['rabbit_auth_backend_oauth2', '[{a, b, c}]', '["oauth2"]']);
  return `[${many(0, 3, entry).join(', ')}]`;
}

function cacheLines({ pick, maybe }: Chance): readonly string[] {
  if (maybe(0.3)) return [];
  const name = 'auth_cache.cached_backend';
  return pick([
    [`${name} = rabbit_auth_backend_oauth2`],
    [`${name} = rabbit_auth_backend_oauth2`],
    [`${name} = internal`],
    [`${name} = oauth2`],
    [`${name} = rabbit_auth_backend_cache`],
    [`${name}.authn = rabbit_auth_backend_oauth2`, `${name}.authz = internal`],
    [`${name}.authn = internal`, `${name}.authz = rabbit_auth_backend_oauth2`],
    [`${name}.authz = rabbit_auth_backend_oauth2`],
    [`${name} = internal`, `${name}.authn = rabbit_auth_backend_oauth2`],
  ]);
}
