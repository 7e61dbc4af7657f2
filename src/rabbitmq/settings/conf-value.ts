import type { Product } from '../engines.js';

/** Why rabbitmq.conf cannot hold a value. */
export type ValueProblem =
  | { readonly kind: 'empty' }
  /** It is not printable ASCII, or it would be lost at its place. */
  | { readonly kind: 'character'; readonly character: string }
  /** `$(` would be replaced by the value of another key. */
  | { readonly kind: 'substitution' }
  /** `{{` would open a section of Amazon MQ. */
  | { readonly kind: 'section' }
  /** The value needs quotes and has one itself. */
  | { readonly kind: 'quote' };

/** How a value stands in rabbitmq.conf, or why it cannot. */
export type WritableValue =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ValueProblem };

/**
 * Writes a value for rabbitmq.conf. A `#` starts a comment wherever it stands and blanks at the ends
 * are lost, unless the value stands in single quotes; within those there is no escape. `$(key)` is
 * replaced even there. On Amazon MQ `{{` opens a section, and quotes are not documented.
 */
export function confValue(product: Product, value: string): WritableValue {
  const problem = valueProblem(product, value);
  if (problem !== undefined) return { ok: false, problem };
  const lost = /#|^[\s']|\s$/.exec(value)?.[0];
  if (lost === undefined) return { ok: true, text: value };
  if (value.includes("'")) return { ok: false, problem: { kind: 'quote' } };
  if (product === 'amazon-mq')
    return { ok: false, problem: { kind: 'character', character: lost } };
  return { ok: true, text: `'${value}'` };
}

function valueProblem(product: Product, value: string): ValueProblem | undefined {
  if (value === '') return { kind: 'empty' };
  const character = /[^\t\x20-\x7e]/u.exec(value)?.[0];
  if (character !== undefined) return { kind: 'character', character };
  if (value.includes('$(')) return { kind: 'substitution' };
  if (product === 'amazon-mq' && value.includes('{{')) return { kind: 'section' };
  return undefined;
}
