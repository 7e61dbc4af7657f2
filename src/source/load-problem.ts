import { commandLine, pathWord } from './shell.js';

/**
 * Why something named on the command line could not be taken in:
 * - `missing`: there is nothing of that name;
 * - `loose-link`: a link that leads to nothing;
 * - `unreadable`: the system refuses it;
 * - `not-a-file`: a pipe, socket or device, which could block for ever;
 * - `foreign-link`: a link with the name of a policy file that leads to a file of another kind;
 * - `wide-link`: a link out of the folder to more than a policy has;
 * - `no-policy-files`: a folder without any `.warren` file below;
 * - `several-policies`: more policies than one, where one is to be named;
 * - `configuration`: a file that a broker has, which may hold secrets that no report is to show;
 * - `root-file`: a `warren.yaml`, in the place of its folder;
 * - `changed`: a file vanished, grew or shrank while it was being read.
 */
export type LoadProblemKind =
  | 'missing'
  | 'loose-link'
  | 'unreadable'
  | 'not-a-file'
  | 'foreign-link'
  | 'wide-link'
  | 'no-policy-files'
  | 'several-policies'
  | 'configuration'
  | 'root-file'
  | 'changed';

/** An input that cannot be read: wrong usage (exit code 2), not an error of the policy. */
export interface LoadProblem {
  readonly kind: LoadProblemKind;
  /** The absolute path. */
  readonly path: string;
  /** One sentence without a full stop that names the path as people know it. */
  readonly message: string;
}

/** The sentence for each kind; `name` is the path as shown, `detail` the system's reason if any. */
const sentences: Readonly<Record<LoadProblemKind, (name: string, detail: string) => string>> = {
  missing: (name) => `${name} does not exist`,
  'loose-link': (name, detail) => `${name} is a link to ${detail}, which does not exist`,
  unreadable: (name, detail) => `${name} cannot be read: ${detail}`,
  'not-a-file': (name) => `${name} is neither a regular file nor a folder`,
  'foreign-link': (name) => `${name} is a link to a file that is no .warren file`,
  'wide-link': (name) =>
    `${name} is a link that leads out of the folder to more files than a policy has; link to the folder with the policy files alone`,
  'no-policy-files': (name) => `${name} holds no .warren file`,
  'several-policies': (name, detail) =>
    `${name} holds several policies, each with a warren.yaml of its own; name one of ${detail}`,
  configuration: (name) =>
    `${name} is no policy: \`${commandLine('warren', 'import', pathWord(name))}\` makes one of what a broker has`,
  'root-file': (name, detail) =>
    `${name} makes its folder the root of a policy and is none itself: give the folder, ${detail}`,
  changed: (name, detail) => `${name} ${detail} while it was being read`,
};

/** The problem of the given kind with the path `path`, shown as `name`. */
export function loadProblem(
  kind: LoadProblemKind,
  path: string,
  name: string,
  detail = '',
): LoadProblem {
  return { kind, path, message: sentences[kind](name, detail) };
}
