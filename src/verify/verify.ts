import { contextOf } from '../access/context.js';
import type { Given } from '../access/given.js';
import { grantedTo } from '../access/granted.js';
import { Bytes } from '../pattern/bytes.js';
import type { ManagementClient } from '../management/client.js';
import { ManagementFailure } from '../management/failure.js';
import { readAsker } from '../management/overview.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { counted, inRow } from '../source/counted.js';
import { endpointText } from './amqp/endpoint.js';
import { ConnectionLost, mayPass } from './amqp/failure.js';
import { planProbes, type PlannedTrial, type ProbePlan } from './probes/plan.js';
import { StrangeAnswer } from './probes/probe.js';
import { Outcomes, runTrials } from './probes/run.js';
import { tellProbes, tellTags } from './probes/tell.js';
import type { VerifyReport } from './report.js';
import { failureText } from './sign-in/causes.js';
import {
  roleOf,
  scopesOnBroker,
  signIn,
  type SignedIn,
  type SignInSettings,
} from './sign-in/sign-in.js';
import { tellSignIn } from './sign-in/tell.js';
import { readRunning } from './topology/read.js';
import type { RunningBroker } from './topology/running.js';
import { verifyTopology } from './topology/verify-topology.js';

/** What is verified by what. */
export interface Verification {
  readonly policy: BrokerPolicy;
  /** The management API, and the internal user who asks there, if one does. */
  readonly api:
    { readonly client: ManagementClient; readonly asker: string | undefined } | undefined;
  /** The management API as the role of the token. */
  readonly apiOfRole: ManagementClient | undefined;
  /** The sign-in; undefined where none is asked for. */
  readonly signIn: Omit<SignInSettings, 'plugins'> | undefined;
  /** Is told what is done next, a clause. */
  readonly progress: (line: string) => void;
}

/** The most vhosts that are entered. */
const MOST_VHOSTS = 200;

/** Verifies a broker as far as it answers. What it does not answer is in the report; nothing is thrown for it. */
export async function verifyBroker(verification: Verification): Promise<VerifyReport> {
  const { policy, api, signIn: settings, progress } = verification;
  const notes: string[] = [];
  const report: { -readonly [Part in keyof VerifyReport]: VerifyReport[Part] } = {
    broker: policy.broker.name,
    topology: undefined,
    signIn: undefined,
    probes: undefined,
    notes,
    unseen: [],
    failure: undefined,
    isPassing: false,
  };
  try {
    let running: RunningBroker | undefined;
    if (api !== undefined) {
      running = await readRunning(api.client, (what) => {
        progress(`reading the ${what}`);
      });
      const verified = verifyTopology(policy, running, api.asker);
      report.topology = verified.topology;
      notes.push(...verified.notes);
      report.unseen = verified.unseen;
    }
    if (settings !== undefined) await verifySignIn(verification, settings, running, report);
  } catch (thrown) {
    report.failure = failureIn(thrown, verification);
    if (report.failure === undefined) throw thrown;
    // A broker that says why it closes a connection is going down, or somebody there closed it.
    report.isPassing =
      thrown instanceof ConnectionLost && (thrown.words !== undefined || mayPass(thrown.failure));
  }
  return report;
}

/** What a failure of the broker or the network comes to; undefined for any other. */
function failureIn(thrown: unknown, { signIn: settings }: Verification): string | undefined {
  if (thrown instanceof ManagementFailure || thrown instanceof StrangeAnswer) return thrown.message;
  if (!(thrown instanceof ConnectionLost)) return undefined;
  const where = settings === undefined ? '' : `${endpointText(settings.endpoint)}: `;
  return thrown.words === undefined
    ? `${where}${failureText(thrown.failure)}`
    : `${where}the broker closed the connection: ${thrown.words}`;
}

