import assert from 'node:assert/strict';
import { ran, type Ran } from '../../hostile/capture.js';
import { rendered } from '../../report/rendered.js';
import { whileInFolder } from '../../source/temporary.js';
import { head } from '../warren.js';

const grant = 'vhost v { allow r { consume queue q } }\n';
const issuer = /^ *issuer .*\n/m;

/** A policy whose broker has a line of its own. */
const having = (line: string): string =>
  `${head.replace('  account', `${line === '' ? '' : `  ${line}\n`}  account`)}${grant}`;

function between(old: string, now: string, ...more: readonly string[]): Promise<Ran> {
  return whileInFolder({ 'old/a.warren': old, 'new/a.warren': now }, (folder) =>
    ran(folder, ['diff', 'old', 'new', ...more]),
  );
}

const other = 'https://aaaaaaaa-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

describe('diff of who is let in', () => {
  const own = /issuer +(\S+)/.exec(head)?.[1] ?? '';
  const cases: readonly (readonly [setting: string, now: string, old: string, is: string])[] = [
    ['issuer', `${head}${grant}`.replace(own, other), own, other],
    ['issuer', `${head}${grant}`.replace(issuer, ''), own, 'none'],
    ['audience', having('audience elsewhere\n  scope-prefix "b."'), 'b', 'elsewhere'],
    ['scope-prefix', having('scope-prefix "x."'), 'b.', 'x.'],
    ['internal-users', having('internal-users on'), 'off', 'on'],
    ['token', having('token ES384, RS256'), 'ES384 max 15m', 'ES384, RS256 max 15m'],
    ['token', having('token ES384 max 90s'), 'ES384 max 15m', 'ES384 max 90s'],
  ];
  for (const [setting, now, old, is] of cases)
    it(`tells another ${setting}, ${is}, and counts it as nothing`, async () => {
      const before = having('');
      // Where it is written; what is not stands with its broker.
      const at = now.split('\n').findIndex((one) => new RegExp(`^ +${setting} `).test(one));
      const line = at < 0 ? 1 : at + 1;
      const text = await between(before, now);
      assert.deepEqual([text.status, text.stderr], [0, '']);
      const title =
        'Who is let in is decided otherwise, which is no access of a role and not counted';
      assert.equal(
        text.stdout,
        `The same access.\n${title}:\n  broker b: ${setting} ${old} → ${is} (new/a.warren:${line})\n`,
      );
      const marked = await between(before, now, '--format', 'markdown');
      assert.equal(
        marked.stdout,
        `The same access.\n\n**${title}**\n\n- \`b\`: ${setting} \`${old}\` → \`${is}\` (\`new/a.warren:${line}\`)\n`,
      );
      assert.deepEqual(rendered(marked.stdout).strange, []);
      const json: unknown = JSON.parse((await between(before, now, '--format', 'json')).stdout);
      assert.ok(typeof json === 'object' && json !== null && 'settings' in json && 'same' in json);
      assert.equal(json.same, true);
      assert.ok(Array.isArray(json.settings));
      const found: readonly unknown[] = json.settings;
      const [first] = found;
      assert.ok(typeof first === 'object' && first !== null && 'changes' in first);
      assert.ok(found.length === 1 && 'broker' in first && first.broker === 'b');
      assert.deepEqual(first.changes, [{ setting, old, now: is }]);
      assert.equal((await between(before, now, '--no-new-access')).status, 0);
    });

  it('tells nothing of what is written otherwise and means the same, or of a broker that one side has', async () => {
    const same = having('audience b\n  token ES384 max 900s\n  internal-users off');
    assert.equal((await between(having(''), same)).stdout, 'The same access.\n');
    const alone = await between(
      having(''),
      having('').replace('broker b', 'broker c'),
      '--format',
      'json',
    );
    assert.ok(!alone.stdout.includes('"settings"'));
  });
});
