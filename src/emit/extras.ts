/** What `compile` writes only if it is asked for. */
export const EXTRAS = [
  'iam-combined',
  'token-guard',
  'cloudformation',
  'terraform',
  'pulumi',
] as const;

/** Something that `compile` writes only if it is asked for. */
export type Extra = (typeof EXTRAS)[number];

/** Whether the text names something that `compile` can write besides. */
export function isExtra(text: string): text is Extra {
  return EXTRAS.some((extra) => extra === text);
}
