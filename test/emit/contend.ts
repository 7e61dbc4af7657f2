import { writeOutput } from '#warren/emit/output/write.js';
import { contended, rounds } from './samples.js';

// One of several runs at once: `contend.ts OUT TAG` writes over and over, and says how each try ended.
const [, , out = '', tag = ''] = process.argv;
for (let round = 0; round < rounds; round++) {
  const result = writeOutput(out, contended(tag));
  console.log(result.ok ? 'ok' : result.message);
}
