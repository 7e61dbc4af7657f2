import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellWord } from '../program/text/shell-word.js';
import { AwsFailure } from './amazon-mq.js';

/** The package of the AWS SDK that signs and sends requests, and the major version that is wanted. */
const SDK = '@aws-sdk/client-mq';
const WANTED = `${SDK}@3`;

/** The SDK's module. */
export type SdkModule = typeof import('@aws-sdk/client-mq');

/** Thrown where the SDK is not installed beside Warren. */
export class SdkMissing extends AwsFailure {
  /** @param command what installs it */
  constructor(readonly command: string) {
    super(`\`deploy\` speaks to AWS by the package ${SDK}, which is not installed beside Warren`);
  }
}

/**
 * Loads the SDK. It is more than half of what Warren would weigh with it, and nothing else needs it, so
 * that it is only installed where `deploy` is used. It is looked for beside Warren alone: what lies in
 * the folder of a policy may be anybody's, and is not run.
 *
 * @param cwd the folder that an install command would be run in
 * @throws SdkMissing where it is not installed
 * @throws AwsFailure where what is installed cannot be loaded
 */
export async function loadSdk(cwd: string): Promise<SdkModule> {
  // Which Node to run is for the engines line of package.json to say, not for every deployment.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await import('@aws-sdk/client-mq');
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    if (isMissing(thrown) && reason.includes(`'${SDK}'`))
      throw new SdkMissing(installCommand(packageFolder(), cwd));
    throw new AwsFailure(
      `the package ${SDK} is installed and cannot be loaded: ${reason.split('\n')[0] ?? ''}; install it anew with \`${installCommand(packageFolder(), cwd)}\``,
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
 */
export function installCommand(folder: string, cwd: string): string {
  const [outer = folder, inside] = folder.split(/[\\/]node_modules[\\/]/);
  // A clone of the repository, which has it among what it is developed with.
  if (inside === undefined) return `npm --prefix ${shellWord(folder)} install`;
  if (/[\\/]_npx[\\/]/.test(folder))
    return `npx --package ${basename(folder)} --package ${WANTED} warren deploy …`;
  const manager = managerOf(folder);
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

const NPM: Manager = {
  locally: `npm install --save-dev ${WANTED}`,
  globally: `npm install --global ${WANTED}`,
};
const PNPM: Manager = {
  locally: `pnpm add --save-dev ${WANTED}`,
  globally: `pnpm add --global ${WANTED}`,
};
const YARN: Manager = { ...NPM, globally: `yarn global add ${WANTED}` };

function managerOf(folder: string): Manager {
  if (/[\\/]\.pnpm[\\/]/.test(folder)) return PNPM;
  return /[\\/]yarn[\\/]/.test(folder) ? YARN : NPM;
}
