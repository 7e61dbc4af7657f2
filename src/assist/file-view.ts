import type { Source } from '../source/source.js';
import type { PolicyFile } from '../syntax/tree.js';
import type { Snapshot } from './snapshot.js';

/** A file of a policy as somebody looks at it. */
export interface FileView {
  readonly snapshot: Snapshot;
  readonly file: PolicyFile;
  readonly source: Source;
}
