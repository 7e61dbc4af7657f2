/** The anchor of a heading, as GitHub makes it, so that a link leads to the same place here and there. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');
}
