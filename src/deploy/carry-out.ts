import { AwsFailure, type AmazonMq, type RevisionRef } from './amazon-mq.js';
import { sameText, type Found } from './plan.js';
import { Progress } from './progress.js';
import { waitUntilRunning, type Pace } from './wait.js';

/** What is to be deployed where. */
export interface Target {
  /** The broker's id, `b-…`. */
  readonly broker: string;
  /** The configuration's id, `c-…`. */
  readonly configuration: string;
  /** The rabbitmq.conf. */
  readonly text: string;
}

/** Thrown where Amazon MQ would not run with exactly what was decided. */
export class NotAsWritten extends AwsFailure {
  constructor(
    readonly removed: readonly string[],
    revision: RevisionRef,
  ) {
    super(`Amazon MQ did not keep revision ${revision.revision} as it was written`);
  }
}

/**
 * Does what is left to do, step by step. The broker is told to use a revision only after that was
 * read back, byte for byte what was decided. With every step `progress` says how far it got, so that
 * whoever breaks off can be told; all of it can be run again.
 *
 * @param reboot whether to reboot the broker and wait for it
 */
export async function carryOut(
  mq: AmazonMq,
  target: Target,
  { status, plan }: Found,
  reboot: Pace | undefined,
  progress: Progress,
): Promise<void> {
  const revision = plan.revision ?? (await write(mq, target, progress));
  progress.revision = revision;
  if (plan.use) {
    progress.enter('use');
    await mq.useRevision(target.broker, revision);
  }
  progress.enter('used');
  if (!plan.reboot || reboot === undefined) return;
  // A reboot that an earlier run began is waited for, and not begun again.
  if (status.state !== 'REBOOT_IN_PROGRESS') {
    progress.enter('reboot');
    await mq.reboot(target.broker);
  }
  progress.enter('wait');
  await waitUntilRunning(mq, target.broker, revision, reboot, progress);
  progress.enter('running');
}

async function write(
  mq: AmazonMq,
  { configuration, text }: Target,
  progress: Progress,
): Promise<RevisionRef> {
  progress.enter('write');
  const written = await mq.writeRevision(configuration, text);
  progress.revision = written;
  progress.enter('written');
  if (written.removed.length > 0) throw new NotAsWritten(written.removed, written);
  const kept = await mq.readRevision(written);
  if (!sameText(kept, text)) throw new NotAsWritten(changedLines(kept, text), written);
  return written;
}

/** The most lines that are told one by one. */
const TOLD = 20;

function changedLines(kept: string, wanted: string): readonly string[] {
  const there = new Set(kept.split(/\r?\n/));
  const lost = wanted.split('\n').filter((line) => line !== '' && !there.has(line));
  const more = lost.length > TOLD ? [`and ${lost.length - TOLD} more lines`] : [];
  return [...lost.slice(0, TOLD).map((line) => `missing: ${line}`), ...more];
}
