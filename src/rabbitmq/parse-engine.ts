import { linesOf, PRODUCTS, releasesOf, type Engine, type Line, type Product } from './engines.js';
import { nearest } from '../diagnostics/nearest.js';

/** Why a text names no engine. */
export type EngineProblem =
  | {
      readonly kind: 'unknown-product';
      readonly product: string;
      readonly nearest?: Product;
      readonly known: readonly Product[];
    }
  | { readonly kind: 'bad-version'; readonly version: string }
  | {
      readonly kind: 'unknown-line';
      readonly product: Product;
      readonly version: string;
      readonly known: readonly Line[];
    };

/** The engine that was named, or why there is none. */
export type EngineResult =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly problem: EngineProblem };

/**
 * Reads the value of `engine`: a product and a version with or without a patch level, as `4.2` or
 * `4.2.6`. A patch newer than those known is accepted and marked.
 */
export function parseEngine(productText: string, version: string): EngineResult {
  const product = PRODUCTS.find((name) => name === productText);
  if (product === undefined) return { ok: false, problem: unknownProduct(productText) };

  const parts = /^(\d{1,4}\.\d{1,4})(?:\.(\d{1,4}))?$/.exec(version);
  if (parts === null) return { ok: false, problem: { kind: 'bad-version', version } };
  const [, lineText, patchText] = parts;

  const known = linesOf(product);
  const line = known.find((name) => name === lineText);
  if (line === undefined)
    return { ok: false, problem: { kind: 'unknown-line', product, version, known } };

  const all = releasesOf(line);
  if (patchText === undefined)
    return { ok: true, engine: { product, line, newer: false, releases: all } };
  const patch = Number(patchText);
  const newer = patch >= all.length;
  const releases = newer ? all.slice(-1) : all.slice(patch, patch + 1);
  return { ok: true, engine: { product, line, patch, newer, releases } };
}

function unknownProduct(product: string): EngineProblem {
  const near = nearest(product, PRODUCTS);
  const problem = { kind: 'unknown-product', product, known: PRODUCTS } as const;
  return near === undefined ? problem : { ...problem, nearest: near };
}
