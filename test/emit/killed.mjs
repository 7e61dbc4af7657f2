import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/*
 * `killed.mjs OUT STEP` reads artifacts as JSON from standard input, writes them as `compile` does, and
 * is killed before the STEP-th change of the file system, a half-written file being one. Prints the
 * result where it comes to that.
 */
const [, , out, at] = process.argv;
const artifacts = JSON.parse(fs.readFileSync(0, 'utf8'));
let steps = 0;

function step() {
  steps += 1;
  if (steps < Number(at)) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

const { writeFileSync } = fs;
for (const name of ['mkdirSync', 'renameSync', 'rmdirSync', 'unlinkSync', 'rmSync', 'linkSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    step();
    return original(...args);
  };
}
fs.writeFileSync = (file, text, options) => {
  const half = Math.floor(text.length / 2);
  step();
  writeFileSync(file, text.slice(0, half), options);
  step();
  // What is written to an open file goes after what was written before.
  writeFileSync(file, typeof file === 'number' ? text.slice(half) : text);
};
syncBuiltinESMExports();

const { writeOutput } = await import('#warren/emit/output/write.js');
console.log(JSON.stringify(writeOutput(out, artifacts)));
