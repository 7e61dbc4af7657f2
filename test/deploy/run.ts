import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Output } from '#warren/cli/io.js';
import './issuer-keys.mjs';
import { plant, whileInFolder } from '../source/temporary.js';
import { fakeAccount, freshAccount, ISSUER, type FakeAccount } from './fake-account.js';
import {
  ACCOUNT,
  BROKER,
  CONFIGURATION,
  CREDENTIALS,
  fakeMq,
  REGION,
  type FakeMq,
  type State,
} from './fake-mq.js';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A policy for the broker that the server plays, with the phrases of one role. */
export function policy(phrases: readonly string[], broker = ''): string {
  return `broker orders-prod {
  engine        amazon-mq 4.2
  account       ${ACCOUNT}
  region        ${REGION}
  id            ${BROKER}
  configuration ${CONFIGURATION}
  issuer        ${ISSUER}
${broker}}

role shop = arn:aws:iam::${ACCOUNT}:role/shop

vhost orders {
  # Elsewhere: exchange orders.events topic
  queue    orders.work

  allow shop {
${phrases.map((phrase) => `    ${phrase}\n`).join('')}  }
}
`;
}

/** The phrases that the tests grant. */
export const CONSUME = 'consume queue orders.work';
export const PUBLISH = 'publish exchange orders.events key order.created';

/** A broker that runs with nothing of ours. */
export function freshState(): State {
  return {
    broker: 'RUNNING',
    engine: 'RABBITMQ',
    version: '4.2',
    account: ACCOUNT,
    current: undefined,
    pending: undefined,
    currentIn: CONFIGURATION,
    history: [],
    revisions: ['# Default configuration\n'],
    descriptions: [],
    others: [],
    latest: undefined,
    configurationEngine: 'RABBITMQ',
    configurationVersion: '4.2',
    besides: {},
    after: undefined,
    rebooting: 2,
    sanitised: undefined,
    changes: (text) => text,
  };
}

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whoever sits at the terminal: what they are asked, and what they answer. */
export type Person = (question: string) => boolean | Promise<boolean>;

/** A server with a state, and `warren deploy` against it. */
export interface Stage {
  readonly mq: FakeMq;
  /** What IAM and the issuer tell of the account. */
  readonly account: FakeAccount;
  /** Replaces the policy. */
  readonly write: (policy: string) => void;
  /** Runs `warren deploy policy.warren --broker orders-prod …` to its end, in this process. */
  readonly deploy: (...args: readonly string[]) => Promise<Ended>;
  /** The same before a terminal at which a person sits. */
  readonly asked: (person: Person, ...args: readonly string[]) => Promise<Ended>;
  /** Runs `warren deploy …` with these words alone. */
  readonly bare: (...args: readonly string[]) => Promise<Ended>;
  /** The same in a process of its own. */
  readonly spawned: (...args: readonly string[]) => Promise<Ended>;
  /** The same, interrupted by a signal as soon as a request hangs. */
  readonly interrupted: (signal: NodeJS.Signals, ...args: readonly string[]) => Promise<Ended>;
}

/** Runs a test against a server of its own. */
export async function onStage(
  state: State,
  body: (stage: Stage) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const mq = await fakeMq(state);
  const account = await fakeAccount(freshAccount());
  try {
    await whileInFolder({ 'policy.warren': policy([CONSUME]) }, async (folder) => {
      const whole = { ...environment(mq.url, account.url), ...env };
      const start = (args: readonly string[]): [ChildProcess, Promise<Ended>] =>
        started(folder, [...OWN, ...args], whole);
      await body({
        ...{ mq, account },
        write: (text) => {
          plant(folder, { 'policy.warren': text });
        },
        deploy: (...args) => inProcess(folder, [...OWN, ...args], whole),
        asked: (person, ...args) => inProcess(folder, [...OWN, ...args], whole, person),
        bare: (...args) => inProcess(folder, args, whole),
        spawned: (...args) => start(args)[1],
        interrupted: async (signal, ...args) => {
          const [child, ended] = start(args);
          await mq.hanging();
          child.kill(signal);
          return ended;
        },
      });
    });
  } finally {
    await mq.close();
    await account.close();
  }
}

/** What every run asks for. */
const OWN = ['policy.warren', '--broker', 'orders-prod', '--poll', '0.05'];

/** Runs a command line with an environment and nothing of the one around. */
async function inProcess(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  person?: Person,
): Promise<Ended> {
  const { run } = await import('#warren/cli/run.js');
  const around = process.env;
  process.env = { ...env };
  let [stdout, stderr] = ['', ''];
  const into = (write: (text: string) => void): Output => ({ colour: false, write });
  try {
    const status = await run(['deploy', ...args], {
      cwd,
      out: into((text) => (stdout += text)),
      err: into((text) => (stderr += text)),
      ...(person === undefined ? {} : { confirm: async (question) => person(question) }),
    });
    return { status, stdout, stderr };
  } finally {
    process.env = around;
  }
}

const preload = new URL('issuer-keys.mjs', import.meta.url).href;

/**
 * No credentials and endpoints but these: a test never speaks to AWS.
 *
 * @param url the server that plays Amazon MQ
 * @param account the one that tells of the account; by default nobody does
 */
export function environment(
  url: string,
  account = 'http://127.0.0.1:9',
): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_MQ: url,
    AWS_ENDPOINT_URL_IAM: account,
    AWS_ENDPOINT_URL_STS: account,
    ISSUER_KEYS: account,
    NODE_OPTIONS: `--import=${preload}`,
  };
}

function started(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): [ChildProcess, Promise<Ended>] {
  const child = spawn(process.execPath, [program, 'deploy', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
  return [child, ended];
}
