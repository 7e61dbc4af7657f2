import { glob } from '../../pattern/name-set.js';
import { leftOf } from '../../access/fixed-answers.js';
import type { Operation } from '../../policy/phrases/rights.js';
import type { Engine } from '../../rabbitmq/engines.js';
import { both, type Region } from './region.js';

/**
 * Where an operation may be permitted to anybody at all: everywhere but where the broker refuses it
 * whatever the scopes say. It is what all the regions hold together, and nothing where there is none.
 */
export function regionsLeft(operation: Operation, engine: Engine): readonly Region[] {
  let regions: readonly Region[] = [{}];
  for (const { by, others, spared } of leftOf(operation, 'glob', engine)) {
    const besides = { [by.on]: { all: [], none: by.names.map((names) => glob(names)) } };
    const left: Region[] = [
      ...(others ? [besides] : []),
      ...spared.map((names) => ({ [by.on]: { all: [names], none: [] } })),
    ];
    regions = regions.flatMap((region) => left.map((one) => both(region, one)));
  }
  return regions;
}
