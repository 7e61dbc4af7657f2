import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { RegionChoice, Wherever } from '#warren/deploy/region.js';
import { whileInFolder } from '../source/temporary.js';
import { freshState, onStage, policy, CONSUME } from './run.js';

const CONFIG = `\uFEFF# of the company
[default]
region = eu-central-1
[profile prod]   ; where it matters
region = eu-west-1
s3 =
  region = us-east-2
[profile "old prod"]
region=eu-north-1
[profile team.a]
region = ap-south-1
[prod-typo]
region = us-west-2
[sso-session prod]
region = us-east-1
[profile bare]
output = json
[profile odd]
region = nowhere
[profile both]
region = eu-west-3
[__proto__]
region = eu-west-2
`;
const CREDENTIALS = '[both]\nregion = eu-south-1\n[keys]\naws_access_key_id = x\n';

async function choose(
  wherever: Partial<Wherever>,
  env: Readonly<Record<string, string>> = {},
): Promise<RegionChoice> {
  const { chooseRegion } = await import('#warren/deploy/region.js');
  const { readProfiles } = await import('#warren/deploy/profiles.js');
  return whileInFolder({ config: CONFIG, credentials: CREDENTIALS }, async (folder) => {
    const all = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      ...env,
    };
    const asked = { name: 'b', policy: undefined, option: undefined, profile: undefined };
    return Promise.resolve(chooseRegion({ ...asked, ...wherever }, all, readProfiles(all)));
  });
}

describe('the region of a deployment', () => {
  const found: readonly (readonly [string, Partial<Wherever>, Record<string, string>, string])[] = [
    ['the policy', { policy: 'sa-east-1' }, {}, 'sa-east-1'],
    ['--region', { option: 'sa-east-1' }, { AWS_REGION: 'us-east-1' }, 'sa-east-1'],
    ['AWS_REGION', {}, { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-2' }, 'us-east-1'],
    ['AWS_DEFAULT_REGION', { profile: 'prod' }, { AWS_DEFAULT_REGION: 'us-east-2' }, 'us-east-2'],
    ['nothing but an empty variable', {}, { AWS_REGION: '' }, 'eu-central-1'],
    ['the default profile', {}, {}, 'eu-central-1'],
    ['--profile', { profile: 'prod' }, {}, 'eu-west-1'],
    ['AWS_PROFILE', {}, { AWS_PROFILE: 'prod' }, 'eu-west-1'],
    ['--profile before AWS_PROFILE', { profile: 'prod' }, { AWS_PROFILE: 'nobody' }, 'eu-west-1'],
    ['a profile in quotes', { profile: 'old prod' }, {}, 'eu-north-1'],
    ['a profile with a dot', { profile: 'team.a' }, {}, 'ap-south-1'],
    ['the credentials file, which wins', { profile: 'both' }, {}, 'eu-south-1'],
  ];
  for (const [by, wherever, env, region] of found)
    it(`comes of ${by}`, async () => {
      const choice = await choose(wherever, env);
      assert.ok(choice.ok, JSON.stringify(choice));
      assert.equal(choice.region, region);
    });

  const none: readonly (readonly [string, Partial<Wherever>, Record<string, string>, RegExp])[] = [
    [
      'a slip',
      { profile: 'prodd' },
      {},
      /there is no profile 'prodd' in .* Did you mean `prod`\?$/,
    ],
    ['a slip in the environment', {}, { AWS_PROFILE: 'prood' }, /Did you mean `prod`\?$/],
    [
      'nothing like it',
      { profile: 'xyzzy-1' },
      {},
      /; there are default, prod, old prod, .*team\.a/,
    ],
    ['another kind of section', { profile: 'prod-typo' }, {}, /there is no profile 'prod-typo'/],
    ['a name of the language', { profile: '__proto__' }, {}, /there is no profile '__proto__'/],
    ['a profile without one', { profile: 'bare' }, {}, /no region: add `region`/],
    ['no region', { profile: 'odd' }, {}, /'nowhere', which the profile 'odd' says, is no AWS/],
    ['another address', { option: 'x.example/#' }, {}, /'x.example\/#', which --region says/],
    ['a contradiction', { option: 'us-east-1', policy: 'eu-west-1' }, {}, /the policy says/],
  ];
  for (const [what, wherever, env, told] of none)
    it(`is a mistake: ${what}`, async () => {
      const choice = await choose(wherever, env);
      assert.ok(!choice.ok, JSON.stringify(choice));
      assert.match(choice.problem, told);
    });

  const notes: readonly (readonly [
    Partial<Wherever>,
    Record<string, string>,
    string | undefined,
  ])[] = [
    [
      { policy: 'eu-west-1' },
      { AWS_REGION: 'us-east-1' },
      "AWS_REGION says us-east-1; the policy's `region eu-west-1` counts for b",
    ],
    [
      { policy: 'eu-west-1' },
      {},
      "the profile 'default' says eu-central-1; the policy's `region eu-west-1` counts for b",
    ],
    [{ policy: 'eu-west-1', profile: 'prod' }, {}, undefined],
    [
      { option: 'eu-west-1' },
      { AWS_DEFAULT_REGION: 'us-east-1' },
      'AWS_DEFAULT_REGION says us-east-1; --region counts for b',
    ],
  ];
  for (const [wherever, env, note] of notes)
    it(`is told where something says another one: ${note ?? 'nothing does'}`, async () => {
      const choice = await choose(wherever, env);
      assert.equal(choice.ok && choice.note, note);
    });

  it('is not found in a file that cannot be read', async () => {
    const { readProfiles, unknownProfile } = await import('#warren/deploy/profiles.js');
    await whileInFolder({ config: 'x'.repeat(2 ** 20 + 1), credentials: '[prod]\n' }, (folder) => {
      const [config, credentials] = ['config', 'credentials'].map((name) => join(folder, name));
      const env = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
      const told = unknownProfile('ops', readProfiles(env)) ?? '';
      assert.match(told, /; .*config is too large; there are prod$/);
      return Promise.resolve();
    });
  });

  it('is none where the files are not there, or are no files', async () => {
    const { readProfiles } = await import('#warren/deploy/profiles.js');
    await whileInFolder({ 'large/x': '' }, async (folder) => {
      for (const file of ['/dev/null', '/dev/zero', folder, join(folder, 'none')]) {
        const env = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file };
        assert.equal(readProfiles(env).regions.size, 0);
      }
      return Promise.resolve();
    });
  });

  it('signs the requests of a deployment, and a profile that there is not ends it before any', () =>
    onStage(
      freshState(),
      async ({ mq, deploy, write }) => {
        write(policy([CONSUME]).replace(/^ {2}region .*\n/m, ''));
        assert.equal((await deploy('--dry-run')).status, 3);
        mq.log.length = 0;
        const { status, stderr } = await deploy('--dry-run', '--profile', 'nobody');
        assert.match(
          stderr,
          /^warren: there is no profile 'nobody' in \/dev\/null or \/dev\/null$/m,
        );
        assert.equal(status, 2);
        assert.deepEqual(mq.log, []);
      },
      { AWS_DEFAULT_REGION: 'eu-west-1' },
    ));
});
