/** What a state of a broker means for a deployment. */
export interface StateRow {
  /**
   * `ready`: a configuration can be given to it, and it can be rebooted. `rebooting`: it becomes ready
   * by itself, and what it runs with may be another configuration then. `never`: not by waiting here.
   */
  readonly is: 'ready' | 'rebooting' | 'never';
  /** What to do about it: a clause. */
  readonly advice: string;
}

/**
 * The states of a broker. Source: Amazon MQ API reference, `BrokerState`, and "Broker Reboot": "You can
 * reboot only a broker with the RUNNING status". A test holds the table against the SDK's model.
 */
export const STATES: ReadonlyMap<string, StateRow> = new Map([
  ['RUNNING', { is: 'ready', advice: '' }],
  ['REBOOT_IN_PROGRESS', { is: 'rebooting', advice: 'deploy again when it runs' }],
  ['CREATION_IN_PROGRESS', { is: 'never', advice: 'it is being made; deploy again when it runs' }],
  [
    'CREATION_FAILED',
    { is: 'never', advice: 'Amazon MQ could not make it; delete it and make another one' },
  ],
  ['DELETION_IN_PROGRESS', { is: 'never', advice: 'it is being deleted' }],
  [
    'CRITICAL_ACTION_REQUIRED',
    { is: 'never', advice: 'do first what Amazon MQ asks for; it cannot be rebooted before' },
  ],
  [
    'REPLICA',
    { is: 'never', advice: 'it is the replica of another broker; deploy to the primary one' },
  ],
]);

/** What is said of a state that the API has got since. */
const UNKNOWN: StateRow = { is: 'never', advice: 'this Warren does not know that state' };

/** What a state means. */
export function stateRow(state: string): StateRow {
  return STATES.get(state) ?? UNKNOWN;
}

/** Where Amazon MQ explains the codes of the actions that it asks for. */
const CODES =
  'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/troubleshooting-action-required-codes.html';

/** An action that Amazon MQ asks for, with a link to what it means. */
export function actionText({
  code,
  info,
}: {
  readonly code: string;
  readonly info: string;
}): string {
  const about = info === '' ? CODES : /https?:\/\//.test(info) ? info : `${info} (${CODES})`;
  return `${code}: ${about}`;
}
