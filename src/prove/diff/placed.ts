import type { Named, Right } from '../../policy/phrases/rights.js';
import type { Place } from '../../source/source.js';

/** A right with other places for those of it and of its names. */
export function placedRight(right: Right, placed: (place: Place) => Place): Right {
  const place = placed(right.place);
  const calls = right.calls.map(placed);
  if (right.type !== 'operation') return { ...right, place, calls };
  const at = <One extends Named>(named: One): One => ({ ...named, place: placed(named.place) });
  const { name, key, other, client } = right;
  return {
    ...{ ...right, place, calls, name: at(name) },
    ...{ key: key && at(key), other: other && at(other), client: client && at(client) },
  };
}
