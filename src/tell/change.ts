import type { Bytes } from '../pattern/bytes.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Place } from '../source/source.js';
import type { GivenScope } from '../prove/diff/access.js';
import type { Change } from '../prove/diff/change.js';
import { conditionedText } from '../policy/phrases/phrase-text.js';
import { examplePhrase, givenPhrase } from '../prove/diff/phrase.js';

/** What a policy or configuration says, and where. */
export interface Written {
  readonly phrase: string;
  /** The phrase, then the use of the profile that it is in, and so on outwards. */
  readonly places: readonly Place[];
}

/** A change in words. */
export interface ChangeText {
  /** The concrete operation, tag or right. */
  readonly phrase: string;
  /** Of a right on the Amazon MQ API, an action that the other side does not allow, and on what. */
  readonly action: string | undefined;
  readonly vhost: Bytes | undefined;
  /** The vhosts that it is about, of which `vhost` is an example; undefined where it is about that one. */
  readonly vhosts: Pattern | undefined;
  /** Whether the other side gives no access to the vhost at all. */
  readonly entry: boolean;
  /** Whether it was too complex to prove that the other side gives the same. */
  readonly unproved: boolean;
  readonly by: Written;
  readonly nearest: Written | undefined;
}

/** Puts a change into the words of a policy. */
export function describeChange(change: Change): ChangeText {
  const plain = {
    action: undefined,
    vhost: undefined,
    vhosts: undefined,
    entry: false,
    unproved: false,
    nearest: undefined,
  };
  switch (change.kind) {
    case 'scopes': {
      const { examples } = change;
      const [{ example, by }] = examples;
      const near = examples.map(({ nearest }) => nearest).find((found) => found !== undefined);
      return {
        ...plain,
        phrase: examplePhrase(examples),
        vhost: example.vhost,
        vhosts: vhostsOf(by),
        entry: example.extent === 'access',
        by: written(by),
        nearest: near && written(near),
      };
    }
    case 'too-complex':
      return { ...plain, phrase: givenPhrase(change.by), unproved: true, by: written(change.by) };
    case 'tag':
      return { ...plain, phrase: `tag ${change.tag}`, by: written(change.by) };
    case 'api': {
      const { place, calls } = change.by;
      const phrase = conditionedText(change.by);
      const by = { phrase, places: [place, ...calls.toReversed()] };
      return { ...plain, phrase, action: change.action, by };
    }
  }
}

/** The vhosts as they are written, or else as the scope has them; undefined where it is one. */
function vhostsOf({ right, scope }: GivenScope): Pattern | undefined {
  const own = scope.kind === 'tag' ? undefined : scope.vhost;
  const vhosts = right !== undefined && 'vhost' in right ? right.vhost : own;
  return vhosts?.isLiteral === true ? undefined : vhosts;
}

function written(given: GivenScope): Written {
  const calls = given.right?.calls ?? [];
  return { phrase: givenPhrase(given), places: [given.place, ...calls.toReversed()] };
}
