import type { ConnectionFailure, FailureKind } from '../amqp/failure.js';
import type { Closing } from '../amqp/methods.js';
import type { Signed } from './signature.js';
import type { TokenProblem, TokenProblemKind } from './token-problems.js';

/** Why a role is not let in, or not into a vhost. */
export type CauseKind =
  | TokenProblemKind
  /** The broker does not ask OAuth 2 at all. */
  | 'no-oauth2'
  /** Nothing of the token or the policy explains it: the broker runs with something else. */
  | 'other-configuration'
  | 'vhost-missing'
  | 'vhost-not-permitted'
  /** The broker has it, and lets nobody in: it is down, or there are too many connections. */
  | 'vhost-closed'
  /** An internal user of some name was let in, and not the token's role. */
  | 'other-user';

/** A cause: what is wrong and what to do, clauses both. */
export interface Cause {
  readonly kind: CauseKind;
  readonly what: string;
  readonly remedy: string;
}

/** What is known where a login is refused. */
export interface LoginFacts {
  readonly problems: readonly TokenProblem[];
  /** Whether the keys of the policy's issuer signed the token; undefined where they could not be had. */
  readonly signed: Signed;
  /** Why those keys could not be had: a clause; undefined where they could, or nobody asked. */
  readonly unfetched: string | undefined;
  /** The plugins of the broker; undefined where nobody told. */
  readonly plugins: readonly string[] | undefined;
  readonly broker: string;
}

/** The plugin that reads tokens. */
const OAUTH2 = 'rabbitmq_auth_backend_oauth2';

/** What keeps nobody out when the password is looked at: it counts when a vhost is opened. */
const LATER: readonly CauseKind[] = ['no-alias', 'unknown-role', 'no-subject'];

/**
 * Why a login was refused, the first cause first. The broker's words are the same for all of them, so
 * that the token, the keys of its issuer and the plugins tell.
 *
 * @param silently whether the broker closed the connection without a word
 */
export function loginCauses(facts: LoginFacts, silently: boolean): readonly Cause[] {
  const { plugins, signed, broker } = facts;
  if (plugins !== undefined && !plugins.includes(OAUTH2))
    return [
      {
        kind: 'no-oauth2',
        what: `the broker does not have the plugin ${OAUTH2} enabled, so that it takes no token for a password`,
        remedy: `enable it, and bring the compiled configuration of ${broker} to the broker`,
      },
    ];
  const found = facts.problems.filter(
    ({ kind }) => !LATER.includes(kind) && (kind !== 'too-large' || silently),
  );
  if (found.length > 0) return found;
  if (signed === 'no' || signed === 'no-such-key')
    return [
      {
        kind: 'other-key',
        what:
          signed === 'no'
            ? 'the token names the right issuer, and its signature is by none of the keys of that issuer'
            : 'the token names the right issuer, and a key that the issuer does not have (any more)',
        remedy: 'ask STS for another one; a token that somebody changed or made is refused',
      },
    ];
  const known = signed === 'yes' ? ', and signed by the issuer' : '';
  const unfetched =
    facts.unfetched === undefined
      ? ''
      : `the keys of the issuer could not be had from here, so that nobody looked who signed the token: ${facts.unfetched}. But for that, `;
  const oauth = plugins === undefined ? ' and the plugin rabbitmq_auth_backend_oauth2' : '';
  return [
    {
      kind: 'other-configuration',
      what: `${unfetched}the token is as the policy wants it${known}, and the broker refuses it: it runs with another configuration than the compiled one, or cannot get the keys of the issuer`,
      remedy: `look at \`auth_backends\`, \`auth_oauth2.jwks_url\` and \`auth_oauth2.resource_server_id\`${oauth} on the broker; its log says what it lacked${facts.unfetched === undefined ? '' : '. --ca FILE names the certificates (PEM) of an issuer with an authority of its own'}`,
    },
  ];
}

/** What is known where a vhost is not opened. */
export interface VhostFacts {
  readonly vhost: string;
  readonly problems: readonly TokenProblem[];
  /** Whether the policy lets the role into the vhost. */
  readonly isPermitted: boolean;
  readonly role: string;
  readonly subject: string | undefined;
  readonly broker: string;
}

