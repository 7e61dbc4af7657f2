import { AwsFailure, type AmazonMq, type RevisionRef } from './amazon-mq.js';
import type { Plan } from './plan.js';
import type { Progress } from './progress.js';
import { rebootInto } from './reboot.js';
import { isSame, revisionText, sameText } from './revision-text.js';
import type { Pace } from './wait.js';
import { firstOf } from '../source/counted.js';

/** What is to be done to which broker. */
export interface Task {
  /** The broker's id, `b-…`. */
  readonly broker: string;
  /** The id of the configuration that a revision is written to, `c-…`. */
  readonly configuration: string;
  /** The text that is to be in the revision. */
  readonly text: string;
  readonly plan: Plan;
  /** What waited for the next reboot when it was asked whether to go on. */
  readonly pending: RevisionRef | undefined;
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

/** Thrown where somebody else changed something in between, and nothing may be built on that. */
export class Overtaken extends AwsFailure {}

/**
 * Does what is left to do, step by step. The broker is told to use a revision only after that was
 * read back, byte for byte what was decided. With every step `progress` says how far it got, so that
 * whoever breaks off can be told; all of it can be run again.
 *
 * @param reboot whether to reboot the broker and wait for it
 */
export async function carryOut(
  mq: AmazonMq,
  task: Task,
  reboot: Pace | undefined,
  progress: Progress,
): Promise<void> {
  const { broker, plan } = task;
  const revision = plan.revision ?? (await write(mq, task, progress));
  progress.revision = revision;
  if (plan.use) {
    if (plan.revision === undefined) await checkPending(mq, task);
    progress.enter('use');
    await refusable(progress, plan.revision === undefined ? 'written' : 'read', () =>
      mq.useRevision(broker, revision),
    );
  }
  progress.enter('used');
  if (!plan.reboot || reboot === undefined) return;
  await rebootInto(mq, broker, revision, reboot, progress);
  progress.enter('running');
}

async function write(
  mq: AmazonMq,
  { configuration, text }: Task,
  progress: Progress,
): Promise<RevisionRef> {
  progress.enter('write');
  const written = await refusable(progress, 'read', () => mq.writeRevision(configuration, text));
  progress.revision = written;
  progress.enter('written');
  if (written.removed.length > 0) throw new NotAsWritten(written.removed, written);
  const kept = await mq.readRevision(written);
  if (!sameText(kept.text, text)) throw new NotAsWritten(changedLines(kept.text, text), written);
  return written;
}

/** Nothing that somebody gave the broker while the revision was written is taken away unasked. */
async function checkPending(mq: AmazonMq, { broker, pending }: Task): Promise<void> {
  const status = await mq.describeBroker(broker);
  if (isSame(status.pending, pending)) return;
  throw new Overtaken(
    `somebody else told the broker to use ${revisionText(status.pending ?? status.current)} meanwhile`,
  );
}

/** Does something, and where it is refused knows that it did not happen. */
async function refusable<T>(
  progress: Progress,
  stage: 'read' | 'written',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AwsFailure && thrown.isRefusal) progress.isStillAt(stage);
    throw thrown;
  }
}

/** The most lines that are told one by one. */
const TOLD = 20;

function changedLines(kept: string, wanted: string): readonly string[] {
  const there = new Set(kept.split(/\r?\n/));
  const lost = wanted.split('\n').filter((line) => line !== '' && !there.has(line));
  return firstOf(
    lost.map((line) => `missing: ${line}`),
    TOLD,
    'lines',
  );
}
