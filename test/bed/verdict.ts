/** What a broker answered to an operation: it let the user do it, or it refused for want of a right. */
export type Verdict =
  { readonly allowed: true } | { readonly allowed: false; readonly reply: string };

/** The operation was allowed. */
export const ALLOWED: Verdict = { allowed: true };

/** The operation was refused, with the broker's words. */
export function refused(reply: string): Verdict {
  return { allowed: false, reply };
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
