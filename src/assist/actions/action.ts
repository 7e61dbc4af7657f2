import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** What an action is for, as the Language Server Protocol names it. */
export type ActionKind = 'quickfix' | 'source.fixAll' | 'source.organize';

/** A change that an editor can make when somebody asks for it. */
export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  readonly edits: readonly Edit[];
  /** What it does away with. */
  readonly solves: readonly Diagnostic[];
  /** Whether nothing else would be as right. */
  readonly preferred: boolean;
}

/** What actions are found with. */
export interface ActionContext {
  readonly files: readonly PolicyFile[];
  readonly brokers: readonly QueryableBroker[];
  readonly file: PolicyFile;
  /** Every diagnostic of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the actions for one diagnostic. */
export type FindActions = (diagnostic: Diagnostic, context: ActionContext) => readonly Action[];
