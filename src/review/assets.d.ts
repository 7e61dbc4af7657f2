/*
 * The module that bundle.mjs writes into the build folder: what every page holds beside its review.
 */

/** The script of the page, bundled. */
export const script: string;

/** The style of the page. */
export const style: string;
