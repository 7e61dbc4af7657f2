/** The file of a broker's folder that lists the others. */
export const manifestName = 'manifest.json';

/** A file to be written. */
export interface Artifact {
  /** Relative to the folder of its broker or account, with `/`. */
  readonly path: string;
  readonly text: string;
}

const madeOfParts = new WeakMap<Artifact, () => Iterable<string>>();

/**
 * A file that is put together while it is written, so that the whole of it need never be held. To whom
 * asks for its text it is like any other.
 *
 * @param parts makes its text anew, part by part
 */
export function artifactOfParts(path: string, parts: () => Iterable<string>): Artifact {
  const artifact: Artifact = {
    path,
    get text() {
      return [...parts()].join('');
    },
  };
  madeOfParts.set(artifact, parts);
  return artifact;
}

/** The text of a file, part by part; most are one part. */
export function textParts(artifact: Artifact): Iterable<string> {
  return madeOfParts.get(artifact)?.() ?? [artifact.text];
}

/** The files of one broker or account, `manifest.json` among them; they go into a folder of its name. */
export interface BrokerArtifacts {
  readonly name: string;
  readonly files: readonly Artifact[];
}
