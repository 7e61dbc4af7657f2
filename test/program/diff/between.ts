import assert from 'node:assert/strict';
import { configurationSide } from '#warren/program/diff/configuration.js';
import { pairBrokers } from '#warren/program/diff/pair.js';
import { unreadText } from '#warren/program/text/unread-text.js';
import { diffText, outsideText } from '#warren/program/text/diff-text.js';
import { diffAccess } from '#warren/prove/diff/diff.js';
import { unreadOf } from '#warren/prove/diff/unread.js';
import { outsideBoth } from '#warren/prove/diff/entrances.js';
import { Source } from '#warren/source/source.js';

/** The files of a configuration: rabbitmq.conf, and advanced.config where there is one. */
export type Files = readonly [conf: string, advanced?: string];

/** What `diff` says of two configurations, or why it cannot. */
export function between(old: Files, now: Files): string {
  const [before, after] = [side('old', old), side('new', now)];
  const reasons = [before, after].flatMap((one) => (one.kind === 'unable' ? one.reasons : []));
  if (before.kind !== 'read' || after.kind !== 'read') return reasons.join('\n');
  const isOne = [before, after].every(({ side: { brokers } }) => brokers.length === 1);
  const paired = pairBrokers(before.side, after.side, isOne ? 'b' : undefined);
  assert.ok(paired.ok);
  const { old: left, now: right } = paired.pair;
  const text = diffText(diffAccess(left, right), { colour: false });
  const [[one], [other]] = [left, right];
  // A resource server of no name is none that a token could be for.
  const outside =
    one === undefined || other === undefined ? '' : outsideText(outsideBoth(one, other));
  const unread = unreadText(unreadOf(left, right));
  return text + outside + unread;
}

function side(name: string, [conf, advanced]: Files): ReturnType<typeof configurationSide> {
  const beside = advanced === undefined ? undefined : new Source(`${name}.config`, advanced);
  return configurationSide(new Source(`${name}.conf`, conf), beside);
}
