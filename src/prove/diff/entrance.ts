import type { Place } from '../../source/source.js';
import { ANY_AUDIENCE, type Entrance } from './access.js';

/** Tokens for an audience, or for whatever audience where that is not looked at. */
export function audienceEntrance(audience: string | undefined, place: Place | undefined): Entrance {
  const who = audience === undefined ? 'tokens for any audience' : `tokens for \`${audience}\``;
  return { kind: 'audience', id: audience ?? ANY_AUDIENCE, who, place };
}

/** Where an issuer's keys stand, below its URL. Source: OpenID Connect Discovery, and AWS STS. */
const JWKS = '/.well-known/jwks.json';

/** Where the keys of an issuer stand. */
export function keysOf(issuer: string): string {
  return issuer + JWKS;
}

/** Whose keys stand at a URL: those of the issuer, or what stands there itself. */
export function issuerOfKeys(url: string): string {
  return url.endsWith(JWKS) ? url.slice(0, -JWKS.length) : url;
}

/** Tokens that are signed with the keys of an issuer, or with those that stand at a URL. */
export function keysEntrance(url: string, place: Place | undefined): Entrance {
  const id = issuerOfKeys(url);
  return { kind: 'keys', id, who: `tokens signed with the keys of ${id}`, place };
}

/** The users that the broker keeps itself. */
export function internalEntrance(place: Place | undefined): Entrance {
  return { kind: 'others', id: 'internal', who: "the broker's own users", place };
}

/** Whom another backend lets in. */
export function backendEntrance(module: string, place: Place | undefined): Entrance {
  return { kind: 'others', id: module, who: `whom \`${module}\` lets in`, place };
}

/** Whom a setting lets in, or what it gives them. */
export function settingEntrance(key: string, value: string, place: Place): Entrance {
  return {
    kind: 'others',
    id: `${key} ${value}`,
    who: `what \`${key}\` opens to the broker's own users`,
    place,
  };
}

/** Tokens that are let in because of what is switched off. */
export function loosenedEntrance(who: string, place: Place): Entrance {
  return { kind: 'loosened', id: who, who, place };
}

/** Scopes that tokens bring themselves, in the claim `scope` or elsewhere. */
export function ownScopesEntrance(
  kind: 'scope-claim' | 'own-scopes',
  who: string,
  place: Place | undefined,
): Entrance {
  return { kind, id: who, who, place };
}

/** Tokens that are signed in one way. */
export function algorithmEntrance(name: string, place: Place | undefined): Entrance {
  return { kind: 'algorithm', id: name, who: `tokens signed with ${name}`, place };
}

/** Roles with rights on some routing keys, where the engine lets these use every key. */
export function uncheckedKeysEntrance(
  roles: readonly string[],
  place: Place | undefined,
): Entrance {
  const who = `every key, by the headers CC and BCC, where ${roles.join(', ')} may publish with some`;
  return { kind: 'unchecked-keys', id: 'unchecked-keys', who, place };
}
