/** Thrown where something in the output folder is not Warren's: a sentence without its full stop. */
export class OutputRefused extends Error {}
