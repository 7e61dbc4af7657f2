/**
 * Whether what is written to a stream should be coloured, by the variables that programs agree on:
 * NO_COLOR (no-color.org), FORCE_COLOR as Node reads it, CLICOLOR and CLICOLOR_FORCE (bixense.com/clicolors),
 * and a TERM that cannot.
 *
 * @param isTerminal whether a person reads the stream
 */
export function likesColour(
  { NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM }: NodeJS.ProcessEnv,
  isTerminal: () => boolean,
): boolean {
  if (NO_COLOR) return false;
  if (isOn(FORCE_COLOR) || isOn(CLICOLOR_FORCE)) return true;
  return TERM !== 'dumb' && CLICOLOR !== '0' && isTerminal();
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
