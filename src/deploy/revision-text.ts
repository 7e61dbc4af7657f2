import type { RevisionRef } from './amazon-mq.js';

/** A revision as it is named to people; the words for none where there is none. */
export function revisionText(ref: RevisionRef | undefined): string {
  if (ref === undefined) return 'no configuration';
  return `revision ${ref.revision} of ${ref.configuration}`;
}

/** Whether two references name one revision. */
export function isSame(one: RevisionRef | undefined, other: RevisionRef | undefined): boolean {
  return one?.configuration === other?.configuration && one?.revision === other?.revision;
}

/** Whether two texts are the same configuration, whatever ends their lines and the text. */
export function sameText(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(text: string): string {
  return text.replace(/\r\n/g, '\n').trimEnd();
}
