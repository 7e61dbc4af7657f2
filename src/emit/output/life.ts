import { readFileSync, readlinkSync } from 'node:fs';
import { errorCode } from '../../source/system-error.js';

/** Where nothing tells one process from another that had its number. */
const UNKNOWN = '-';

/**
 * What tells a process from every other that had or will have its number: the boot of the machine, the
 * space in which the number is given out (a container has its own), and when it started; `-` where the
 * system does not say. Without blanks.
 *
 * Source: proc_pid_stat(5), field 22 `starttime`; random(4), `boot_id`; pid_namespaces(7).
 */
export function lifeOf(pid: number): string {
  const start = statOf(pid)?.[19];
  const space = spaceOfNumbers();
  return start === undefined || space === UNKNOWN ? UNKNOWN : `${space}/${start}`;
}

/** Whether a process runs; unknown where it cannot be seen from here, or only its number is known. */
export type Life = 'runs' | 'ended' | 'unknown';

/**
 * What has become of a process.
 *
 * @param life what `lifeOf` said of it, by itself; another text says nothing
 */
export function lifeNow(pid: number, life: string): Life {
  const [space, start] = partsOf(life);
  const known = start !== undefined;
  if (known && space !== spaceOfNumbers()) return 'unknown';
  if (!isUsed(pid)) return 'ended';
  const [state, now] = [statOf(pid)?.[0], statOf(pid)?.[19]];
  // Nothing runs any more in a process whose end its parent has not asked for.
  if (state === 'Z' || state === 'X') return 'ended';
  // This process writes one output at a time, so its own mark is that of an earlier one.
  if (pid === process.pid) return 'ended';
  if (!known || now === undefined) return 'unknown';
  return now === start ? 'runs' : 'ended';
}

function partsOf(life: string): readonly [space: string, start: string | undefined] {
  const [boot, space, start] = life.split('/');
  return [`${boot}/${space}`, start];
}

function isUsed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Boot and space of the numbers of processes. */
function spaceOfNumbers(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return UNKNOWN;
  }
}

/** The state and what follows it; the name before it may hold anything. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
