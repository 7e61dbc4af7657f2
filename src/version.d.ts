/*
 * The module that bundle.mjs writes into the build folder, of package.json.
 */

/** The version of this package. */
export const version: string;
