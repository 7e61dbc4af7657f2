import { isSameFile } from '../../source/source.js';
import { outline, type Outlined } from '../../policy/outline.js';
import type { VhostBlock } from '../../syntax/tree.js';
import type { ActionContext } from './action.js';

/**
 * The block in which something can be declared or granted for the vhosts of a block: itself, or if it
 * stands in a test or counts for some brokers alone, another of the same name.
 */
export function vhostBlock(
  wanted: VhostBlock,
  { files }: Pick<ActionContext, 'files'>,
): Outlined<VhostBlock> | undefined {
  const all = outline(files).vhosts;
  const own = all.find(({ node }) => node === wanted);
  const open = all.filter(({ test, on }) => test === undefined && on.length === 0);
  if (own === undefined || open.includes(own)) return own;
  const name = nameOf(own);
  return (
    open.find((other) => isSameFile(other.source, own.source) && nameOf(other) === name) ??
    open.find((other) => nameOf(other) === name)
  );
}

function nameOf({ node, source }: Outlined<VhostBlock>): string {
  return node.pattern === null ? '' : source.slice(node.pattern.range);
}