async function verifySignIn(
  { policy, apiOfRole, progress }: Verification,
  settings: Omit<SignInSettings, 'plugins'>,
  running: RunningBroker | undefined,
  report: { -readonly [Part in keyof VerifyReport]: VerifyReport[Part] },
): Promise<void> {
  const { broker } = policy;
  const role = roleOf(settings.token, policy);
  const given = role && grantedTo(policy)(role).given;
  const plan =
    role === undefined || given === undefined
      ? undefined
      : planProbes(policy, role, given, contextOf(policy), knownOf(running));
  const trials = byVhost(plan);
  const vhosts = vhostsToOpen(policy, given, running);
  if (vhosts.length > MOST_VHOSTS)
    report.notes = [
      ...report.notes,
      `Of ${vhosts.length.toLocaleString('en')} vhosts the first ${MOST_VHOSTS} were entered.`,
    ];
  const outcomes = new Outcomes();
  for (const [why, count] of plan?.unprobed ?? []) outcomes.skip(why, count);
  progress('signing in');
  const name = role?.name ?? '';
  const ownScopes = scopesOnBroker(settings.token, broker.scopePrefix);
  const tried = { role: name, broker: broker.name, ownScopes };
  if (ownScopes.length > 0) report.notes = [...report.notes, ofOwnScopes(ownScopes)];
  const tellOutcomes = (): void => {
    report.probes = {
      permitted: outcomes.permitted,
      refused: outcomes.refused,
      unprobed: outcomes.unprobed,
      differences: tellProbes(outcomes, tried),
    };
  };
  let signedIn: SignedIn;
  try {
    signedIn = await signIn(
      policy,
      given,
      vhosts.slice(0, MOST_VHOSTS),
      { ...settings, plugins: running?.plugins },
      async (vhost, connection) => {
        const own = trials.get(vhost) ?? [];
        trials.delete(vhost);
        progress(`probing ${counted(own.length, 'operation')} in ${vhost}`);
        await runTrials(connection, own, outcomes);
      },
    );
    report.signIn = tellSignIn(signedIn, broker.name, broker.place);
  } finally {
    if (outcomes.tried > 0) tellOutcomes();
  }
  if (plan === undefined || !report.signIn.isTaken) return;
  for (const left of trials.values()) outcomes.skip('no-vhost', left.length);
  const tags = await tagsOf(apiOfRole);
  // Whoever is granted nothing is told as that.
  const isIdle = report.signIn.differences.some(({ kind }) => kind === 'no-alias');
  const isSeen = isIdle || outcomes.tried > 0 || signedIn.vhosts.some((one) => one.isPermitted);
  if (tags === undefined && !isSeen) report.unseen = [...report.unseen, untried(given)];
  if (tags === undefined && plan.tags.length > 0) outcomes.skip('not-over-amqp', plan.tags.length);
  tellOutcomes();
  if (tags !== undefined && report.probes !== undefined)
    report.probes = {
      ...report.probes,
      permitted: outcomes.permitted + plan.tags.filter(({ tag }) => tags.includes(tag)).length,
      refused: outcomes.refused + plan.tags.filter(({ tag }) => !tags.includes(tag)).length,
      differences: [...report.probes.differences, ...tellTags(plan.tags, tags, name, broker.name)],
    };
}

/** What is said of a token that brings scopes of its own: a sentence. */
function ofOwnScopes(scopes: readonly string[]): string {
  const some = inRow(
    scopes.map((scope) => `\`${scope}\``),
    3,
  );
  return `The token brings scopes of its own (${some}), which the broker adds to those of its alias; a token of STS brings none.`;
}

/** Why nothing was tried of a role whose token is taken: a clause. */
function untried(given: Given | undefined): string {
  return given === undefined || given.reaches.length === 0
    ? 'the token is taken; the policy lets it into no vhost, so nothing was tried: --api URL compares its tags'
    : 'the token is taken; the policy names no vhost that it lets it into but by a wildcard, so nothing was tried: --api URL with the tag `monitoring` tells which are there';
}

/** The tags that a role has for the management API; none where it may not use that, undefined without one. */
async function tagsOf(
  client: ManagementClient | undefined,
): Promise<readonly string[] | undefined> {
  if (client === undefined) return undefined;
  try {
    return (await readAsker(client)).tags;
  } catch (thrown) {
    if (thrown instanceof ManagementFailure && thrown.kind === 'refused') return [];
    throw thrown;
  }
}

function byVhost(plan: ProbePlan | undefined): Map<string, PlannedTrial[]> {
  const trials = new Map<string, PlannedTrial[]>();
  for (const trial of plan?.trials ?? []) {
    const known = trials.get(trial.vhost);
    if (known === undefined) trials.set(trial.vhost, [trial]);
    else known.push(trial);
  }
  return trials;
}

function knownOf(running: RunningBroker | undefined): Parameters<typeof planProbes>[4] {
  const names = new Map<string, string[]>();
  for (const { vhost, name } of [...(running?.exchanges ?? []), ...(running?.queues ?? [])]) {
    // The broker's own stand in no phrase but by their names.
    if (name === '' || name.startsWith('amq.')) continue;
    const known = names.get(vhost);
    if (known === undefined) names.set(vhost, [name]);
    else known.push(name);
  }
  return {
    vhosts: running?.seesAll === true ? running.vhosts : undefined,
    namesIn: (vhost) => names.get(vhost) ?? [],
  };
}

/** The vhosts that are there, or else those that the policy names; those that let the role in first. */
function vhostsToOpen(
  { vhosts }: BrokerPolicy,
  given: Given | undefined,
  running: RunningBroker | undefined,
): readonly string[] {
  const named = [...vhosts.declared].flatMap(({ pattern }) =>
    pattern.isLiteral ? (pattern.first.text ?? []) : [],
  );
  const there = running?.seesAll === true ? running.vhosts : named;
  const isOpen = (vhost: string): boolean =>
    given?.reaches.some((reach) => reach.vhosts.has(Bytes.fromText(vhost))) ?? false;
  const sorted = [...there.filter(isOpen), ...there.filter((vhost) => !isOpen(vhost))];
  return sorted.length === 0 ? ['/'] : sorted;
}
