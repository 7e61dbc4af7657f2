import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellWord } from '../program/text/shell-word.js';
import { AwsFailure } from './amazon-mq.js';

/** A package of the AWS SDK, which signs and sends requests to one service. */
export interface SdkPackage {
  readonly name: string;
  /** The command that loads it. */
  readonly command: 'deploy' | 'verify';
}

const MQ: SdkPackage = { name: '@aws-sdk/client-mq', command: 'deploy' };
const STS: SdkPackage = { name: '@aws-sdk/client-sts', command: 'verify' };

/** The SDK's module for Amazon MQ. */
export type SdkModule = typeof import('@aws-sdk/client-mq');

/** The SDK's module for STS. */
export type StsModule = typeof import('@aws-sdk/client-sts');

/** Thrown where the SDK is not installed beside Warren. */
export class SdkMissing extends AwsFailure {
  /** @param command what installs it */
  constructor(
    readonly command: string,
    { name, command: by }: SdkPackage = MQ,
  ) {
    super(`\`${by}\` speaks to AWS by the package ${name}, which is not installed beside Warren`);
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
  return loaded(MQ, cwd, () => import('@aws-sdk/client-mq'));
}

/** Loads the SDK for STS, as `loadSdk` does, for a `verify` that asks for a token itself. */
export function loadSts(cwd: string): Promise<StsModule> {
  return loaded(STS, cwd, () => import('@aws-sdk/client-sts'));
}

async function loaded<Module>(
  wanted: SdkPackage,
  cwd: string,
  load: () => Promise<Module>,
): Promise<Module> {
  // Which Node to run is for the engines line of package.json to say, not for every command.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await load();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const command = installCommand(packageFolder(), cwd, wanted);
    if (isMissing(thrown) && reason.includes(`'${wanted.name}'`))
      throw new SdkMissing(command, wanted);
    throw new AwsFailure(
      `the package ${wanted.name} is installed and cannot be loaded: ${reason.split('\n')[0] ?? ''}; install it anew with \`${command}\``,
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
export function installCommand(folder: string, cwd: string, wanted: SdkPackage = MQ): string {
  const [outer = folder, inside] = folder.split(/[\\/]node_modules[\\/]/);
  // A clone of the repository, which has it among what it is developed with.
  if (inside === undefined) return `npm --prefix ${shellWord(folder)} install`;
  if (/[\\/]_npx[\\/]/.test(folder))
    return `npx --package ${basename(folder)} --package ${wanted.name}@3 warren ${wanted.command} …`;
  const manager = managerOf(folder, `${wanted.name}@3`);
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
