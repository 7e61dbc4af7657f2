/** A file to be written. */
export interface Artifact {
  /** Relative to the folder of its broker or account, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The files of one broker or account, `manifest.json` among them; they go into a folder of its name. */
export interface BrokerArtifacts {
  readonly name: string;
  readonly files: readonly Artifact[];
}
