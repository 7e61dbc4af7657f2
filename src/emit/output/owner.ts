import { hostname } from 'node:os';
import { lazily } from '../../source/lazily.js';
import { lifeNow, lifeOf, type Life } from './life.js';

/** The run that an owner's mark names. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** See `lifeOf`; an earlier release wrote the time instead. */
  readonly life: string;
}

/** No number of a process is longer. */
const PID = /^[1-9][0-9]{0,9}$/;

/** The mark of this run: host, process, what tells the process from others, and a text of its own. */
export function ownMark(): string {
  const host = encodeURIComponent(hostname());
  return `${host} ${process.pid} ${lifeOf(process.pid)} ${lazily.crypto.randomUUID()}`;
}

/** The run that a mark names; undefined for what no release writes. */
export function ownerOf(mark: string): Owner | undefined {
  const [host = '', pid = '', life = ''] = mark.split(' ');
  if (!/^[\w.%-]{1,255}$/.test(host) || !PID.test(pid)) return undefined;
  return { host, pid: Number(pid), life };
}

/** What has become of the run that wrote a mark; a mark of no run is that of one that was cut off. */
export function fateOf(mark: string): Life {
  const owner = ownerOf(mark);
  if (owner === undefined) return 'ended';
  // The number of a process elsewhere says nothing here.
  if (owner.host !== encodeURIComponent(hostname())) return 'unknown';
  return lifeNow(owner.pid, owner.life);
}

/** A short text that no other mark has. */
export function tokenOf(mark: string): string {
  return lazily.crypto.createHash('sha256').update(mark).digest('hex').slice(0, 32);
}
