import { posix } from 'node:path';
import type { BrokerAccess, GivenScope, ComparedRole } from '../../prove/diff/access.js';
import { overlayAdvanced } from '../../rabbitmq/read/advanced.js';
import type { ReadAlias } from '../../rabbitmq/read/aliases.js';
import { effectivePrefix, type BrokerConfig } from '../../rabbitmq/read/broker-config.js';
import { readConf } from '../../rabbitmq/read/conf.js';
import { lookups } from '../../rabbitmq/read/lookups.js';
import { decodeScope } from '../../rabbitmq/read/scope.js';
import { perAudience } from '../../rabbitmq/read/per-audience.js';
import { tokenSignIn } from '../../rabbitmq/read/sign-in.js';
import type { Source } from '../../source/source.js';
import { doubts, signInDoubts } from './doubts.js';
import { entrances } from './entrances.js';
import type { Files } from './files.js';
import { passedOver } from './passed-over.js';
import type { ReadSide, SideBroker } from './side.js';
import { firstOf } from '../../source/counted.js';

/** Reads what a broker's rabbitmq.conf gives, with the advanced.config that lies beside it. */
export function readConfiguration(path: string, files: Files): ReadSide {
  const conf = files.file(path);
  if (!conf.ok) return { kind: 'unable', reasons: [conf.message] };
  const beside = posix.join(posix.dirname(path), 'advanced.config');
  const advanced = files.exists(beside) ? files.file(beside) : undefined;
  if (advanced?.ok === false) return { kind: 'unable', reasons: [advanced.message] };
  return configurationSide(conf.source, advanced?.source);
}

/** What a broker gives that has a rabbitmq.conf, and an advanced.config if there is one. */
export function configurationSide(conf: Source, advanced?: Source): ReadSide {
  const basic = readConf(conf);
  const config = advanced === undefined ? basic : overlayAdvanced(basic, advanced);
  // What is wrong with the file comes before what follows from it.
  const wrong = doubts(config);
  if (wrong.length > 0) return { kind: 'unable', reasons: told(wrong) };
  const read = perAudience(config).map(ofAudience);
  const unknown = [...new Set(read.flatMap(({ reasons }) => reasons))];
  if (unknown.length > 0) return { kind: 'unable', reasons: told(unknown) };
  return {
    kind: 'read',
    side: {
      kind: 'configuration',
      brokers: read.map(({ broker }) => broker),
      notes: passedOver(config),
    },
  };
}

/** What a configuration gives to tokens of its audience, and why that cannot be known. */
function ofAudience(config: BrokerConfig): {
  readonly broker: SideBroker;
  readonly reasons: readonly string[];
} {
  const signIn = tokenSignIn(config);
  const counted = signIn.kind === 'scopes' ? config : undefined;
  const scopePrefix = effectivePrefix(config);
  const { audience } = config;
  const access: BrokerAccess = {
    name: audience ?? 'broker',
    roles: counted === undefined ? new Map() : rolesOf(counted, scopePrefix),
    knowsApi: false,
    entrances: entrances(config, counted !== undefined, scopePrefix),
    ...(counted === undefined ? {} : { claims: lookups(counted) }),
  };
  return {
    broker: { access, audience, scopePrefix },
    reasons: signInDoubts(config, signIn),
  };
}

function rolesOf(
  config: BrokerConfig,
  prefix: string | undefined,
): ReadonlyMap<string, ComparedRole> {
  if (prefix === undefined) return new Map();
  return new Map(
    Array.from(config.aliases, ([name, alias]) => [name, roleAccess(name, alias, prefix)]),
  );
}

/** What an alias gives, which stays a scope of its own beside those that it stands for. */
export function roleAccess(
  name: string,
  { place, scopes }: ReadAlias,
  prefix: string,
): ComparedRole {
  const different = new Map([...scopes, { text: name, place }].map((one) => [one.text, one]));
  const given = [...different.values()].flatMap((one): GivenScope[] => {
    const decoded = decodeScope(one.text, prefix);
    if (decoded.kind !== 'scope') return [];
    return [{ scope: decoded.scope, place: one.place, right: undefined, on: 'name' }];
  });
  const unread = [...different.values()]
    .filter(({ text }) => decodeScope(text, prefix).kind === 'claims')
    .map((one) => ({ bare: one.text.slice(prefix.length), place: one.place }));
  return { name: undefined, scopes: given, api: [], ...(unread.length > 0 && { unread }) };
}

/** More reasons than this help nobody. */
const MOST_TOLD = 20;

function told(reasons: readonly string[]): readonly string[] {
  return firstOf(reasons, MOST_TOLD, 'reasons');
}
