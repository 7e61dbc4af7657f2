import type { Place } from '../../source/source.js';

/** How a new name is written, or why there can be no such name: a sentence. */
export type NewName =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** What is to be renamed, or why it cannot be: a sentence. */
export type Renaming =
  | {
      readonly ok: true;
      /** The name at the cursor, as it is now. */
      readonly at: Place;
      readonly name: string;
      /** Every place that has to change. */
      readonly places: readonly Place[];
      readonly write: (name: string) => NewName;
    }
  | { readonly ok: false; readonly reason: string };

/** Why something cannot be renamed, or cannot have a name. */
export function unable(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
