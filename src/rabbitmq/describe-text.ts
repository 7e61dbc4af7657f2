import type { ConfTextProblem } from './conf-text.js';

/** Why the configuration cannot hold a text, as a sentence. */
export function describeTextProblem(problem: ConfTextProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'it is empty.';
    case 'character':
      return /^[!-~]$/.test(problem.character)
        ? `it holds \`${problem.character}\`. Use letters, digits and + = , . @ _ / : -`
        : 'it holds a blank or another character that is not visible ASCII. Use letters, digits and + = , . @ _ / : -';
    case 'too-long':
      return `it is longer than ${problem.most} characters.`;
  }
}
