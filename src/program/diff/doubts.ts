import type { BrokerConfig } from '../../rabbitmq/read/broker-config.js';
import { lookupsVary } from '../../rabbitmq/read/lookups.js';
import { EFFECTS, type Remark, type RemarkKind } from '../../rabbitmq/read/remark.js';
import type { SignInDoubt, TokenSignIn } from '../../rabbitmq/read/sign-in.js';
import { printable } from '../../report/printable.js';
import type { Place } from '../../source/source.js';

/** Settings that decide what is given to whom start with one of these words. */
const DECISIVE = ['auth_oauth2', 'auth_backends', 'auth_cache', 'http_dispatch'];

/** Remarks that make a configuration no basis for a comparison. */
type DoubtKind = {
  [Kind in RemarkKind]: (typeof EFFECTS)[Kind] extends 'refused' | 'unknown' ? Kind : never;
}[RemarkKind];

/**
 * What each of them means, and what to do; SUBJECT stands for what the remark is about, INSTEAD for what
 * belongs there.
 */
const MEANINGS: Readonly<Record<DoubtKind, string>> = {
  syntax: 'the broker does not start with this line; write `key = value`, or `#` before a comment',
  section:
    'only Amazon MQ knows a line `{{…}}`, and what stands for it cannot be known; replace it by what it stands for',
  include: 'what `SUBJECT` says cannot be known; compare a file that holds its lines',
  'file-value': 'the value of `SUBJECT` stands in another file; write it here to compare',
  'unknown-substitution':
    "`$(SUBJECT)` is a variable of the broker's environment, or a default; write its value here to compare",
  'secret-value':
    '`$(SUBJECT)` is a secret, which is not shown, and so this is not compared; write what belongs here',
  'circular-substitution':
    'the broker does not start with this: `$(SUBJECT)` stands for itself; write its value',
  'long-substitution': 'what `$(SUBJECT)` comes to takes too long to tell; write its value',
  'not-latin-1':
    'the broker does not start with this: `SUBJECT` holds a character above U+00FF; only ASCII is safe here',
  'unknown-alias-key':
    'the broker does not start with `SUBJECT`; an alias has `.alias` and `.scope`',
  'alias-twice-among-many':
    'the alias `SUBJECT` stands twice among more than 32, and which one counts cannot be known; remove one',
  'unknown-key': 'the broker does not start with this: no release knows the key `SUBJECT`INSTEAD',
  'wrong-value': 'the broker does not start with this: `SUBJECT` takes INSTEAD',
  'backend-position':
    'the broker does not start with `SUBJECT`: the place of a backend is an integer; write `auth_backends.1`',
  'backend-twice':
    'the broker does not start with this: `SUBJECT` gives a backend that is given already; remove one of the two',
  'other-http-backends':
    'over HTTP the broker asks other backends, and what these give cannot be compared; remove `SUBJECT` to compare what AMQP gives',
  'no-backends':
    '`SUBJECT` is no list of modules and pairs of modules, and what a broker makes of it depends on its release; write `[rabbit_auth_backend_oauth2]`',
  'no-rights-asked':
    'a backend of `SUBJECT` has none to ask for rights: before 4.1 whoever it lets in may do everything, and later releases leave it out; name one',
  'string-for-binary':
    'releases take this string for different texts (`SUBJECT`); write a binary, as <<"text">>',
  'no-scope':
    'the broker fails at every token that holds `SUBJECT`: this is no scope; write a binary, as <<"text">>',
  'not-a-configuration':
    'the broker does not start with this: advanced.config is a list of `{application, [{name, value}]}`',
  'not-a-term':
    'this is no Erlang term that can be read without running it; write plain lists, tuples, maps, binaries, atoms and numbers',
};

/** Why it cannot be known what a configuration gives; none where it can. */
export function doubts(config: BrokerConfig): readonly string[] {
  const harmless = new Set(
    [...config.settings.values()]
      .filter(({ key: [first = ''] }) => !DECISIVE.includes(first))
      .map(({ place }) => place.range.start),
  );
  const [conf] = [...config.settings.values()].map(({ place }) => place.source);
  // Whatever stops the boot counts, whichever setting it is.
  const counts = ({ kind, place }: Remark): boolean =>
    EFFECTS[kind] === 'refused' || place.source !== conf || !harmless.has(place.range.start);
  const all = config.remarks.filter(counts);
  // What else is wrong might be told with the secret in it.
  const secrets = all.filter(({ kind }) => kind === 'secret-value');
  return (secrets.length > 0 ? secrets : all).flatMap((remark) => describeDoubt(remark));
}

/**
 * What a remark means that makes a configuration no basis for a comparison, or for what else is done with
 * it; none for other remarks.
 */
export function describeDoubt(
  { kind, place, subject, instead }: Remark,
  purpose: 'compare' | 'import' = 'compare',
): readonly string[] {
  if (!isDoubt(kind)) return [];
  const offer = kind === 'unknown-key' ? instead && `; did you mean \`${instead}\`?` : instead;
  const meaning = MEANINGS[kind]
    .replaceAll(/\bcompar(ed?)\b/g, (word, end: string) =>
      purpose === 'compare' ? word : end === 'ed' ? 'imported' : 'import',
    )
    .replace('SUBJECT', () => subject)
    .replace('INSTEAD', () => offer ?? '');
  return [at(place, meaning)];
}

function isDoubt(kind: RemarkKind): kind is DoubtKind {
  return Object.hasOwn(MEANINGS, kind);
}

/** The same for what makes it unknown whether a token is let in; MODULE stands for a backend. */
const CHAIN: Readonly<Record<SignInDoubt, string>> = {
  'asked-first':
    '`MODULE` is asked before tokens are read, and whom it lets in with what rights cannot be known; put the backend of tokens first',
  'rights-elsewhere':
    'who comes in with a token has the rights that `MODULE` gives, not those of the scopes, and these cannot be known; let one backend do both to compare',
  'cache-of-cache':
    '`auth_cache.cached_backend` is the cache itself; name the backend that it is to ask',
  'empty-audience':
    'with an empty `auth_oauth2.resource_server_id`, and audiences that are not verified, some releases take every token and others none; give it a value',
};

/** Why it cannot be known whether tokens count, or by which claim. */
export function signInDoubts(config: BrokerConfig, signIn: TokenSignIn): readonly string[] {
  if (signIn.kind === 'nobody') return [];
  if (signIn.kind === 'unknown')
    return [
      at(
        signIn.place,
        CHAIN[signIn.because].replace('MODULE', () => signIn.module),
      ),
    ];
  if (!lookupsVary(config)) return [];
  const place = config.settings.get('auth_oauth2.additional_scopes_key')?.place;
  const key = config.scopesKey ?? '';
  return [
    at(
      place,
      `RabbitMQ before 4.1 takes \`${key}\` for the name of one claim, and later releases for several; name one claim`,
    ),
  ];
}

/** A reason with the place that it is about. */
export function at(place: Place | undefined, reason: string): string {
  const told = printable(reason);
  if (place === undefined) return told;
  const { line, column } = place.source.position(place.range.start);
  return `${place.source.name}:${line}:${column}: ${told}`;
}
