import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Trouble } from './trouble.mjs';

/** The folder of Warren that these scripts belong to. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/warren.js', import.meta.url));

/** The most that a run may write, in bytes. */
const MOST = 2 ** 28;

/**
 * Runs Warren, without a shell: nothing of the arguments is code.
 *
 * @param {readonly string[]} args
 */
export function warren(args) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: MOST,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (error !== undefined) throw new Trouble(`Warren cannot be run: ${error.message}`);
  return { status: status ?? 2, stdout, stderr };
}

/**
 * A value of the environment; undefined where it is empty or not there.
 *
 * @param {string} name
 */
export function setting(name) {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/**
 * A switch of the environment.
 *
 * @param {string} name
 * @param {boolean} usual what it is where nothing is said
 */
export function isOn(name, usual) {
  const value = setting(name);
  if (value === undefined) return usual;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Trouble(`${name} is 'true' or 'false', not '${value}'`);
}

/**
 * A path of the environment, as an argument: one that begins with a dash is no option.
 *
 * @param {string} name
 */
export function pathSetting(name) {
  const path = setting(name);
  return path?.startsWith('-') === true ? `./${path}` : path;
}
