import { Sha256 } from '../source/sha256.js';
import type { Place, Source } from '../source/source.js';

const UTF8 = new TextEncoder();

/** A place of the policy as the manifest writes it: the same on every machine. */
export interface ManifestPlace {
  /** Relative to the policy's folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The texts that a policy was compiled from, named relative to its folder. */
export class Inputs {
  #hash: string | undefined;
  readonly #names = new Map<Source, string>();

  /** @param naming names a source relative to the policy's folder */
  constructor(
    private readonly naming: (source: Source) => string,
    readonly sources: readonly Source[],
  ) {}

  /** The name of a source, relative to the policy's folder. */
  nameOf(source: Source): string {
    const known = this.#names.get(source);
    if (known !== undefined) return known;
    const name = this.naming(source);
    this.#names.set(source, name);
    return name;
  }

  /** A place as it goes into the manifest. */
  placeOf({ source, range }: Place): ManifestPlace {
    return { file: this.nameOf(source), ...source.position(range.start) };
  }

  /** SHA-256 over names and texts, as `sha256:HEX`; the order of the sources does not matter. */
  hash(): string {
    this.#hash ??= this.#computed();
    return this.#hash;
  }

  #computed(): string {
    const hash = new Sha256();
    const named = this.sources.map((source) => ({ name: this.nameOf(source), text: source.text }));
    for (const { name, text } of named.sort((a, b) => (a.name < b.name ? -1 : 1)))
      hash.update(`${byteLength(name)} ${name}\n${byteLength(text)} ${text}\n`);
    return `sha256:${hash.digest()}`;
  }
}

function byteLength(text: string): number {
  return UTF8.encode(text).length;
}
