import type { RevisionRef } from './amazon-mq.js';
import { revisionText } from './revision-text.js';

/** How far a deployment got; each is told when it begins. */
export type Stage = 'read' | 'write' | 'written' | 'use' | 'used' | 'reboot' | 'wait' | 'running';

/**
 * For each stage: what is said when it begins, and how things stand where it is broken off. REVISION is
 * the revision that is deployed, CURRENT what the broker ran with when it was looked at.
 */
const STAGES: Readonly<Record<Stage, { readonly begins: string; readonly broken: string }>> = {
  read: { begins: '', broken: 'Nothing was changed.' },
  write: {
    begins: 'writing a new revision of the configuration',
    broken:
      'A new revision may have been written; the broker was not told to use it, and runs with CURRENT.',
  },
  written: {
    begins: 'wrote revision REVISION',
    broken:
      'Revision REVISION was written; the broker was not told to use it, and runs with CURRENT.',
  },
  use: {
    begins: 'telling the broker to use revision REVISION',
    broken:
      'The broker may have been told to use revision REVISION from its next reboot on; now it runs with CURRENT.',
  },
  used: {
    begins: 'the broker has revision REVISION',
    broken: 'The broker uses revision REVISION from its next reboot on; now it runs with CURRENT.',
  },
  reboot: {
    begins: 'rebooting the broker',
    broken: 'The broker has revision REVISION, and may be rebooting; before, it ran with CURRENT.',
  },
  wait: {
    begins: 'waiting for the broker',
    broken: 'The broker has revision REVISION and was told to reboot; before, it ran with CURRENT.',
  },
  running: {
    begins: 'the broker runs with revision REVISION',
    broken: 'The broker runs with revision REVISION.',
  },
};

/** How far a deployment got, told as it goes. */
export class Progress {
  #stage: Stage = 'read';
  /** What is deployed, once there is a revision of it. */
  revision: RevisionRef | undefined;
  #current: RevisionRef | undefined;
  #hasLooked = false;

  /** @param tell takes a line for people, without a full stop */
  constructor(private readonly tell: (line: string) => void) {}

  /** Keeps what the broker ran with when it was looked at. */
  saw(current: RevisionRef | undefined): void {
    this.#current = current;
    this.#hasLooked = true;
  }

  /** Begins a stage. */
  enter(stage: Stage): void {
    this.#stage = stage;
    this.tell(this.#named(STAGES[stage].begins));
  }

  /** Goes back to a stage without a word, where the next one is known not to have begun. */
  isStillAt(stage: Stage): void {
    this.#stage = stage;
  }

  /** Tells something in the middle of a stage. */
  note(line: string): void {
    this.tell(line);
  }

  /** Whether anything may have been changed. */
  get changed(): boolean {
    return this.#stage !== 'read';
  }

  /** How things stand where the deployment is broken off now: a sentence. */
  get state(): string {
    if (this.#stage === 'read' && this.#hasLooked)
      return this.#named('Nothing was changed; the broker runs with CURRENT.');
    return this.#named(STAGES[this.#stage].broken);
  }

  #named(text: string): string {
    return text
      .replace('REVISION', String(this.revision?.revision ?? '?'))
      .replace('CURRENT', revisionText(this.#current));
  }
}
