import type { PlannedChange } from '../deploy/change.js';
import type { SettingChange } from '../deploy/comparison.js';
import type { Look } from '../deploy/look.js';
import { isDone } from '../deploy/plan.js';
import { actionText, stateRow } from '../deploy/states.js';
import { printable } from '../report/printable.js';
import { diffText } from '../program/text/diff-text.js';
import type { Concern } from './deploy-consent.js';
import { comingLine, shownLine } from './deploy-lines.js';

/**
 * What a deployment would change, for people.
 *
 * @param reboot whether the broker is to be rebooted
 */
export function changeText(
  { status }: Look,
  change: PlannedChange,
  concerns: readonly Concern[],
  reboot: boolean,
  colour: boolean,
): string {
  const isOurs = reboot && change.plan.reboot;
  const { comparison, plan, deployed, dropped, notes } = change;
  const { access, doubts, settings } = comparison;
  const unknown = [
    'What the broker gives now, or is to give, cannot be known, so nothing can be compared:',
    ...doubts.map((doubt) => `  ${printable(doubt)}`),
  ];
  const compared = access === undefined ? unknown : [diffText(access, { colour }).trimEnd()];
  const changed = settings.length === 0 ? [] : ['', 'Settings:', ...settings.map(settingLine)];
  const lines = [
    ...(deployed === undefined ? ['The broker has no configuration yet.'] : []),
    ...standing(status),
    ...notes.map(printable),
    ...compared,
    ...changed,
    ...keptLines(dropped),
    ...waiting(status, concerns),
    ...upgrade(status, isOurs),
    ...concerns.flatMap(({ heading, lines: told }) => ['', heading, ...told.map(indented)]),
    ...savable(dropped),
    ...(isDone(plan) ? ['The broker runs with exactly this configuration.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** How the broker stands, where that is worth a word. */
function standing({ state, pending, actions }: Look['status']): readonly string[] {
  return [
    ...(stateRow(state).is === 'rebooting'
      ? ['The broker is being rebooted, and may run with another revision afterwards.']
      : []),
    ...actions.map((action) => `Amazon MQ asks for an action: ${printable(actionText(action))}`),
    ...(pending === undefined
      ? []
      : [`Revision ${pending.revision} is to be used from the next reboot on.`]),
  ];
}

function keptLines(dropped: PlannedChange['dropped']): readonly string[] {
  const kept = dropped?.kept ?? [];
  if (kept.length === 0) return [];
  return ['', 'Kept, as no policy can say it:', ...kept.map(({ name }) => indented(`{{${name}}}`))];
}

/** What the next reboot brings besides, where nobody is asked about it. */
function waiting({ coming }: Look['status'], concerns: readonly Concern[]): readonly string[] {
  const asked = new Set(concerns.flatMap(({ lines }) => lines));
  const others = coming.map(comingLine).filter((line) => !asked.has(line));
  if (others.length === 0) return [];
  return ['', 'The next reboot changes besides:', ...others.map(indented)];
}

/** With automatic upgrades any reboot may bring one. Source: Amazon MQ API reference, DescribeBroker. */
function upgrade({ upgradesItself }: Look['status'], isOurs: boolean): readonly string[] {
  if (!isOurs || !upgradesItself) return [];
  return ['', 'The reboot may also bring a newer patch level: automatic upgrades are on.'];
}

/** How lines are kept that would go. */
function savable(dropped: PlannedChange['dropped']): readonly string[] {
  const lines = dropped?.sayable ?? [];
  if (lines.length === 0) return [];
  return [
    'To keep them, write to the broker in the policy:',
    indented('settings {'),
    ...lines.map((line) => indented(`  ${shownLine(line)}`)),
    indented('}'),
  ];
}

function settingLine({ key, before, after }: SettingChange): string {
  if (before === undefined) return printable(`  + ${key} = ${after ?? ''}`);
  if (after === undefined) return printable(`  - ${key} = ${before}`);
  return printable(`  ~ ${key} = ${after} (now ${before})`);
}

function indented(line: string): string {
  return `  ${printable(line)}`;
}
