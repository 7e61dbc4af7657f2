import assert from 'node:assert/strict';
import { givingOn, isOn, PROTOCOL_USES } from '#warren/access/protocols/uses/uses.js';
import type { ClientUse, ProtocolUses } from '#warren/access/protocols/uses/use.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import type { Engine } from '#warren/rabbitmq/engines.js';
import type { Suite } from '../../bed/tree.js';
import { compile, policyOf } from '../compiled.js';
import { ACCOUNT, arnOf, AUDIENCE } from '../stage.js';
import { piecesOf, withoutPiece, type Piece } from './pieces.js';
import { DECLARATIONS, VHOST } from './scenery.js';

/** The releases that run, to the patch. */
const VERSIONS: Readonly<Record<Suite, string>> = { trixie: '4.0.5', forky: '4.3.6' };

/** One row of the table on one engine, with the role that is granted it and those that lack one thing of it. */
export interface CastRow {
  readonly protocol: ProtocolUses;
  readonly use: ClientUse;
  readonly role: string;
  readonly lacking: readonly { readonly role: string; readonly piece: Piece }[];
}

/** The roles of all rows that an engine has. */
export interface Cast {
  readonly rows: readonly CastRow[];
  /** The scopes of every role, by its name, without their prefix. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  /** A policy that declares all the roles. */
  readonly policy: string;
}

/** The engine of a suite. */
export function engineOf(suite: Suite): Engine {
  const read = parseEngine('rabbitmq', VERSIONS[suite]);
  assert.ok(read.ok);
  return read.engine;
}

/** Casts the rows of the table that a suite's broker has, compiled by Warren for that release. */
export function castFor(suite: Suite): Cast {
  const engine = engineOf(suite);
  const rows = PROTOCOL_USES.filter(({ has }) => isOn(engine, has)).flatMap((protocol) =>
    protocol.uses.filter(({ has }) => isOn(engine, has)).map((use) => ({ protocol, use })),
  );
  const granted = rows.map(({ use }, at) => {
    const role = `row-${at}`;
    const { phrases, tags = [] } = givingOn(engine, use);
    const inVhost =
      phrases.length === 0 ? '' : `vhost ${VHOST} { allow ${role} { ${phrases.join('\n')} } }\n`;
    const atTop = tags.length === 0 ? '' : `allow ${role} { tag ${tags.join(', ')} }\n`;
    return { role, text: `role ${role} = ${arnOf(role)}\n${inVhost}${atTop}` };
  });
  const head = `broker ${AUDIENCE} { engine rabbitmq ${VERSIONS[suite]} account ${ACCOUNT} issuer https://localhost }
vhost ${VHOST} { ${DECLARATIONS} }\n`;
  const text = head + granted.map((one) => one.text).join('');
  const scopes = new Map(compiledScopes(text));
  const cast = rows.map((row, at): CastRow => {
    const role = `row-${at}`;
    const own = scopes.get(role) ?? [];
    const lacking = piecesOf(own).map((piece, index) => ({
      role: `${role}-lacks-${index}`,
      piece,
    }));
    for (const one of lacking) scopes.set(one.role, withoutPiece(own, one.piece));
    return { ...row, role, lacking };
  });
  const others = cast.flatMap(({ lacking }) => lacking.map(({ role }) => role));
  const more = others.map(
    (role) => `role ${role} = ${arnOf(role)}\nvhost ${VHOST} { allow ${role} { connect } }\n`,
  );
  return { rows: cast, scopes, policy: text + more.join('') };
}

/** What the compiler gives each role, read off the manifest that it writes. */
function compiledScopes(text: string): readonly (readonly [string, readonly string[]])[] {
  const [artifacts] = compile(policyOf(text));
  const manifest: unknown = JSON.parse(
    artifacts?.files.find(({ path }) => path === 'manifest.json')?.text ?? '{}',
  );
  const roles = valuesAt(manifest, 'roles');
  assert.ok(roles.length > 0);
  return roles.map((role) => [
    textAt(role, 'role'),
    valuesAt(role, 'scopes').map((one) => textAt(one, 'scope').slice(`${AUDIENCE}.`.length)),
  ]);
}

function valuesAt(from: unknown, key: string): readonly unknown[] {
  const found: unknown = Object.entries(from ?? {}).find(([name]) => name === key)?.[1];
  return Array.isArray(found) ? found : [];
}

function textAt(from: unknown, key: string): string {
  const found: unknown = Object.entries(from ?? {}).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : '';
}
