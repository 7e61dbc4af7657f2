import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'ini';
import { nearest } from '../diagnostics/nearest.js';
import { readRegularFile } from '../source/read-file.js';

/** The environment of a process. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** The profiles of the AWS configuration files. */
export interface Profiles {
  /** The region of each profile, undefined where it has none. */
  readonly regions: ReadonlyMap<string, string | undefined>;
  /** The paths of the files, as they are named to people. */
  readonly files: readonly string[];
  /** Why one of them could not be read though it is there: a clause each. */
  readonly problems: readonly string[];
}

/** The largest file that is read. */
const MOST = 2 ** 20;

/** The name of the profile that is used where none is named. */
export const DEFAULT_PROFILE = 'default';

/**
 * Reads the profiles of the two AWS configuration files, as the SDKs do: a profile stands in
 * `[profile NAME]` or `[default]` of the first one, and in `[NAME]` of the other, whose region wins. A
 * file that is not there, or cannot be read, has none. Source: AWS SDKs and Tools Reference Guide,
 * "Using shared config and credentials files", and @smithy/core, `loadSharedConfigFiles`.
 */
export function readProfiles(env: ProcessEnvironment): Profiles {
  const config = fileOf(env, 'AWS_CONFIG_FILE', 'config');
  const credentials = fileOf(env, 'AWS_SHARED_CREDENTIALS_FILE', 'credentials');
  const regions = new Map<string, string | undefined>();
  const add = (name: string | undefined, region: string | undefined): void => {
    if (name !== undefined) regions.set(name, region ?? regions.get(name));
  };
  const problems: string[] = [];
  for (const [section, region] of sectionsOf(config, problems)) add(configProfile(section), region);
  for (const [section, region] of sectionsOf(credentials, problems)) add(unquoted(section), region);
  return { regions, files: [config, credentials], problems };
}

/**
 * Why a profile cannot be used: a line for people, with the known one that was probably meant;
 * undefined where there is such a profile.
 */
export function unknownProfile(
  name: string,
  { regions, files, problems }: Profiles,
): string | undefined {
  if (regions.has(name)) return undefined;
  const near = nearest(name, regions.keys());
  const known = [...regions.keys()].slice(0, SHOWN);
  const more = regions.size > known.length ? ' and more' : '';
  const meant =
    near !== undefined
      ? `. Did you mean \`${near}\`?`
      : known.length > 0
        ? `; there are ${known.join(', ')}${more}`
        : '';
  const unread = problems.map((problem) => `; ${problem}`).join('');
  return `there is no profile '${name}' in ${files.join(' or ')}${unread}${meant}`;
}

/** The most profiles that are listed. */
const SHOWN = 8;

function fileOf(env: ProcessEnvironment, variable: string, name: string): string {
  const given = env[variable];
  return given === undefined || given === '' ? `~/.aws/${name}` : given;
}

/** The sections of a file with the region that each names; why there are none is added to `problems`. */
function sectionsOf(
  file: string,
  problems: string[],
): readonly (readonly [string, string | undefined])[] {
  const path = file.startsWith('~/') ? join(homedir(), file.slice(2)) : file;
  const read = readRegularFile(path, file, MOST);
  if (read.kind === 'failed' && read.problem.kind === 'unreadable')
    problems.push(read.problem.message);
  if (read.kind === 'too-large') problems.push(`${file} is too large`);
  if (read.kind !== 'read') return [];
  const sections: Readonly<Record<string, unknown>> = parse(
    plain(new TextDecoder().decode(read.bytes)),
  );
  return Object.entries(sections).flatMap(([name, section]) => {
    if (typeof section !== 'object' || section === null) return [];
    const region = memberOf(section, 'region');
    const value = typeof region === 'string' ? region.trim() : '';
    return [[name, value === '' ? undefined : value] as const];
  });
}

/**
 * The text as a plain ini file means the same. To AWS an indented line belongs to the key above it, a
 * comment may follow a section's head, and a dot in a profile's name is a dot.
 */
function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !/^\s/.test(line))
    .map((line) => line.replace(/(^|\s)[;#].*$/, '').trimEnd())
    .map((line) => (line.startsWith('[') ? line.replaceAll('.', '\\.') : line))
    .join('\n');
}

/** The profile whose section this is in the configuration file; others are of another kind. */
function configProfile(section: string): string | undefined {
  if (section === DEFAULT_PROFILE) return section;
  const named = /^profile\s+(.+)$/.exec(section)?.[1];
  return named === undefined ? undefined : unquoted(named);
}

function memberOf(value: object, name: string): unknown {
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function unquoted(name: string): string {
  return name.trim().replace(/^(["'])(.*)\1$/, '$2');
}
