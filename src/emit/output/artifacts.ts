/** A file to be written. */
export interface Artifact {
  /** Relative to the folder of its broker or account, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file that is put together while it is written, so that the whole of it is never held. */
export class PartedArtifact implements Artifact {
  /** @param parts makes its text anew, part by part */
  constructor(
    readonly path: string,
    readonly parts: () => Iterable<string>,
  ) {}

  /** All parts as one text, made anew at every call. */
  get text(): string {
    return [...this.parts()].join('');
  }
}

/** The files of one broker or account, `manifest.json` among them; they go into a folder of its name. */
export interface BrokerArtifacts {
  readonly name: string;
  readonly files: readonly Artifact[];
}
