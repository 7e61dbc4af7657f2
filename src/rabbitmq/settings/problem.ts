import type { Release } from '../engines.js';
import type { ValueProblem } from './conf-value.js';
import type { TypeProblem } from './value-type.js';

/** Why a policy may not add a line to rabbitmq.conf. */
export type SettingProblem =
  /** No release of the engine knows the key: it would not start. `nearest` is one that it knows. */
  | { readonly kind: 'unknown-key'; readonly nearest?: string }
  /** Some releases that the engine may run do not know the key. */
  | { readonly kind: 'not-in-every-release'; readonly lacking: readonly Release[] }
  /** The compiler writes the key itself. The reason is an end to "this key". */
  | { readonly kind: 'written-by-compiler'; readonly reason: string }
  /** The key would open a way round the policy, or the product refuses it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The value is not of the key's type. */
  | TypeProblem
  /** rabbitmq.conf has no way to write the value. */
  | { readonly kind: 'unholdable-value'; readonly reason: ValueProblem };
