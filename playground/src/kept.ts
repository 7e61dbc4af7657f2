import type { PolicyText } from '../../dist/core/index.js';
import { filesOf } from './share.js';

/** Where a tab keeps its policy while its page is loaded again. */
const KEY = 'warren-playground';

/** The policy of the page, and the part of the address that it began from. */
export interface Kept {
  readonly opened: string;
  readonly files: readonly PolicyText[];
}

/** Keeps a policy for this tab alone, until it is closed; a browser may refuse to. */
export function keep({ opened, files }: Kept): void {
  try {
    const data = [opened, files.map(({ name, text }) => [name, text])];
    sessionStorage.setItem(KEY, JSON.stringify(data));
  } catch {
    // The page works without, and begins anew where it is loaded again.
  }
}

/** The policy that this tab has kept; undefined where there is none. */
export function kept(): Kept | undefined {
  try {
    const data: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!Array.isArray(data)) return undefined;
    const [opened, texts] = data as readonly unknown[];
    const files = filesOf(texts);
    return typeof opened === 'string' && files !== undefined ? { opened, files } : undefined;
  } catch {
    return undefined;
  }
}
