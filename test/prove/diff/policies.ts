import assert from 'node:assert/strict';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import type { BrokerAccess } from '#warren/prove/diff/access.js';
import type { Change } from '#warren/prove/diff/change.js';
import { describeChange } from '#warren/tell/change.js';
import { diffAccess } from '#warren/prove/diff/diff.js';
import { accessOfPolicy } from '#warren/prove/diff/policy-access.js';
import { nameText } from '#warren/policy/phrases/phrase-text.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';

/** What a policy of one text gives; it must be free of errors. */
export function accessOfText(text: string): readonly BrokerAccess[] {
  const reporter = new Reporter();
  const file = parsePolicy(new Source('test.warren', text), reporter);
  const unread = { ok: false, message: 'there are no files here' } as const;
  const policies = resolvePolicy([file], () => unread, reporter);
  const errors = reporter.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  return policies.map((policy) => accessOfPolicy(policy));
}

/** The differences between two texts, a line each: `+ BROKER ROLE: PHRASE in VHOST (was …)`. */
export function diffLines(old: string, now: string): readonly string[] {
  return diffAccess(accessOfText(old), accessOfText(now)).flatMap(({ broker, roles }) =>
    roles.flatMap(({ name, gained, lost }) => [
      ...gained.map((change) => `+ ${broker} ${name ?? '?'}: ${line(change)}`),
      ...lost.map((change) => `- ${broker} ${name ?? '?'}: ${line(change)}`),
    ]),
  );
}

function line(change: Change): string {
  const { phrase, action, vhost, entry, nearest } = describeChange(change);
  const where = vhost === undefined ? '' : ` in ${nameText(vhost)}${entry ? ', not entered' : ''}`;
  const example = action === undefined ? '' : `, for example ${action}`;
  return `${phrase}${example}${where}${nearest === undefined ? '' : `; near ${nearest.phrase}`}`;
}
