// Prints what the changelog says of a release, and refuses a tag that is not that of the package's version:
// node .ci/release-notes.mjs vX.Y.Z [FOLDER]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , tag = '', folder = '.'] = process.argv;
const read = (name) => readFileSync(join(folder, name), 'utf8');

const { version } = JSON.parse(read('package.json'));
const locked = JSON.parse(read('package-lock.json')).version;
const section = read('CHANGELOG.md')
  .split(/^## /m)
  .slice(1)
  .find((part) => part.split(/\s/, 1)[0] === version);
const notes = section?.slice(section.indexOf('\n')).trim() ?? '';

const problems = [
  ...(tag === `v${version}` ? [] : [`the tag is '${tag}', and package.json says ${version}`]),
  ...(locked === version ? [] : [`package-lock.json says ${locked}, and package.json ${version}`]),
  ...(notes === '' ? [`CHANGELOG.md has nothing under '## ${version}'`] : []),
];
for (const problem of problems) console.error(`release-notes: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(notes);