/** Why a vhost was not opened, from the broker's words. Source: rabbit_access_control and rabbit_reader. */
export function vhostCause({ text }: Closing, facts: VhostFacts): Cause {
  const { vhost, problems, isPermitted, role, subject, broker } = facts;
  const isCut = text.endsWith('...');
  if (/^\S+ - vhost .*(?:not found|\.\.\.)$/s.test(text))
    return {
      kind: 'vhost-missing',
      what: `the vhost \`${vhost}\` does not exist on the broker`,
      remedy: 'create it, or correct its name in the policy',
    };
  // The limits of a node and of a user are about no vhost, and stand in the way of all.
  const limit = /^\S+ - connection refused(?: for user '[^']*')?: (.+)$/s.exec(text)?.[1];
  if (limit !== undefined)
    return {
      kind: 'vhost-closed',
      what: `the broker opens no vhost for the role: ${limit}`,
      remedy: 'have the limit raised, or connections closed',
    };
  // A reason behind the name is about the vhost or the number of connections, whoever asks.
  const refused = /refused for user '([^']*?)(?:\.{3}$|'(?:: (.+))?$)/s.exec(text);
  const [, user = '', reason] = refused ?? [];
  if (reason !== undefined || (refused === null && !(isCut && text.includes("access to vhost '"))))
    return {
      kind: 'vhost-closed',
      what: `the broker does not open the vhost \`${vhost}\`: ${reason ?? text}`,
      remedy: 'have the vhost run on the broker, or its limit of connections raised',
    };
  if (subject !== undefined && user !== '' && !subject.startsWith(user) && user !== subject)
    return {
      kind: 'other-user',
      what: `the broker takes the token for the user \`${user}\`, and not for \`${subject}\``,
      remedy: `bring the compiled configuration of ${broker} to the broker, which takes \`sub\` for the name`,
    };
  const own = problems.find(({ kind }) => LATER.includes(kind));
  if (own !== undefined) return own;
  if (!isPermitted)
    return {
      kind: 'vhost-not-permitted',
      what: `the policy gives ${role} nothing in the vhost \`${vhost}\``,
      remedy: 'grant it something there, such as `connect`, and deploy',
    };
  return {
    kind: 'other-configuration',
    what: `the policy lets ${role} into the vhost \`${vhost}\`, and the broker does not: it runs with another scope alias for it, or none`,
    remedy: `bring the compiled configuration of ${broker} to the broker`,
  };
}

/** Why there is no connection: what is wrong, and what to try; ends of one sentence. */
export function failureText({ kind, stage, code }: ConnectionFailure): string {
  const [what, remedy] = FAILURES[kind];
  const where = stage === 'open' ? ', while it was in use' : '';
  const named = code === '' || !NAMED.includes(kind) ? '' : ` (${code})`;
  return `${what}${where}${named}; ${remedy}`;
}

/** Those of which the code says more. */
const NAMED: readonly FailureKind[] = ['closed', 'blocked'];

const PORTS = 'clients connect to port 5671 by amqps://, or to 5672 by amqp://';
const NETWORK = 'look at the address, the network and the firewall';

const FAILURES: Readonly<Record<FailureKind, readonly [what: string, remedy: string]>> = {
  'unknown-host': [
    'no machine of that name is known',
    'look at the name, and whether it is a private one of another network',
  ],
  nobody: ['nobody listens there', `look at the port: ${PORTS}`],
  unreachable: ['nobody answers there', NETWORK],
  silent: ['no answer comes', `${NETWORK}, or wait longer by --timeout SECONDS`],
  untrusted: [
    'the certificate is signed by nobody whom this machine trusts, or has run out',
    '--ca FILE names the certificate (PEM) of the authority that signed it',
  ],
  'other-name': ['the certificate is for another name', 'name the broker as its certificate does'],
  'no-tls': ['what answers there speaks no TLS', `without TLS, write amqp://: ${PORTS}`],
  'wants-tls': ['what answers there wants TLS', 'write amqps://'],
  'no-greeting': [
    'what answers there closes the connection before it greets, so that it speaks no AMQP 0-9-1, wants TLS, or is a broker that is starting',
    PORTS,
  ],
  'not-amqp': ['what answers there speaks no AMQP 0-9-1, or wants TLS', PORTS],
  'no-plain': [
    'the broker takes no passwords (the mechanism PLAIN)',
    'have PLAIN among its `auth_mechanisms`',
  ],
  blocked: [
    'the broker takes no messages now, so that writing cannot be tried',
    'have it given memory or disk, and run it again',
  ],
  closed: ['the connection was closed without a word', 'look at the log of the broker'],
  interrupted: ['it was interrupted', 'run it again'],
};
