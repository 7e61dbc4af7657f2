import type { Operation } from '../operations.js';
import type { Need } from './needs.js';

/** A phrase of the language, an operation that it is for, and what the broker demands for that. */
export interface Row {
  /** One phrase, or several where no operation wants a single permission only. */
  readonly phrase: string;
  readonly needs: readonly Need[];
  readonly operation: Operation;
}

/** Rows of one phrase and what its operations demand. */
export function rows(
  phrase: string,
  needs: readonly Need[],
  ...operations: readonly Operation[]
): readonly Row[] {
  return operations.map((operation) => ({ phrase, needs, operation }));
}

/** A need of the configure permission. */
export function configure(name: string): Need {
  return { permission: 'configure', name };
}

/** A need of the write permission, or of that for a routing key. */
export function write(name: string, key?: string): Need {
  return { permission: 'write', name, ...(key === undefined ? {} : { key }) };
}

/** A need of the read permission, or of that for a routing key. */
export function read(name: string, key?: string): Need {
  return { permission: 'read', name, ...(key === undefined ? {} : { key }) };
}
