import assert from 'node:assert/strict';
import { Comment } from '#warren/program/text/comment.js';
import { ran } from '../../hostile/capture.js';
import { assertShown, HOSTILE } from '../../hostile/characters.js';
import { quoted } from '../../hostile/policies.js';
import { MARKDOWN_SIGNS, rendered } from '../../report/rendered.js';
import { whileInFolder } from '../../source/temporary.js';
import { bad, head } from '../warren.js';

const policy = (phrases: string, vhost = 'v'): string =>
  `${head}vhost ${vhost} { allow r { ${phrases} } }\n`;

/** What the comment is between two policies, with entries of `--accept`. */
async function comment(old: string, now: string, accepted?: string): Promise<string> {
  const tree = { 'old/a.warren': old, 'new/a.warren': now, accepted: accepted ?? '' };
  return whileInFolder(tree, async (folder) => {
    const more = accepted === undefined ? [] : ['--accept', 'accepted'];
    const args = ['diff', 'old', 'new', '--format', 'markdown', ...more];
    const { stdout, stderr } = await ran(folder, args);
    assert.equal(stderr, '');
    return stdout;
  });
}

describe('diff --format markdown', () => {
  it('says in one line that nothing differs', async () => {
    const one = policy('consume queue q');
    assert.equal(await comment(one, one), 'The same access.\n');
    assert.equal(await comment(one, one, ''), 'The same access.\n');
  });

  it('tells of a policy with errors, and of which side', async () => {
    const good = policy('connect');
    const told = (side: string): string =>
      `### Access: not compared\n\nThe ${side} policy has errors:\n\n- There is no role or group \`nobody\`. (\`${side}/a.warren:10\`, \`unknown-name\`)\n`;
    assert.equal(await comment(good, bad), told('new'));
    assert.equal(await comment(bad, good), told('old'));
  });

  for (const text of [...MARKDOWN_SIGNS, ...Object.values(HOSTILE)])
    it(`has ${JSON.stringify(text)} mean nothing in a name`, async () => {
      const name = quoted(text).replaceAll('*', '\\*');
      const old = policy(`write exchange ${name} consume queue gone`);
      const now = policy(`consume queue ${name} publish exchange ${name} key ${name}`, name);
      const entry = `accept r on b\n  vhost ${name}\n  consume queue ${name}\n  because ${quoted(text)}\n`;
      const isReason = text.trim() !== '';
      const made = await comment(old, now, isReason ? entry : '');
      assertShown(made, false, 'markdown');
      const { strange, codes } = rendered(made);
      assert.deepEqual(strange, [], made);
      assert.ok(
        codes.some((one) => one.startsWith('publish exchange ')),
        made,
      );
    });

  it('folds what is long, with the first lines seen', async () => {
    const queues = Array.from({ length: 25 }, (_, at) => `q${String(at).padStart(2, '0')}`);
    const made = await comment(policy('connect'), policy(`consume queue ${queues.join(', ')}`));
    const [seen = '', folded = ''] = made.split('<details><summary>15 more</summary>\n\n');
    assert.equal(seen.match(/^- /gm)?.length, 10);
    assert.equal(folded.match(/^- /gm)?.length, 15);
    assert.ok(seen.startsWith('### Access: 25 gained, 0 lost\n'));
    assert.ok(folded.endsWith('\n\n</details>\n'));
  });

  it('puts what was gained first, and cuts what a comment has no room for, with the number', async () => {
    const long = 'x'.repeat(200);
    const roles = Array.from(
      { length: 400 },
      (_, at) => `role r${at} = arn:aws:iam::111122223333:role/r${at}`,
    );
    const all = roles.map((_, at) => `r${at}`).join(', ');
    const with_ = (name: string): string =>
      `${head}${roles.join('\n')}\nvhost v { allow ${all} { consume queue ${name}${long} } }\n`;
    const made = await comment(
      with_('a'),
      with_('b'),
      'accept r on c\n  tag monitoring\n  because "x"\n',
    );
    assert.ok(made.length <= 65_536, String(made.length));
    assert.ok(made.length > 55_000, String(made.length));
    assert.ok(made.startsWith('### Access: 400 gained, 400 lost\n'));
    const gained = made.match(/^- `r\d+`.*: `consume queue b/gm)?.length ?? 0;
    const lost = made.match(/^- `r\d+`.*: `consume queue a/gm)?.length ?? 0;
    assert.ok(gained > 50);
    assert.equal(lost, 0);
    assert.ok(made.includes(`- … and ${400 - gained} more, for which a comment has no room`));
    assert.ok(made.includes('- … and 400 more, for which'));
    assert.ok(made.indexOf('**Gained') < made.indexOf('**Lost'));
    assert.deepEqual(rendered(made).strange, []);
  });

  it('has room for the rest beside a reason, or a name, that is too long for a comment', async () => {
    const [old, now] = [policy('connect'), policy('consume queue q, p')];
    const reason = `T-1 ${'\u{1F430}'.repeat(62_000)}`;
    const entry = `accept r on b\n  vhost v\n  consume queue q\n  because "${reason}"\n`;
    const made = await comment(old, now, entry);
    assert.ok(made.startsWith('### Access: 1 gained, 1 accepted, 0 lost\n'), made);
    assert.ok(made.includes(`because \`T-1 ${'\u{1F430}'.repeat(296)}…\` (\`accepted:1\`)`), made);
    const whole = new Comment('### x');
    whole.add({ title: 'Gained', lines: ['a', 'x'.repeat(62_000), 'z'] });
    whole.add({ title: 'Lost', lines: ['b'] });
    assert.equal(
      whole.text,
      '### x\n\n**Gained**\n\n- a\n- z\n\n- … and 1 more, for which a comment has no room; `warren diff` tells all\n\n**Lost**\n\n- b\n',
    );
  });

  it('puts first what weighs most', async () => {
    const old = policy('connect')
      .replace('rabbitmq 4.3.3', 'amazon-mq 4.2')
      .replace('account', 'region eu-west-1\n  id b-1\n  account');
    const now = `${old.replace('connect }', 'connect write exchange e purge queue * }')}allow r { reboot tag monitoring, administrator }\n`;
    const made = await comment(old, now);
    const [, gained = ''] = made.split('**Gained');
    const phrases = [...gained.matchAll(/^- `r` on `b`: `(.*?)`/gm)].map(([, phrase]) => phrase);
    const at = (phrase: string): number => phrases.indexOf(phrase);
    assert.equal(at('tag administrator'), 0, made);
    assert.ok(at('tag monitoring') === 1 && at('reboot') === 2, made);
    assert.ok(at('purge queue *') === 3 && at('write exchange e') === 4, made);
  });

  it('shows what to add, and nothing of it where all is accepted', async () => {
    const [old, now] = [policy('connect'), policy('consume queue q')];
    const open = await comment(old, now, '');
    assert.ok(
      open.includes('```text\naccept r on b\n  vhost v\n  consume queue q\n  because ""\n```'),
    );
    const entry = 'accept r on b\n  vhost v\n  consume queue q\n  because "T-1"\n';
    const closed = await comment(old, now, entry);
    assert.ok(!closed.includes('accept r on b'));
    assert.ok(
      closed.includes('- `r` on `b`: `consume queue q` in vhost `v`, because `T-1` (`accepted:1`)'),
    );
    assert.ok(!(await comment(old, now)).includes('because'));
  });
});
