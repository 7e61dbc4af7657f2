import type { Coming } from '../deploy/coming.js';
import { shownValue } from '../rabbitmq/settings/secret.js';

/** Something that a reboot changes, in a line. */
export function comingLine({ what, now, then }: Coming): string {
  return `${what}: ${then}${now === undefined ? '' : ` (now ${now})`}`;
}

/** A line of rabbitmq.conf as it may be shown. */
export function shownLine(line: string): string {
  const [, key, value] = /^(\S+) = (.*)$/s.exec(line) ?? [];
  return key === undefined ? line : `${key} = ${shownValue(key, value ?? '')}`;
}
