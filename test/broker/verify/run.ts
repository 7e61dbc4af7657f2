import { whileInFolder } from '../../source/temporary.js';
import type { Output } from '#warren/cli/io.js';
import type { Broker } from '../../bed/broker.js';

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `warren verify` is run with. */
export interface Run {
  readonly policy: string;
  /** Files beside the policy: tokens, passwords, certificates. */
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `warren verify policy.warren …` to its end in this process, with an environment of its own. */
export async function verify({ policy, files = {}, args, env = {} }: Run): Promise<Ended> {
  const { run } = await import('#warren/cli/run.js');
  let ended: Ended = { status: -1, stdout: '', stderr: '' };
  await whileInFolder({ 'policy.warren': policy, ...files }, async (cwd) => {
    const around = process.env;
    process.env = { PATH: around['PATH'] ?? '', ...env };
    let [stdout, stderr] = ['', ''];
    const into = (write: (text: string) => void): Output => ({ colour: false, write });
    try {
      const status = await run(['verify', 'policy.warren', ...args], {
        cwd,
        out: into((text) => (stdout += text)),
        err: into((text) => (stderr += text)),
      });
      ended = { status, stdout, stderr };
    } finally {
      process.env = around;
    }
  });
  return ended;
}

/** The address of a broker's management API. */
export function apiOf({ managementPort }: Broker): string {
  return `http://127.0.0.1:${managementPort}`;
}

/** Where clients of a broker connect. */
export function amqpOf({ amqpPort }: Broker): string {
  return `amqp://127.0.0.1:${amqpPort}`;
}
