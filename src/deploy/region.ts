import { isRegionName } from '../aws/regions.js';
import {
  DEFAULT_PROFILE,
  unknownProfile,
  type ProcessEnvironment,
  type Profiles,
} from './profiles.js';

/** What may say where a broker is, and as whom AWS is asked. */
export interface Wherever {
  /** The broker's name; undefined where there is no policy yet. */
  readonly name: string | undefined;
  /** What the policy says, which is what counts. */
  readonly policy: string | undefined;
  /** `--region`. */
  readonly option: string | undefined;
  /** `--profile`. */
  readonly profile: string | undefined;
}

/** The region, or why there is none: a line for people. */
export type RegionChoice =
  | {
      readonly ok: true;
      readonly region: string;
      /** What says another region and does not count: a sentence, if there is something. */
      readonly note: string | undefined;
    }
  | { readonly ok: false; readonly problem: string };

/** Something that names a region, and how it is called. */
interface Named {
  readonly region: string;
  readonly by: string;
}

/**
 * The region of a broker: what the policy says, with which `--region` must agree; else `--region`, the
 * environment (`AWS_REGION`, then `AWS_DEFAULT_REGION`), and the profile, in that order, as the AWS CLI
 * has it. A profile that there is not is a mistake, whatever else is said.
 */
export function chooseRegion(
  { name, policy, option, profile }: Wherever,
  env: ProcessEnvironment,
  profiles: Profiles,
): RegionChoice {
  const used = profile ?? filled(env['AWS_PROFILE']);
  if (used !== undefined && (used !== DEFAULT_PROFILE || profile !== undefined)) {
    const problem = unknownProfile(used, profiles);
    if (problem !== undefined) return { ok: false, problem };
  }
  if (policy !== undefined && option !== undefined && policy !== option)
    return {
      ok: false,
      problem: `the policy says \`region ${policy}\` for ${name ?? 'it'}, not ${option}`,
    };
  const around = surroundings(env, profiles, used ?? DEFAULT_PROFILE);
  const found = policy ?? option ?? around?.region;
  if (found === undefined)
    return {
      ok: false,
      problem:
        name === undefined
          ? 'no region: name a --region, or set AWS_REGION'
          : `no region: add \`region\` to the broker ${name}, or name a --region`,
    };
  if (policy === undefined && !isRegionName(found)) {
    const by = option === undefined ? (around?.by ?? '') : '--region';
    return { ok: false, problem: `'${found}', which ${by} says, is no AWS region` };
  }
  if (around === undefined || around.region === found)
    return { ok: true, region: found, note: undefined };
  const counts = policy === undefined ? '--region' : `the policy's \`region ${found}\``;
  const note = `${around.by} says ${around.region}; ${counts} counts${name === undefined ? '' : ` for ${name}`}`;
  return { ok: true, region: found, note };
}

function surroundings(
  env: ProcessEnvironment,
  { regions }: Profiles,
  profile: string,
): Named | undefined {
  for (const by of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = filled(env[by]);
    if (region !== undefined) return { region, by };
  }
  const region = regions.get(profile);
  return region === undefined ? undefined : { region, by: `the profile '${profile}'` };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
