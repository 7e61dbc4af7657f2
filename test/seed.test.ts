import fc from 'fast-check';

/*
 * With WARREN_SEED set, as in CI, every property starts from that seed, so that a run can be repeated;
 * without it each run tries something new. fast-check prints the seed of a failure.
 */
const { WARREN_SEED } = process.env;
if (WARREN_SEED !== undefined) fc.configureGlobal({ seed: Number(WARREN_SEED) });
