const PARTS = ['a', 'b', 'c', 'ab', 'ba'];

/** A pattern of many stars, which overlaps nearly every other and includes nearly none. */
function hard(seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  const parts = Array.from({ length: 8 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return PARTS[(state >>> 16) % PARTS.length] ?? '';
  });
  return `"*${parts.join('*')}*"`;
}

/** Vhosts that all overlap, each with things that do, and a role `r` that binds, reads and publishes in all. */
export function hostile(blocks: number, things: number): string {
  const text: string[] = [];
  for (let block = 0; block < blocks; block++) {
    text.push(`vhost ${hard(block)} {`);
    for (let thing = 0; thing < things; thing++) {
      const at = 1_000 + 100 * block + 10 * thing;
      text.push(
        `exchange ${hard(at)} topic queue ${hard(at + 1)}`,
        'allow r {',
        `bind queue ${hard(at + 2)} to exchange ${hard(at + 3)} key ${hard(at + 4)}`,
        `consume queue ${hard(at + 5)}`,
        `publish exchange ${hard(at + 6)} key ${hard(at + 7)}`,
        '}',
      );
    }
    text.push('}');
  }
  return text.join('\n');
}
