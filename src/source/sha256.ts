/*
 * SHA-256 of texts, wherever the program runs: browsers have it only as a promise.
 * Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
 */

const UTF8 = new TextEncoder();

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const rounds = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));

/** The same of the square roots of the first eight. */
const beginning = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));

/** The bytes of a block. */
const BLOCK = 64;

/** The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  const hash = new Sha256();
  hash.update(text);
  return hash.digest();
}

/** The SHA-256 of several texts one after the other. */
export class Sha256 {
  readonly #state = beginning.slice();
  readonly #words = new Uint32Array(64);
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  #length = 0;

  /** Takes the UTF-8 bytes of a text. */
  update(text: string): void {
    this.#take(UTF8.encode(text));
  }

  /** The hash of all that was taken, as 64 hexadecimal digits; nothing is to be taken afterwards. */
  digest(): string {
    const bits = this.#length * 8;
    const left = (this.#filled + 1 + 8) % BLOCK;
    const end = new Uint8Array(1 + (left === 0 ? 0 : BLOCK - left) + 8);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(end.length - 4, bits >>> 0);
    this.#take(end);
    return Array.from(this.#state, (word) => word.toString(16).padStart(8, '0')).join('');
  }

  #take(bytes: Uint8Array): void {
    this.#length += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BLOCK) this.#compress();
    }
  }

  #compress(): void {
    this.#filled = 0;
    const words = this.#words;
    const view = new DataView(this.#block.buffer);
    for (let t = 0; t < 16; t++) words[t] = view.getUint32(4 * t);
    for (let t = 16; t < 64; t++) {
      const [two, fifteen] = [words[t - 2] ?? 0, words[t - 15] ?? 0];
      const small0 = turned(fifteen, 7) ^ turned(fifteen, 18) ^ (fifteen >>> 3);
      const small1 = turned(two, 17) ^ turned(two, 19) ^ (two >>> 10);
      words[t] = small1 + (words[t - 7] ?? 0) + small0 + (words[t - 16] ?? 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.#state;
    for (let t = 0; t < 64; t++) {
      const big1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = h + big1 + ((e & f) ^ (~e & g)) + (rounds[t] ?? 0) + (words[t] ?? 0);
      const big0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = big0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries())
      this.#state[at] = (this.#state[at] ?? 0) + word;
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function fraction(root: number): number {
  return (root - Math.floor(root)) * 2 ** 32;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}
