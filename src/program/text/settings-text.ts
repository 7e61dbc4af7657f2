import { codeSpan } from '../../report/markdown-text.js';
import { printable } from '../../report/printable.js';
import type { BrokerSettings } from '../diff/settings.js';
import { lineText } from './accepted-text.js';

/** What differs in who is let in to brokers, a line each; the empty text where nothing does. */
export function settingsText(settings: readonly BrokerSettings[]): string {
  const lines = settings.map((one) => `  broker ${lineOf(one, (text) => text)}`);
  return lines.length === 0 ? '' : [`${SETTINGS_TITLE}:`, ...lines, ''].join('\n');
}

/** The same in Markdown, without the title. */
export function settingsMarkdown(settings: readonly BrokerSettings[]): readonly string[] {
  return settings.map((one) => lineOf(one, codeSpan));
}

/** What stands above those lines. */
export const SETTINGS_TITLE =
  'Who is let in is decided otherwise, which is no access of a role and not counted';

function lineOf(
  { broker, changes, place }: BrokerSettings,
  code: (text: string) => string,
): string {
  const told = changes.map(
    ({ setting, old, now }) => `${setting} ${code(printable(old))} → ${code(printable(now))}`,
  );
  const where = place === undefined ? '' : ` (${code(lineText(place))})`;
  return `${code(printable(broker))}: ${told.join(', ')}${where}`;
}
