import type { Given } from '../../access/given.js';
import { fetchKeys, KEYS_PATH } from '../../deploy/account/keys.js';
import { Bytes } from '../../pattern/bytes.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { openConnection, type AmqpConnection } from '../amqp/connection.js';
import type { Endpoint } from '../amqp/endpoint.js';
import { ConnectionLost } from '../amqp/failure.js';
import { loginCauses, vhostCause, type Cause } from './causes.js';
import { signedBy } from './signature.js';
import { tokenProblems, type TokenProblem } from './token-problems.js';
import type { Token } from './token.js';

/**
 * What a broker closes with to let somebody in no further: access refused, not allowed, and an internal error,
 * which is a vhost that is down. Anything else, such as a shutdown, is about nobody in particular.
 */
const REFUSALS = [403, 530, 541];

/** How and as whom it is signed in. */
export interface SignInSettings {
  readonly endpoint: Endpoint;
  readonly token: Token;
  readonly ca: string | undefined;
  /** In milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** The plugins of the broker; undefined where nobody told. */
  readonly plugins: readonly string[] | undefined;
}

/** What came of opening a vhost. */
export interface VhostOutcome {
  readonly vhost: string;
  /** Whether the policy lets the role in. */
  readonly isPermitted: boolean;
  /** Why it was not let in; undefined where it was. */
  readonly cause: Cause | undefined;
}

/** What came of a sign-in. */
export interface SignedIn {
  /** The role that the token stands for, where the policy has it. */
  readonly role: Role | undefined;
  /** What of the token does not fit the policy, whether the broker minds or not. */
  readonly problems: readonly TokenProblem[];
  /** Why the broker did not take the token; empty where it did. */
  readonly refusals: readonly Cause[];
  readonly vhosts: readonly VhostOutcome[];
}

/** The role of a policy that a token stands for. */
export function roleOf(token: Token, policy: BrokerPolicy): Role | undefined {
  return policy.roles.find(({ arn }) => arn.text === token.facts.subject);
}

/** The scopes of a token's own that a broker takes for its, by what stands before them. */
export function scopesOnBroker({ facts }: Token, prefix: string): readonly string[] {
  return facts.scopes.filter((scope) => scope.startsWith(prefix));
}

/** What of a token does not fit a policy, now. */
export function problemsOf(
  token: Token,
  policy: BrokerPolicy,
  given: Given | undefined,
): readonly TokenProblem[] {
  const hasAlias = given !== undefined && given.reaches.length + given.tags.length > 0;
  const role = roleOf(token, policy);
  return tokenProblems(token, { broker: policy.broker, role, hasAlias }, Date.now() / 1_000);
}

/**
 * Signs in with a token, and opens vhosts one after the other.
 *
 * @param given what the policy gives the role; undefined where it has no such role
 * @param vhosts the vhosts to open; at least one
 * @param visit is given the connection to each vhost that was opened, before it is closed
 * @throws ConnectionLost where there is no connection, for another reason than a refusal
 */
export async function signIn(
  policy: BrokerPolicy,
  given: Given | undefined,
  vhosts: readonly string[],
  settings: SignInSettings,
  visit: (vhost: string, connection: AmqpConnection) => Promise<void>,
): Promise<SignedIn> {
  const { token } = settings;
  const role = roleOf(token, policy);
  const problems = problemsOf(token, policy, given);
  const outcomes: VhostOutcome[] = [];
  for (const vhost of vhosts) {
    const isPermitted =
      given?.reaches.some((reach) => reach.vhosts.has(Bytes.fromText(vhost))) ?? false;
    const opened = await openConnection({
      endpoint: settings.endpoint,
      vhost: Buffer.from(vhost),
      // It stands in the broker's log, and in its words where the token is refused.
      user: token.facts.subject ?? 'nobody',
      password: token.secret,
      ca: settings.ca,
      timeout: settings.timeout,
      signal: settings.signal,
    });
    if (opened.kind === 'open') {
      outcomes.push({ vhost, isPermitted, cause: undefined });
      await visit(vhost, opened.connection);
      await opened.connection.close();
      continue;
    }
    const silently = opened.kind === 'failed';
    if (silently && !(opened.failure.kind === 'closed' && opened.failure.stage === 'login'))
      throw new ConnectionLost(opened.failure, undefined);
    if (!silently && !REFUSALS.includes(opened.closing.code))
      throw new ConnectionLost(
        { kind: 'closed', stage: opened.stage, code: '' },
        opened.closing.text,
      );
    if (silently || opened.stage === 'login') {
      const refusals = await refusalsOf(policy, problems, settings, silently);
      return { role, problems, refusals, vhosts: outcomes };
    }
    const facts = {
      ...{ vhost, problems, isPermitted, subject: token.facts.subject },
      ...{ role: role?.name ?? 'the role', broker: policy.broker.name },
    };
    outcomes.push({ vhost, isPermitted, cause: vhostCause(opened.closing, facts) });
  }
  return { role, problems, refusals: [], vhosts: outcomes };
}

/** Why a token was refused. Only then the keys of its issuer are asked for. */
async function refusalsOf(
  { broker }: BrokerPolicy,
  problems: readonly TokenProblem[],
  { token, ca, timeout, signal, plugins }: SignInSettings,
  silently: boolean,
): Promise<readonly Cause[]> {
  const { issuer, name } = broker;
  const answer =
    issuer === undefined || token.facts.issuer !== issuer
      ? undefined
      : await fetchKeys(issuer, ca, timeout, signal);
  const keys = answer?.kind === 'read' ? answer.jwks : undefined;
  const unfetched =
    answer === undefined || answer.kind === 'read'
      ? undefined
      : `\`${issuer ?? ''}${KEYS_PATH}\`: ${answer.why}`;
  const facts = { problems, plugins, signed: signedBy(token, keys), unfetched, broker: name };
  return loginCauses(facts, silently);
}
