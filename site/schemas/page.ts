import { documents } from './documents.js';

const HEAD = `# JSON

What commands write with \`--format json\`, and the batch that \`can\` reads, each with a JSON Schema of draft
2020-12. The schemas are strict: an object has the members that are named and no others, so that a member that
is new is a new schema. Outputs of good and of bad policies are held against them at every change of the program.

In all of them lines and columns count from 1, columns in UTF-16 code units, and the end of a range is exclusive.
What a terminal could obey, in a name or a message, is escaped as JSON escapes it. A policy with errors is answered
by most commands with the diagnostics that \`check\` writes, and exit code 1: the schema of such a command takes
either document.

`;

const TAIL = `
\`--format sarif\` is SARIF 2.1.0, \`--format junit\` is JUnit XML and \`--format github\` the workflow commands of
GitHub. Exit codes are on [the page of the command line](cli.md#exit-codes).
`;

/** The page that lists the schemas, as Markdown. */
export function schemasPage(): string {
  const rows = documents.map(
    ({ name, command, what }) =>
      `| \`${command.replaceAll('|', '\\|')}\` | ${what} | [${name}.json](schemas/${name}.json) |`,
  );
  return `${HEAD}| command | what | schema |\n| --- | --- | --- |\n${rows.join('\n')}\n${TAIL}`;
}
