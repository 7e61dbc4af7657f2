/** Where the management API of a broker is. */
export interface ApiAddress {
  /** What the paths of the API stand behind, without a slash at the end, such as `https://host/api`. */
  readonly base: string;
  readonly scheme: 'http' | 'https';
  /** The host's name or address, without the port. */
  readonly host: string;
  /** Whether what is sent there stays on this machine. */
  readonly isLoopback: boolean;
}

/** An address, or why a text is none: a sentence without a full stop, with what to write instead. */
export type ReadAddress =
  | { readonly ok: true; readonly address: ApiAddress }
  | { readonly ok: false; readonly reason: string };

const EXAMPLE = 'https://broker.example.com:15671';

/** Schemes by which clients reach a broker, and no management API. */
const OF_CLIENTS = /^(?:amqps?|mqtts?|wss?|stomp|rabbitmq-stream(?:\+tls)?)$/;

/**
 * Reads the address of a management API, or of the web console that belongs to it: what a browser shows
 * behind a `#` is left out, and so is an `/api` at the end. Nothing of a password in it is repeated.
 */
export function parseApiAddress(text: string): ReadAddress {
  const [, scheme = ''] = /^([A-Za-z][\w+.-]*):\/\//.exec(text) ?? [];
  const word = scheme.toLowerCase();
  const refused = (reason: string): ReadAddress => ({ ok: false, reason });
  if (scheme === '')
    return refused(
      `${shown(text)} is no URL; write the scheme too, such as http://localhost:15672`,
    );
  if (OF_CLIENTS.test(word))
    return refused(
      `${word}:// is where clients connect; the management API is reached by http:// or https://, such as ${EXAMPLE}`,
    );
  if (word !== 'http' && word !== 'https')
    return refused(`${word}:// is no scheme of a management API; write http:// or https://`);
  if (!URL.canParse(text)) return refused(`${shown(text)} is no URL, such as ${EXAMPLE}`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    return refused(
      'the URL holds a user or a password, which everybody on the machine can read in the list of processes; leave them out, and say --user NAME with --password-file FILE',
    );
  if (
    /(?:^|\.)console\.(?:aws|amazonaws|amazonaws-us-gov)\.(?:amazon\.)?(?:com|cn)$/.test(
      url.hostname,
    )
  )
    return refused(
      `${url.hostname} is the console of AWS, not the broker; take the URL of the broker's own web console, such as https://b-….mq.eu-west-1.on.aws`,
    );
  const path = url.pathname.replace(/\/api(?:\/.*)?$/, '').replace(/\/+$/, '');
  return {
    ok: true,
    address: {
      base: `${url.origin}${path}/api`,
      scheme: word,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      isLoopback: /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname),
    },
  };
}

/** A text that may hold a password before an at sign is not shown. */
function shown(text: string): string {
  if (text === '') return 'an empty text';
  return text.includes('@') ? 'the address' : `'${text}'`;
}
