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
}

/** What an address asks for: a policy, or else what is to be said of it, a sentence, or nothing. */
export type Asked =
  | { readonly policy: Linked; readonly notice?: undefined }
  | { readonly policy?: undefined; readonly notice?: string };

/** A policy to write one's own in. */
export const EMPTY: Linked = {
  files: [{ name: 'policy.warren', text: '' }],
  name: 'an empty policy',
  example: '',
};

/**
 * What an address asks for by what follows its `#`: the policy that it carries, an example, an empty one for a bare
 * `#`, or the first example where there is nothing. Anything else asks for no policy, as a place on the page does.
 *
 * @param hash with the `#`; empty where there is none
 */
export async function linked(hash: string): Promise<Asked> {
  const carried = /^#p=(.*)$/.exec(hash)?.[1];
  if (carried !== undefined) {
    const files = await unpacked(carried);
    if (files !== undefined)
      return { policy: { files, name: 'the policy of the link', example: '' } };
    return { notice: 'The link carries no policy that can be read: it may have been cut short.' };
  }
  if (hash === '#') return { policy: EMPTY };
  const wanted = hash === '' ? FIRST : /^#example=(.*)$/.exec(hash)?.[1];
  if (wanted === undefined) return {};
  const found = examples.find(({ name }) => name === wanted);
  if (found === undefined) return { notice: 'The link asks for an example that there is not.' };
  return { policy: { files: found.files, name: 'the example as it was', example: found.name } };
}
