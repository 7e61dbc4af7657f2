import type { Editor, Role } from '../../editors/vscode/src/editor.js';
import type { Outcome, Warren } from '../../editors/vscode/src/warren.js';

/** What a user and an editor would do, where a test does not say otherwise: nothing. */
export interface Answers {
  readonly folder?: string;
  readonly configured?: string;
  readonly chosen?: string;
  readonly roles?: readonly Role[];
  readonly picked?: string;
  readonly access?: string;
}

/** An editor that answers as it is told, and the list of all that is asked of it. */
export function fakeEditor(answers: Answers): { editor: Editor; seen: readonly string[] } {
  const seen: string[] = [];
  const see = (...words: readonly string[]): void => {
    seen.push(words.join(' | '));
  };
  const { folder } = answers;
  const editor: Editor = {
    chooseFolder: () =>
      Promise.resolve(folder === undefined ? undefined : { name: 'shop', path: folder }),
    chooseOutput: ({ path }) => {
      see('output?', path);
      return Promise.resolve(answers.chosen);
    },
    outputFolder: () => answers.configured ?? '',
    savePolicies: () => {
      see('save');
      return Promise.resolve();
    },
    roles: () => Promise.resolve(answers.roles ?? []),
    pick: (names) => {
      see('pick', ...names);
      return Promise.resolve(answers.picked);
    },
    accessOf: ({ name, uri }) => {
      see('access?', name, uri);
      return Promise.resolve(answers.access ?? '');
    },
    show: (name, text) => {
      see('show', name, text);
      return Promise.resolve();
    },
    log: (text) => {
      see('log', text);
    },
    inform: (message) => {
      see('inform', message);
    },
    complain: (message) => {
      see('complain', message);
    },
  };
  return { editor, seen };
}

/** A command line that ends as it is told, and the list of what was run. */
export function fakeWarren(outcome: Partial<Outcome>): { warren: Warren; ran: readonly string[] } {
  const ran: string[] = [];
  const warren: Warren = (args, folder) => {
    ran.push(`${folder}$ warren ${args.join(' ')}`);
    return Promise.resolve({ status: 0, stdout: '', stderr: '', ...outcome });
  };
  return { warren, ran };
}
