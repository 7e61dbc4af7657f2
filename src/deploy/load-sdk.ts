import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellWord } from '../source/shell.js';
import { AwsFailure } from './amazon-mq.js';

/** Packages of the AWS SDK, each of which signs and sends requests to one service, and who needs them. */
export interface SdkPackages {
  /** At least one. */
  readonly names: readonly string[];
  /** The command that loads them. */
  readonly command: string;
}

const NAMES = {
  mq: '@aws-sdk/client-mq',
  sts: '@aws-sdk/client-sts',
  iam: '@aws-sdk/client-iam',
} as const;

const DEPLOY: SdkPackages = { names: [NAMES.mq], command: 'deploy' };

/** The SDK's module for Amazon MQ. */
export type SdkModule = typeof import('@aws-sdk/client-mq');

/** The SDK's module for STS. */
export type StsModule = typeof import('@aws-sdk/client-sts');

/** The SDK's module for IAM. */
export type IamModule = typeof import('@aws-sdk/client-iam');

/** What an account is asked by. */
export interface AccountSdk {
  readonly mq: SdkModule;
  readonly sts: StsModule;
  readonly iam: IamModule;
}

/** Thrown where the SDK, or a part of it, is not installed beside Warren. */
export class SdkMissing extends AwsFailure {
  /** @param command what installs it */
  constructor(
    readonly command: string,
    { names, command: by }: SdkPackages = DEPLOY,
  ) {
    const [what, are] = names.length > 1 ? ['packages', 'are'] : ['package', 'is'];
    super(
      `\`${by}\` speaks to AWS by the ${what} ${names.join(', ')}, which ${are} not installed beside Warren`,
    );
  }
}

/**
 * Loads the SDK for Amazon MQ. It is more than half of what Warren would weigh with it, and nothing else
 * needs it, so that it is only installed where `deploy` is used. It is looked for beside Warren alone: what
 * lies in the folder of a policy may be anybody's, and is not run.
 *
 * @param cwd the folder that an install command would be run in
 * @throws SdkMissing where it is not installed
 * @throws AwsFailure where what is installed cannot be loaded
 */
export function loadSdk(cwd: string): Promise<SdkModule> {
  return loaded(DEPLOY, cwd, () => import('@aws-sdk/client-mq'));
}

/** Loads the SDK for STS, as `loadSdk` does, for a `verify` that asks for a token itself. */
export function loadSts(cwd: string): Promise<StsModule> {
  const wanted = { names: [NAMES.sts], command: 'verify' };
  return loaded(wanted, cwd, () => import('@aws-sdk/client-sts'));
}

/** Loads the SDK for IAM, as `loadSdk` does, for a `deploy` that asks for the issuer of the account. */
export function loadIam(cwd: string): Promise<IamModule> {
  const wanted = { names: [NAMES.iam], command: 'deploy' };
  return loaded(wanted, cwd, () => import('@aws-sdk/client-iam'));
}

/** Loads what an account is asked by, as `loadSdk` does; whatever of it is not there is told at once. */
export async function loadAccountSdk(cwd: string, command: string): Promise<AccountSdk> {
  const lacking: string[] = [];
  const part = async <Module>(
    name: string,
    load: () => Promise<Module>,
  ): Promise<Module | undefined> => {
    try {
      return await loaded({ names: [name], command }, cwd, load);
    } catch (thrown) {
      if (!(thrown instanceof SdkMissing)) throw thrown;
      lacking.push(name);
      return undefined;
    }
  };
  const iam = await part(NAMES.iam, () => import('@aws-sdk/client-iam'));
  const sts = await part(NAMES.sts, () => import('@aws-sdk/client-sts'));
  const mq = await part(NAMES.mq, () => import('@aws-sdk/client-mq'));
  if (iam === undefined || sts === undefined || mq === undefined)
    throw missing({ names: lacking, command }, cwd);
  return { iam, sts, mq };
}

function missing(wanted: SdkPackages, cwd: string): SdkMissing {
  return new SdkMissing(installCommand(packageFolder(), cwd, wanted), wanted);
}

async function loaded<Module>(
  wanted: SdkPackages,
  cwd: string,
  load: () => Promise<Module>,
): Promise<Module> {
  // Which Node to run is for the engines line of package.json to say, not for every command.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await load();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    if (isMissing(thrown) && wanted.names.some((name) => reason.includes(`'${name}'`)))
      throw missing(wanted, cwd);
    const command = installCommand(packageFolder(), cwd, wanted);
    throw new AwsFailure(
      `the package ${wanted.names.join(', ')} is installed and cannot be loaded: ${reason.split('\n')[0] ?? ''}; install it anew with \`${command}\``,
    );
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
}

/** The folder of this package: the nearest one above this file that has a package.json. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}

/**
 * The command that installs the SDK where a package finds it: in the project that has the package, or
 * globally beside a global one.
 *
 * @param folder the folder of the package
 * @param cwd the folder that the command would be run in
 * @param wanted what is to be installed, by default the SDK for Amazon MQ
 */
export function installCommand(
  folder: string,
  cwd: string,
  { names, command }: SdkPackages = DEPLOY,
): string {
  const wanted = names.map((name) => `${name}@3`);
  const [outer = folder, inside] = folder.split(/[\\/]node_modules[\\/]/);
  // A clone of the repository, which has it among what it is developed with.
  if (inside === undefined) return `npm --prefix ${shellWord(folder)} install`;
  if (/[\\/]_npx[\\/]/.test(folder))
    return `npx ${[basename(folder), ...wanted].map((one) => `--package ${one}`).join(' ')} warren ${command} …`;
  const manager = managerOf(folder, wanted.join(' '));
  if (!existsSync(join(outer, 'package.json')) || /[\\/]global(?:[\\/]|$)/.test(outer))
    return manager.globally;
  const isThere = projectOf(cwd) === outer;
  return isThere ? manager.locally : `cd ${shellWord(outer)} && ${manager.locally}`;
}

/** The project that a package manager takes a folder for: the nearest above that looks like one. */
function projectOf(folder: string): string | undefined {
  if (['package.json', 'node_modules'].some((name) => existsSync(join(folder, name))))
    return folder;
  return dirname(folder) === folder ? undefined : projectOf(dirname(folder));
}

/** How a package manager installs. */
interface Manager {
  readonly locally: string;
  readonly globally: string;
}

function managerOf(folder: string, wanted: string): Manager {
  const npm: Manager = {
    locally: `npm install --save-dev ${wanted}`,
    globally: `npm install --global ${wanted}`,
  };
  if (/[\\/]\.pnpm[\\/]/.test(folder))
    return {
      locally: `pnpm add --save-dev ${wanted}`,
      globally: `pnpm add --global ${wanted}`,
    };
  return /[\\/]yarn[\\/]/.test(folder) ? { ...npm, globally: `yarn global add ${wanted}` } : npm;
}
