import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from '../source/temporary.js';
import { warren } from '../cli/warren.js';

const A = 'arn:aws:iam::111122223333:role/a';
const CONF = `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = rabbitmq
auth_oauth2.additional_scopes_key = sub
auth_oauth2.scope_aliases.1.alias = ${A}
auth_oauth2.scope_aliases.1.scope = rabbitmq.read:v/a
auth_oauth2.scope_aliases.2.alias = arn:aws:iam::444455556666:role/b
auth_oauth2.scope_aliases.2.scope = rabbitmq.read:v/b
`;
const EXPORT = JSON.stringify({
  vhosts: [{ name: 'v' }],
  queues: Array.from({ length: 1_001 }, (_, at) => ({ name: `q${at}`, vhost: 'v' })),
  users: [{ name: 'u', password_hash: 'never-shown' }],
  permissions: [{ user: 'u', vhost: 'v', configure: '', write: '', read: '^q1$' }],
});

const run = (folder: string, ...args: string[]): ReturnType<typeof warren> =>
  warren(folder, ['import', ...args]);

describe('an import into a folder', () => {
  it('writes a policy that checks, with its warren.yaml', () => {
    inFolder({ 'a.conf': CONF }, (folder) => {
      const { status, stdout, stderr } = run(folder, 'a.conf', '--out', 'new/policy');
      assert.equal(status, 0, stderr);
      assert.equal(stdout, 'new/policy/policy.warren\nnew/policy/warren.yaml\n');
      assert.match(stderr, /The same access for 1 role, proved both ways/);
      assert.equal(warren(folder, ['check', 'new/policy']).status, 0);
      const whole = run(folder, 'a.conf').stdout;
      assert.equal(readFileSync(join(folder, 'new/policy/policy.warren'), 'utf8'), whole);
    });
  });

  for (const there of ['policy.warren', 'warren.yaml'])
    it(`writes nothing where ${there} stands already`, () => {
      inFolder({ 'a.conf': CONF, [`p/${there}`]: 'mine' }, (folder) => {
        const { status, stdout, stderr } = run(folder, 'a.conf', '--out', 'p');
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(stderr, new RegExp(`p/${there} cannot be written: it already exists`));
        assert.deepEqual(readdirSync(join(folder, 'p')), [there]);
        assert.equal(readFileSync(join(folder, 'p', there), 'utf8'), 'mine');
      });
    });

  it('follows no link, makes no folder for nothing, and wants one', () => {
    inFolder({ 'a.conf': CONF, 'b.conf': 'no setting', file: '' }, (folder) => {
      symlinkSync('nowhere', join(folder, 'warren.yaml'));
      assert.match(run(folder, 'a.conf', '--out', '.').stderr, /warren\.yaml cannot be written/);
      assert.equal(existsSync(join(folder, 'nowhere')), false);
      assert.equal(run(folder, 'b.conf', '--out', 'made').status, 2);
      assert.equal(existsSync(join(folder, 'made')), false);
      const { status, stderr } = run(folder, 'a.conf', '--out', 'file/below');
      assert.deepEqual(
        [status, /^warren: file\/below\/\S+ cannot be written: /.test(stderr)],
        [2, true],
      );
      assert.match(run(folder, 'a.conf', '--out', '').stderr, /a path is empty/);
    });
  });

  it('names an export of many queues from where the policy lies, and copies no password', () => {
    inFolder({ 'd.json': EXPORT }, (folder) => {
      assert.equal(run(folder, 'd.json', '--out', 'deep/policy').status, 0);
      const policy = readFileSync(join(folder, 'deep/policy/policy.warren'), 'utf8');
      assert.match(policy, /topology "\.\.\/\.\.\/d\.json"/);
      assert.doesNotMatch(policy, /never-shown/);
      assert.equal(warren(folder, ['check', 'deep/policy']).status, 0);
    });
  });
});

describe('an import of roles of several accounts', () => {
  it('takes those of the account that was named, and tells the others', () => {
    inFolder({ 'a.conf': CONF }, (folder) => {
      for (const [account, other] of [
        ['111122223333', '444455556666'],
        ['444455556666', '111122223333'],
      ] as const) {
        const { status, stdout, stderr } = run(folder, 'a.conf', '--account', account);
        assert.equal(status, 0, stderr);
        assert.match(stdout, new RegExp(`role \\w+ = arn:aws:iam::${account}:`));
        assert.doesNotMatch(stdout, new RegExp(other));
        assert.match(stderr, new RegExp(`a role of account ${other} is not imported`));
      }
      const [none, wrong] = ['999988887777', '12'].map((one) =>
        run(folder, 'a.conf', '--account', one),
      );
      assert.match(none?.stderr ?? '', /no role of that account is given anything/);
      assert.match(wrong?.stderr ?? '', /'12' is no account, which is 12 digits/);
      assert.deepEqual([none?.status, none?.stdout, wrong?.status], [2, '', 2]);
    });
  });
});
