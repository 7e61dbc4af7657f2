import { inOrder } from '../../report/order.js';
import type { TextRange } from '../../source/range.js';
import type { Action, ActionContext, FindActions } from './action.js';
import { declareResource, declareRole } from './declare.js';
import { expectActions } from './expect.js';
import { fixActions } from './fixes.js';
import { grantActions } from './grant.js';

/** What can be done about a diagnostic, the surest first. */
const finders: readonly FindActions[] = [
  fixActions,
  declareResource,
  declareRole,
  grantActions,
  expectActions,
];

/** What can be done about one diagnostic. */
export const actionsFor: FindActions = (diagnostic, context) =>
  finders.flatMap((find) => find(diagnostic, context));

/** The quick fixes for the diagnostics that a range of a file touches. */
export function quickFixes(range: TextRange, context: ActionContext): readonly Action[] {
  return inOrder(context.diagnostics.filter(({ place }) => meets(place.range, range))).flatMap(
    (diagnostic) => actionsFor(diagnostic, context),
  );
}

function meets(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
