import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a run ended: its exit code and what it wrote. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of a run; a user id is that of a user whom permissions bind. */
export interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** What it reads; without it nothing. */
  readonly input?: string;
}

/** Runs `warren` as a user would, in a folder, with no terminal in sight. */
export function warren(cwd: string, args: readonly string[], settings: Settings = {}): Outcome {
  const { PATH } = process.env;
  const env = { PATH, ...settings.env };
  const { uid, input } = settings;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...(uid === undefined ? {} : { uid }),
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

/** An issuer of tokens. */
export const issuer = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

/** A broker and a role, for policies that need no other. */
export const head = `broker b {
  engine  rabbitmq 4.3.3
  account 111122223333
  issuer  ${issuer}
}

role r = arn:aws:iam::111122223333:role/r
`;

/** A policy without a flaw. */
export const good = `${head}
vhost v {
  queue q

  allow r { consume queue q }
}
`;

/** A policy with one error. */
export const bad = `${head}
vhost v {
  allow nobody { connect }
}
`;
