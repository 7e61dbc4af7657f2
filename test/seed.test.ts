import fc from 'fast-check';

/*
 * With WARREN_SEED set, as in CI, every property starts from that seed, so that a run can be repeated;
 * without it each run tries something new. fast-check prints the seed of a failure. `seeds.ts` sets one
 * seed after the other, and is told which tests try properties.
 */
let current: Mocha.Runnable | undefined;

fc.installGlobalPlugin(
  fc.beforeEach(() => {
    current?.emit('property');
  }),
);

beforeEach(function () {
  const { WARREN_SEED } = process.env;
  current = this.currentTest;
  if (WARREN_SEED !== undefined) fc.configureGlobal({ seed: Number(WARREN_SEED) });
});
