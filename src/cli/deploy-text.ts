import type { Comparison, SettingChange } from '../deploy/comparison.js';
import { isDone, type Found } from '../deploy/plan.js';
import { shownValue } from '../rabbitmq/secret-keys.js';
import { printable } from '../report/printable.js';
import { diffText } from '../program/text/diff-text.js';

/** What a deployment would change, for people. */
export function comparisonText(
  { access, doubts, settings }: Comparison,
  { plan, status, deployed }: Found,
  colour: boolean,
): string {
  const first = deployed === undefined ? ['The broker has no configuration yet.'] : [];
  const pending =
    status.pending === undefined
      ? []
      : [`Revision ${status.pending.revision} is to be used from the next reboot on.`];
  const unknown = [
    'What the broker gives now cannot be known, so nothing can be compared:',
    ...doubts.map((doubt) => `  ${doubt}`),
  ];
  const compared = access === undefined ? unknown : [diffText(access, colour).trimEnd()];
  const changed = settings.length === 0 ? [] : ['', 'Settings:', ...settings.map(settingLine)];
  const done = isDone(plan) ? ['The broker runs with exactly this configuration.'] : [];
  const lines = [...first, ...pending, ...compared, ...changed.map(printable), ...done];
  return `${lines.join('\n')}\n`;
}

function settingLine({ key, before, after }: SettingChange): string {
  const [was = '', will = ''] = [before, after].map((value) => shownValue(key, value ?? ''));
  if (before === undefined) return `  + ${key} = ${will}`;
  if (after === undefined) return `  - ${key} = ${was}`;
  return `  ~ ${key} = ${will} (now ${was})`;
}
