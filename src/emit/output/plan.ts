import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { decodeSource } from '../../source/decode.js';
import { readRegularFile } from '../../source/read-file.js';
import { entryKind } from './folders.js';
import { OutputRefused } from './refused.js';

/** Where the plan of an output folder is written. */
interface Planned {
  /** The file of the plan. */
  readonly plan: string;
  /** The staging folder. */
  readonly folder: string;
  /** The output folder as the user names it. */
  readonly shown: string;
}

/** No plan comes near this size, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The plan while it is written. */
export const draftName = 'plan.draft';

/** Notes down, in one step, what is about to be moved into the output folder. */
export function writePlan({ plan, folder }: Planned, arriving: readonly string[]): void {
  const draft = `${folder}/${draftName}`;
  writeFileSync(draft, JSON.stringify(arriving), { flag: 'wx' });
  renameSync(draft, plan);
}

/**
 * What was about to be moved in; undefined where nothing had been moved.
 *
 * @throws Refused for a plan that Warren did not write
 */
export function readPlan({ plan, shown }: Planned): readonly string[] | undefined {
  if (entryKind(plan) === 'nothing') return undefined;
  const result = readRegularFile(plan, plan, MAX_BYTES);
  const names =
    result.kind === 'read' ? namesIn(decodeSource(result.bytes, plan).source.text) : undefined;
  if (names === undefined)
    throw new OutputRefused(`${plan} is not what Warren wrote; nothing in ${shown} was changed`);
  return names;
}

/** Forgets the plan: all is as it was. */
export function dropPlan({ plan }: Planned): void {
  if (entryKind(plan) !== 'nothing') unlinkSync(plan);
}

function namesIn(text: string): readonly string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const names: readonly unknown[] = value;
  const plain = names.filter((name) => typeof name === 'string' && /^[^./\0][^/\0]*$/.test(name));
  return plain.length === names.length ? plain.map(String) : undefined;
}
