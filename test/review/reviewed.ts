import assert from 'node:assert/strict';
import type { Review, ReviewBroker, ReviewCell } from '#warren/review/document.js';
import { gatherReview } from '#warren/review/gather.js';
import { loadPolicy } from '#warren/source/load.js';
import { inFolder } from '../source/temporary.js';

/** The review of a policy that is given as a text. */
export function reviewOfText(text: string): Review {
  return inFolder({ 'a.warren': text }, (folder) => {
    const { review, checked } = gatherReview(loadPolicy(['.'], folder));
    assert.ok(review, checked.diagnostics.map(({ message }) => message).join('\n'));
    // It is named after the folder, which has another name each time.
    return { ...review, title: 'policy' };
  });
}

/** The only broker of a review. */
export function brokerOf({ brokers }: Review): ReviewBroker {
  const [only, ...more] = brokers;
  assert.ok(only);
  assert.equal(more.length, 0);
  return only;
}

/** What a role can do with a resource, as `publish all`, by their names. */
export function held(broker: ReviewBroker, role: string, resource: string): readonly string[] {
  return (cellOf(broker, role, resource)?.can ?? []).map(({ word, how }) => `${word} ${how}`);
}

/** The cell of a role and a resource, by their names. */
export function cellOf(
  { cells, roles, resources }: ReviewBroker,
  role: string,
  resource: string,
): ReviewCell | undefined {
  return cells.find(
    (cell) => roles[cell.role]?.name === role && resources[cell.resource]?.name === resource,
  );
}
