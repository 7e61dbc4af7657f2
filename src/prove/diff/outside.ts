import { boxOutside, type Box } from '../../pattern/boxes.js';
import type { Answer } from '../../pattern/moves.js';
import type { Bytes } from '../../pattern/bytes.js';
import type { NameSet } from '../../pattern/name-set.js';
import { findName } from '../../pattern/witness.js';
import { isEmpty } from '../../access/covering.js';
import { accessBox, resourceBox, topicBox } from '../../access/reach.js';
import type { ChangeExample, Extent } from './change.js';
import type { Holding, Holdings } from './holdings.js';

/** A kind of set that a scope gives, as a box, and what of another side is compared with it. */
interface View {
  readonly extent: Extent;
  readonly boxOf: (reach: Holding) => Box | undefined;
}

/** From the widest difference to the narrowest: without access there is no permission, and so on. */
const VIEWS: readonly View[] = [
  { extent: 'access', boxOf: accessBox },
  { extent: 'permission', boxOf: resourceBox },
  { extent: 'key', boxOf: topicBox },
];

/**
 * An example of what a scope gives and others do not; `none` is proved. Where there is access to a
 * vhost that the others do not give, the example is in such a vhost, and so on.
 */
export function exampleOutside(reach: Holding, others: Holdings): Answer<ChangeExample> {
  const views = VIEWS.filter(({ boxOf }) => {
    const box = boxOf(reach);
    return box !== undefined && !isEmpty(box);
  });
  // The last holds the most: where it lies inside the others, so do the ones before.
  const narrowest = views.at(-1);
  if (narrowest === undefined) return { kind: 'none' };
  const whole = pointOutside(reach, narrowest, others);
  if (whole.kind === 'none') return whole;
  for (const view of views) {
    const answer = view === narrowest ? whole : pointOutside(reach, view, others);
    if (answer.kind === 'witness') return complete(answer.witness, view.extent, reach);
  }
  return { kind: 'too-complex' };
}

function pointOutside(
  reach: Holding,
  { extent, boxOf }: View,
  others: Holdings,
): Answer<readonly Bytes[]> {
  const box = boxOf(reach);
  if (box === undefined) return { kind: 'none' };
  const held = extent === 'access' ? others.all : others.of(reach.permission);
  return boxOutside(
    box,
    held.map(boxOf).filter((other) => other !== undefined),
  );
}

/** An example from a point; what the point leaves open may be anything that the scope gives. */
function complete(
  [vhost, name, key]: readonly Bytes[],
  extent: Extent,
  { permission, names, keys }: Holding,
): Answer<ChangeExample> {
  if (vhost === undefined) return { kind: 'too-complex' };
  const example = {
    extent,
    permission,
    vhost,
    name: name ?? sample(names),
    key: key ?? (keys && sample(keys)),
  };
  return { kind: 'witness', witness: example };
}

/** A shortest name of a set; undefined for none. */
export function sample(set: NameSet): Bytes | undefined {
  const found = findName({ all: [set], none: [] });
  return found.kind === 'witness' ? found.witness : undefined;
}
