import { mayMeetWhere, type ConditionedRight } from '../../aws/conditions.js';
import { grantsOf, type NamedRight, type ApiRight } from '../../aws/mq-rights.js';
import { isMqAction } from '../../aws/mq-actions.js';
import type { GivenApi } from '../../access/given.js';

/**
 * What is enough to do what a named right is for, though the right allows more, such as to watch how
 * it goes. `UpdateBroker` can give a broker another configuration, see `walks-round.ts`.
 */
const ENOUGH: Readonly<Record<NamedRight, readonly string[] | 'all'>> = {
  deploy: ['mq:UpdateBroker'],
  observe: 'all',
  reboot: ['mq:RebootBroker'],
  create: ['mq:CreateBroker'],
};

/**
 * The rights by which a role can do what a right on the Amazon MQ API says; none where it cannot. What
 * tags a broker has is open, so a condition counts as met wherever it can be.
 */
export function apiPossible(
  { right, where }: ConditionedRight,
  given: readonly GivenApi[],
): readonly GivenApi[] {
  const needed = enough(right);
  const by = given.filter(
    (held) =>
      mayMeetWhere(where, held.where) && actionsOf(held.right).some((one) => needed.includes(one)),
  );
  const held = new Set(by.flatMap((one) => actionsOf(one.right)));
  return needed.every((action) => held.has(action)) ? by : [];
}

function enough(right: ApiRight): readonly string[] {
  if (isMqAction(right)) return [right];
  const actions = ENOUGH[right];
  return actions === 'all' ? actionsOf(right) : actions;
}

function actionsOf(right: ApiRight): readonly string[] {
  return grantsOf(right).flatMap(({ actions }) => actions);
}
