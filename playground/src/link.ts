import type { PolicyText } from '../../dist/core/index.js';
import { examples } from './examples.js';
import { unpacked } from './share.js';

/** The example that the page begins with. */
const FIRST = 'one-service';

/** A policy that an address asks for. */
export interface Linked {
  readonly files: readonly PolicyText[];
  /** What it is called where it is compared with. */
  readonly name: string;
  /** The example that it is; empty for any other. */
  readonly example: string;
  /** What is to be said of the address: a sentence. */
  readonly notice?: string;
}

const EMPTY: Linked = {
  files: [{ name: 'policy.warren', text: '' }],
  name: 'an empty policy',
  example: '',
};

/**
 * The policy that an address asks for by what follows its `#`: one that it carries, an example, an empty one for a bare
 * `#`, or the first example where there is nothing.
 *
 * @param hash with the `#`; empty where there is none
 */
export async function linked(hash: string): Promise<Linked> {
  const carried = /^#p=(.*)$/.exec(hash)?.[1];
  if (carried !== undefined) {
    const files = await unpacked(carried);
    if (files !== undefined) return { files, name: 'the policy of the link', example: '' };
    const notice = 'The link carries no policy that can be read: it may have been cut short.';
    return { ...EMPTY, notice };
  }
  const wanted = hash === '' ? FIRST : /^#example=([\w-]+)$/.exec(hash)?.[1];
  const found = examples.find(({ name }) => name === wanted);
  if (found === undefined) return EMPTY;
  return { files: found.files, name: 'the example as it was', example: found.name };
}
