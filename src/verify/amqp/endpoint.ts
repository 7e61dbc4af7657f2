/** Where clients of a broker connect by AMQP 0-9-1. */
export interface Endpoint {
  /** A name or an address, without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** An endpoint, or why a text is none: a clause with what to write instead. */
export type ReadEndpoint =
  | { readonly ok: true; readonly endpoint: Endpoint }
  | { readonly ok: false; readonly reason: string };

const EXAMPLE = 'amqps://b-….mq.eu-west-1.on.aws:5671';

/** Reads an `amqps://` or `amqp://` URL. Nothing of a user or a password in it is repeated. */
export function parseEndpoint(text: string): ReadEndpoint {
  const refused = (reason: string): ReadEndpoint => ({ ok: false, reason });
  const [, scheme = ''] = /^([A-Za-z][\w+.-]*):\/\//.exec(text) ?? [];
  const word = scheme.toLowerCase();
  if (word === 'http' || word === 'https')
    return refused(
      `${word}:// is the management API, which --api names; clients connect to ${EXAMPLE}`,
    );
  if (word !== 'amqp' && word !== 'amqps')
    return refused(`write the address with amqps:// or amqp://, such as ${EXAMPLE}`);
  // Node reads the authority of schemes that it knows only.
  const special = text.replace(/^[^:]+/, word === 'amqps' ? 'https' : 'http');
  if (!URL.canParse(special)) return refused(`it is no URL, such as ${EXAMPLE}`);
  const url = new URL(special);
  if (url.username !== '' || url.password !== '')
    return refused(
      'it holds a user or a password, which everybody on the machine can read in the list of processes; leave them out, as the token is the password',
    );
  if (url.pathname.length > 1 || url.search !== '' || url.hash !== '')
    return refused(
      `it names more than the host and the port; the vhosts are those of the policy: ${word}://${url.host}`,
    );
  const tls = word === 'amqps';
  // The ports that the other scheme stands for are left out of what is read.
  const [, written = ''] = /:(\d+)\/?$/.exec(text) ?? [];
  return {
    ok: true,
    endpoint: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: written === '' ? (tls ? 5671 : 5672) : Number(written),
      tls,
    },
  };
}

/** An endpoint as people write it. */
export function endpointText({ host, port, tls }: Endpoint): string {
  return `${tls ? 'amqps' : 'amqp'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
