/** A file to be written. */
export interface Artifact {
  /** Relative to the broker's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The files of one broker, `manifest.json` among them; they go into a folder of the broker's name. */
export interface BrokerArtifacts {
  readonly name: string;
  readonly files: readonly Artifact[];
}
