/** A workspace folder. */
export interface Folder {
  readonly name: string;
  /** Its absolute path. */
  readonly path: string;
}

/** A role of the policy. */
export interface Role {
  readonly name: string;
  /** The file that declares it. */
  readonly uri: string;
}

/** What the commands need of an editor: little, so that they can be tried without one. */
export interface Editor {
  /** The folder that a command is about: of the file in view, the only one, or the one picked. */
  readonly chooseFolder: () => Promise<Folder | undefined>;
  /** Asks for a folder to write to, by its absolute path; `undefined` where nobody wants one. */
  readonly chooseOutput: (start: Folder) => Promise<string | undefined>;
  /** The configured output folder of a workspace folder; empty for none. */
  readonly outputFolder: (of: Folder) => string;
  /** Saves the policy files that were changed: commands read what is on the disk. */
  readonly savePolicies: () => Promise<void>;
  /** The roles of a folder's policy, as the language server knows them. */
  readonly roles: (of: Folder) => Promise<readonly Role[]>;
  /** Asks for one of several names. */
  readonly pick: (names: readonly string[], question: string) => Promise<string | undefined>;
  /** All that a role can do, as the language server tells it. */
  readonly accessOf: (role: Role) => Promise<string>;
  /** Shows a text that cannot be edited. */
  readonly show: (name: string, text: string) => Promise<void>;
  /** Writes to the output channel, for whoever looks there. */
  readonly log: (text: string) => void;
  /** A message that goes away. */
  readonly inform: (message: string) => void;
  /** A message about what went wrong, with the way to the output channel. */
  readonly complain: (message: string) => void;
}
