import assert from 'node:assert/strict';
import { join } from 'node:path';
import { plant, whileInFolder } from '../../source/temporary.js';
import { ran, type Ran } from '../../hostile/capture.js';
import { bad, head } from '../warren.js';

const policy = (phrases: string, rest = ''): string =>
  `${head}vhost v { queue q exchange x topic allow r { ${phrases} } }\n${rest}`;

const entry = (phrase: string, vhost = 'v', who = 'r on b'): string =>
  `accept ${who}\n${vhost === '' ? '' : `  vhost ${vhost}\n`}  ${phrase}\n  because "T-1: on purpose"\n`;

/** What `diff --no-new-access` says from one grant to another with entries. */
function gate(old: string, now: string, entries: string, ...more: readonly string[]): Promise<Ran> {
  const tree = { 'old/a.warren': old, 'new/a.warren': now, accepted: entries };
  return whileInFolder(tree, (folder) =>
    ran(folder, ['diff', 'old', 'new', '--no-new-access', '--accept', 'accepted', ...more]),
  );
}

const few = policy('connect');
const topic = (key: string): string => policy(`publish exchange x key ${key}`);

describe('diff --accept', () => {
  const cases: readonly (readonly [
    what: string,
    old: string,
    now: string,
    entries: string,
    gained: number,
    accepted: number,
    stale: number,
  ])[] = [
    ['the very phrase', few, policy('consume queue q'), entry('consume queue q'), 0, 1, 0],
    ['a wider one', few, policy('consume queue q'), entry('consume queue *'), 0, 1, 0],
    ['one of other words', few, policy('consume queue q'), entry('read resource q'), 0, 1, 0],
    ['a wider vhost', few, policy('consume queue q'), entry('consume queue q', '*'), 0, 1, 0],
    ['a narrower one', few, policy('consume queue *'), entry('consume queue q'), 1, 0, 0],
    ['two halves', few, topic('a, b'), entry('publish exchange x key a, b'), 0, 2, 0],
    ['a part of the keys', topic('a.*'), topic('*'), entry('publish exchange x key b'), 1, 0, 0],
    [
      'two entries that cover a grant together with the old side',
      topic('a'),
      topic('a, b, c'),
      entry('publish exchange x key b') + entry('publish exchange x key c'),
      0,
      2,
      0,
    ],
    ['another permission', few, policy('purge queue q'), entry('declare queue q'), 1, 0, 1],
    ['another name', few, policy('consume queue q'), entry('consume queue p'), 1, 0, 1],
    ['another vhost', few, policy('consume queue q'), entry('consume queue q', 'w'), 1, 0, 1],
    [
      'another role',
      few,
      policy('consume queue q'),
      entry('consume queue q', 'v', 's on b'),
      1,
      0,
      1,
    ],
    [
      'another broker',
      few,
      policy('consume queue q'),
      entry('consume queue q', 'v', 'r on c'),
      1,
      0,
      1,
    ],
    [
      'what it had',
      policy('consume queue q'),
      policy('consume queue q'),
      entry('consume queue q'),
      0,
      0,
      1,
    ],
    ['what was lost', policy('consume queue q'), few, entry('consume queue q'), 0, 0, 1],
    [
      'a name that first fit does not reach',
      few,
      policy('consume queue a-q-q').replace('queue q ', 'queue q queue a-q-q '),
      entry('consume queue *-q'),
      1,
      0,
      1,
    ],
    [
      'access to a vhost',
      `${head}vhost v { allow r { connect } }\n`,
      `${head}vhost v, w { allow r { connect } }\n`.replace('vhost v, w', 'vhost *'),
      entry('connect', '*'),
      0,
      1,
      0,
    ],
    [
      'a tag',
      few,
      policy('connect', 'allow r { tag monitoring }'),
      entry('tag monitoring', ''),
      0,
      1,
      0,
    ],
    [
      'another tag',
      few,
      policy('connect', 'allow r { tag monitoring }'),
      entry('tag management', ''),
      1,
      0,
      1,
    ],
  ];
  for (const [what, old, now, entries, gained, accepted, stale] of cases)
    it(`tells of ${what}: ${gained} gained, ${accepted} accepted, ${stale} stale`, async () => {
      const text = await gate(old, now, entries);
      assert.equal(text.status, gained === 0 ? 0 : 1, text.stderr);
      assert.equal(text.stderr.split('warning[stale-acceptance]').length - 1, stale, text.stderr);
      const json: unknown = JSON.parse((await gate(old, now, entries, '--format', 'json')).stdout);
      assert.ok(isAnswer(json));
      const gains = json.changes.filter(({ direction }) => direction === 'gained');
      assert.deepEqual(
        [gains.length, json.accepted.length, json.stale.length],
        [gained, accepted, stale],
      );
      assert.ok(json.accepted.every(({ by }) => by[0]?.reason === 'T-1: on purpose'));
      const marked = await gate(old, now, entries, '--format', 'markdown');
      assert.equal(marked.status, text.status);
      assert.equal(marked.stdout.includes('Entries that accept nothing'), stale > 0);
    });

  it('tells programs the pattern of vhosts that people read, and a vhost of it', async () => {
    const on = (vhost: string): string => `${head}vhost ${vhost} { allow r { connect } }\n`;
    const json = async (entries: string): Promise<string> =>
      (await gate(on('v'), on('*'), entries, '--format', 'json')).stdout;
    const pair = /"vhost": "a",\n +"vhosts": "\*"/g;
    // As accepted; and once as a change of the role, once for all brokers.
    assert.equal((await json(entry('connect', '*'))).match(pair)?.length, 1);
    assert.equal((await json(entry('connect', 'w'))).match(pair)?.length, 2);
    const one = await gate(few, policy('consume queue q'), entry('connect'), '--format', 'json');
    assert.doesNotMatch(one.stdout, /"vhosts"/);
  });

  it('counts no entry for a name that stands for another ARN than before, and tells so', async () => {
    const evil = 'arn:aws:iam::111122223333:role/evil';
    const arn = /^role r = (\S+)$/m.exec(few)?.[1] ?? '';
    const now = policy('consume queue q').replace(arn, evil);
    const entries = entry('connect') + entry('consume queue *');
    const text = await gate(few, now, entries);
    assert.equal(text.status, 1);
    assert.match(text.stdout, /role r arn:aws:iam::111122223333:role\/evil\n {4}\+ GAINED/);
    assert.ok(text.stdout.includes(`  role r ${arn}\n    - LOST connect`), text.stdout);
    assert.ok(!text.stdout.includes('Where it is meant'), text.stdout);
    assert.equal(
      text.stderr.split(
        `accepts nothing on \`b\`: \`r\` is \`${evil}\` now, and was \`${arn}\`. Give another ARN a name`,
      ).length,
      3,
      text.stderr,
    );
    const marked = (await gate(few, now, entries, '--format', 'markdown')).stdout;
    assert.ok(marked.includes(`- \`r\` as \`${evil}\` on \`b\`: \`consume queue q\``), marked);
    assert.ok(marked.includes(`- \`r\` as \`${arn}\` on \`b\`: \`connect\``), marked);
    assert.ok(marked.includes(`- \`r\` on \`b\` is \`${evil}\`, and was \`${arn}\` (`), marked);
    assert.ok(!marked.includes('Entries that accept nothing'), marked);
    const json = (await gate(few, now, entries, '--format', 'json')).stdout;
    assert.match(json, /"direction": "gained",\s+"phrase": "consume queue q",\s+"vhost": "v"/);
    assert.ok(json.includes(`"arn": "${evil}",\n      "direction"`), json);
    assert.ok(json.includes(`"before": "${arn}"`), json);
    // Under a name of its own the ARN is one that somebody can sign for.
    const named = now.replaceAll('allow r', 'allow s').replace('role r =', 'role s =');
    const signed = entry('consume queue q', 'v', 's on b');
    assert.equal((await gate(few, named, signed)).status, 0);
    const swapped = (a: string, b: string): string =>
      policy('connect', `role s = ${b}\nvhost v { allow s { consume queue q } }\n`).replace(arn, a);
    const swap = await gate(
      swapped(arn, evil),
      swapped(evil, arn),
      entry('consume queue q', 'v', 's on b'),
    );
    assert.equal(swap.status, 1, swap.stdout);
  });

  it('tells a broker that there is not, of an entry that is used on another', async () => {
    const entries = entry('consume queue q', 'v', 'r on b, nob');
    const now = policy('consume queue q');
    const text = await gate(few, now, entries);
    assert.equal(text.status, 0);
    assert.match(
      text.stderr,
      /accepts nothing on `nob`: there is no such broker\. [^\n]*\n +--> accepted:1:1\n/,
    );
    assert.match((await gate(few, now, entries, '--format', 'json')).stdout, /"broker": "nob"/);
    const marked = await gate(few, now, entries, '--format', 'markdown');
    assert.ok(marked.stdout.includes('there are not**\n\n- `nob` (`accepted:1`)\n'), marked.stdout);
    // One that is not compared is there all the same.
    const other = head.replace('broker b', 'broker c').replace(/\nrole .*/, '');
    const both = [policy('connect', other), policy('consume queue q', other)] as const;
    const one = await gate(...both, entry('consume queue q', 'v', 'r on b, c'), '--broker', 'b');
    assert.deepEqual([one.status, one.stderr], [0, '']);
  });

  it('tells a pattern of vhosts and one of them', async () => {
    const at = (grant: string): string => `${head}vhost orders* { allow r { ${grant} } }\n`;
    const none = `${head}vhost v { allow r { connect } }\n`;
    const accepted = entry('connect', 'orders*') + entry('consume queue *', 'orders*');
    const both = async (...args: Parameters<typeof gate>): Promise<string> =>
      (await gate(...args)).stdout + (await gate(...args, '--format', 'markdown')).stdout;
    const open = await both(none, at('connect'), '');
    assert.ok(open.includes('+ GAINED connect in vhost orders*, for example ordersa, which'), open);
    assert.ok(open.includes('`connect` in vhost `orders*`, for example `ordersa`, which'), open);
    const keyed = await both(none, at('consume queue q.*'), '');
    assert.ok(
      keyed.includes(
        '`consume queue q.*` in vhost `orders*`, for example `consume queue q.a` in vhost `ordersa`, which',
      ),
      keyed,
    );
    const signed = await both(none, at('consume queue q'), accepted);
    assert.ok(
      signed.includes('consume queue q in vhost orders*, for example ordersa, broker b\n'),
      signed,
    );
    assert.ok(
      signed.includes('`consume queue q` in vhost `orders*`, for example `ordersa`, because'),
      signed,
    );
  });

  it('accepts rights on the Amazon MQ API where their conditions lie inside', async () => {
    const mq = head
      .replace('rabbitmq 4.3.3', 'amazon-mq 4.2')
      .replace(
        'account',
        'region eu-west-1\n  id b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9\n  account',
      );
    const granting = (right: string): string => `${mq}allow r { ${right} }\nvhost v { queue q }\n`;
    const none = granting('tag monitoring');
    const wide = granting('tag monitoring, management reboot').replace(', management', '');
    const narrow = granting('tag monitoring reboot where tag team = a');
    assert.equal((await gate(none, wide, entry('reboot', ''))).status, 0);
    assert.equal((await gate(none, narrow, entry('reboot', ''))).status, 0);
    assert.equal((await gate(none, wide, entry('reboot where tag team = a', ''))).status, 1);
    assert.equal((await gate(none, narrow, entry('reboot where tag team = a', ''))).status, 0);
    assert.equal((await gate(none, narrow, entry('reboot where tag team = b', ''))).status, 1);
  });

  it('leaves what differs as different where growth is not asked about', async () => {
    const tree = {
      'old/a.warren': few,
      'new/a.warren': policy('consume queue q'),
      f: entry('consume queue q'),
    };
    return whileInFolder(tree, async (folder) => {
      const { status, stdout } = await ran(folder, ['diff', 'old', 'new', '--accept', 'f']);
      assert.equal(status, 3);
      assert.match(
        stdout,
        /^Gained and accepted:\n {2}role r: consume queue q in vhost v, broker b\n/,
      );
      assert.match(stdout, /\n0 gained, 1 accepted, 0 lost\n$/);
    });
  });

  it('fails for entries that accept nothing where that is asked for', async () => {
    const outcome = await gate(few, few, entry('consume queue q'), '--no-stale');
    assert.deepEqual([outcome.status, outcome.stdout], [1, 'The same access.\n']);
    assert.match(
      outcome.stderr,
      /^warning\[stale-acceptance\]: .* `r` gained none of it\. Remove it\.\n +--> accepted:1:1\n/,
    );
    assert.equal(
      (await gate(few, policy('consume queue q'), entry('consume queue q'), '--no-stale')).status,
      0,
    );
  });

  it('tells twenty entries that accept nothing, and how many more there are', async () => {
    const { status, stderr } = await gate(few, few, entry('consume queue q').repeat(25));
    assert.equal(status, 0);
    assert.equal(stderr.split('warning[stale-acceptance]').length - 1, 20);
    assert.ok(stderr.endsWith('\n5 more accept nothing; --format json lists every one.\n'), stderr);
  });

  it('offers the names that were probably meant', async () => {
    const { stderr } = await gate(
      few,
      policy('consume queue q', 'role checkout = arn:aws:iam::111122223333:role/c\n'),
      entry('consume queue q', 'v', 'chekout on b'),
    );
    assert.match(stderr, /no role `chekout` on b\. Did you mean `checkout`\?/);
  });

  it('counts of several brokers those that are compared', async () => {
    const other = head.replace('broker b', 'broker c').replace(/\nrole .*/, '');
    const entries = entry('consume queue q', 'v', 'r on c');
    const now = policy('consume queue q', other);
    const both = await gate(policy('connect', other), now, entries);
    assert.equal(both.status, 1);
    assert.match(both.stdout, /1 gained, 1 accepted/);
    const all = await gate(
      policy('connect', other),
      now,
      entry('consume queue q', 'v', 'r on b, c'),
    );
    assert.equal(all.status, 0);
    assert.match(all.stdout, /in vhost v, both brokers\n/);
    const one = await gate(policy('connect', other), now, entries, '--broker', 'b');
    assert.deepEqual([one.status, one.stderr], [1, '']);
  });

  it('takes no entry for what a configuration lets in, and none for a configuration', async () => {
    return whileInFolder({ 'p/a.warren': few, f: entry('consume queue q') }, async (folder) => {
      await ran(folder, ['compile', 'p', '--out', 'out']);
      const conf = join('out', 'b', 'rabbitmq.conf');
      const backwards = await ran(folder, ['diff', 'p', conf, '--accept', 'f']);
      assert.equal(backwards.status, 2);
      assert.match(
        backwards.stderr,
        /^warren: --accept is about the roles of a policy, and NEW is a configuration\n/,
      );
      plant(folder, { 'p/a.warren': policy('consume queue q') });
      assert.equal(
        (await ran(folder, ['diff', conf, 'p', '--accept', 'f', '--no-new-access'])).status,
        0,
      );
    });
  });

  it('reads the entries before the policies, and refuses misuse', async () => {
    return whileInFolder(
      { 'a.warren': few, 'bad.warren': bad, f: 'accept r\n', d: '' },
      async (folder) => {
        const run = (...args: readonly string[]): Promise<Ran> =>
          ran(folder, ['diff', 'a.warren', 'a.warren', ...args]);
        assert.equal((await run('--accept', 'f')).status, 2);
        assert.match(
          (await run('--accept', 'f')).stderr,
          /warren: the entries of f cannot be read\n$/,
        );
        assert.equal((await run('--accept', 'missing')).status, 2);
        assert.match(
          (await run('--accept', '')).stderr,
          /^warren: the path of --accept is empty\n/,
        );
        assert.match(
          (await run('--no-stale')).stderr,
          /^warren: --no-stale is about the entries of --accept FILE\n/,
        );
      },
    );
  });
});

interface Answer {
  readonly changes: readonly { readonly direction: string }[];
  readonly accepted: readonly { readonly by: readonly { readonly reason: string }[] }[];
  readonly stale: readonly unknown[];
}

function isAnswer(value: unknown): value is Answer {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['changes', 'accepted', 'stale'].every((key) => key in value)
  );
}
