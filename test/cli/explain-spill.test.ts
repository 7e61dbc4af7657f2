import assert from 'node:assert/strict';
import { inFolder } from '../source/temporary.js';
import { hostile } from '../prove/hostile-policy.js';
import { head, warren } from './warren.js';

const policy = `${head}
vhost v {
  exchange events topic
  exchange audit  topic
  exchange work   topic
  queue    jobs

  allow r {
    consume queue jobs
    bind queue jobs to exchange events key order.*
    publish exchange audit, work key svc.*
  }
}
`;

const effect = (to: string): string =>
  `so messages of \`events\` with keys like \`order.created\` reach \`${to}\`, where it may publish only \`svc.*\``;
const phrase = (to: string): string => `bind exchange ${to} to exchange events key order.created`;

function explained(folder: string, asked: string, ...more: readonly string[]): string {
  const { status, stdout } = warren(folder, ['explain', 'r', asked, '--vhost', 'v', ...more]);
  assert.equal(status, 0);
  return stdout;
}

describe('explain of what no line asks for', () => {
  it('is named by the warning, and shows all that spills', () => {
    inFolder({ 'a.warren': policy }, (folder) => {
      const { stdout } = warren(folder, ['check']);
      const command = `warren explain r "${phrase('audit')}" --vhost v`;
      assert.ok(stdout.includes(`And 1 more: \`${command}\` shows all.`), stdout);
      const lines = explained(folder, phrase('audit')).trimEnd().split('\n');
      assert.deepEqual(lines.slice(-4), [
        '  No line asks for it: the broker permits it by what others are given for.',
        '  What adds something to what the lines of `r` ask for:',
        `    ${phrase('audit')}: ${effect('audit')}`,
        `    ${phrase('work')}: ${effect('work')}`,
      ]);
    });
  });

  it('says so to programs', () => {
    inFolder({ 'a.warren': policy }, (folder) => {
      const answer: unknown = JSON.parse(explained(folder, phrase('work'), '--format', 'json'));
      assert.ok(typeof answer === 'object' && answer !== null && 'brokers' in answer);
      assert.ok(Array.isArray(answer.brokers));
      const first: unknown = answer.brokers[0];
      assert.ok(
        typeof first === 'object' && first !== null && 'asked' in first && 'spill' in first,
      );
      assert.equal(first.asked, false);
      assert.deepEqual(
        first.spill,
        ['audit', 'work'].map((to) => ({ phrase: phrase(to), effect: effect(to) })),
      );
    });
  });

  it('says where it adds nothing', () => {
    inFolder({ 'a.warren': policy.replaceAll(' key svc.*', '') }, (folder) => {
      const text = explained(folder, phrase('audit'));
      assert.match(text, /It adds nothing to what the lines of the role bring about together/);
      const answer = explained(folder, phrase('audit'), '--format', 'json');
      assert.match(answer, /"asked": false,\s+"spill": \[\]/);
    });
  });

  it('says that there may be more where not all could be looked through', () => {
    // Of many roles each has a small share of what may be looked through.
    const others = Array.from(
      { length: 400 },
      (_, at) => `role r${at} = arn:aws:iam::111122223333:role/r${at}\n`,
    ).join('');
    inFolder({ 'a.warren': policy + others + hostile(30, 2) }, (folder) => {
      const name = '`r`';
      const text = explained(folder, phrase('audit'));
      const cut = `There may be more: what ${name} is allowed is too complex to look through.`;
      const none = `Whether it adds something is not told: what ${name} is allowed is too complex to look through.`;
      assert.ok(text.includes(cut) || text.includes(none), text);
      assert.match(explained(folder, phrase('audit'), '--format', 'json'), /"mayBeMore": true/);
      assert.match(
        warren(folder, ['check']).stdout,
        /^warning\[too-complex-to-check\]: What `r` is/m,
      );
    });
  });

  it('is not said of what a line asks for', () => {
    inFolder({ 'a.warren': policy }, (folder) => {
      assert.doesNotMatch(explained(folder, 'consume queue jobs'), /No line asks/);
      const answer = explained(folder, 'consume queue jobs', '--format', 'json');
      assert.doesNotMatch(answer, /"asked"|"spill"/);
    });
  });
});
