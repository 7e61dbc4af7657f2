import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { fakeAccount, freshAccount, ISSUER } from '../deploy/fake-account.js';
import { ACCOUNT, BROKER, CONFIGURATION, fakeMq, REGION } from '../deploy/fake-mq.js';
import { environment, freshState, type Ended } from '../deploy/run.js';
import { plant, whileInFolder } from '../source/temporary.js';
import { awsProblems } from './aws-command.js';
import { blocksOf, readPage } from './markdown.js';

const page = readPage('docs/sign-in.md');
const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The page's commands, those of several lines as one, with something in the place of each `…`. */
const commands = blocksOf(page)
  .filter(({ language }) => language === 'sh')
  .flatMap((block) =>
    block.text
      .replace(/\\\n */g, '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ line: filled(line), at: block.line })),
  );

function filled(line: string): string {
  return line
    .replaceAll('c-…', CONFIGURATION)
    .replaceAll('b-…', BROKER)
    .replaceAll('…', 'something');
}

/** The policy that the page writes in step 2, after step 3, for the account that is played. */
function policy(): string {
  const [block] = blocksOf(page).filter(({ language }) => language === 'warren');
  return (block?.text ?? '')
    .replace(/account .*/, `account ${ACCOUNT}`)
    .replace(/region .*/, `region ${REGION}\n  id ${BROKER}\n  configuration ${CONFIGURATION}`)
    .replace(/issuer .*/, `issuer ${ISSUER}`);
}

/** What stands for a program: it writes down what it was given, and says what it is told to. */
const RECORDER = `#!/bin/sh
printf '%s\\n' "$(basename "$0")" "$@" --end-- >> "$RECORD"
case "$*" in *get-web-identity-token*) echo a.b.c ;; esac
`;

/** The program, with a yes where somebody would be asked. */
const WARREN = `#!/bin/sh
case "$*" in
  *--dry-run*) exec node ${program} "$@" ;;
  deploy*) exec node ${program} "$@" --yes --poll 0.05 ;;
  *) exec node ${program} "$@" ;;
esac
`;

const STUBS = { aws: RECORDER, curl: RECORDER, npm: RECORDER, warren: WARREN };

async function shell(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', line], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, stdout, stderr };
}

describe('the guide from an account to a service that signs in', () => {
  it('has commands that work, one after the other', async function () {
    this.timeout(120_000);
    const [mq, account] = [await fakeMq(freshState()), await fakeAccount(freshAccount())];
    try {
      await whileInFolder({ 'parcels.warren': policy(), record: '' }, async (folder) => {
        plant(
          folder,
          Object.fromEntries(Object.entries(STUBS).map(([name, stub]) => [`bin/${name}`, stub])),
        );
        for (const name of Object.keys(STUBS)) chmodSync(join(folder, 'bin', name), 0o755);
        const record = join(folder, 'record');
        const env = {
          ...environment(mq.url, account.url),
          PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
          RECORD: record,
        };
        const git = 'git -c user.name=a -c user.email=a@example.com';
        const begun = `git init -q && git add parcels.warren && ${git} commit -qm a && git update-ref refs/remotes/origin/main HEAD`;
        assert.equal((await shell(`warren fmt parcels.warren && ${begun}`, folder, env)).status, 0);
        // Once the account has federation, whoever followed the page has a broker as well.
        for (const { line, at } of commands) {
          const { status, stdout, stderr } = await shell(line, folder, env);
          const expected = line.includes('--dry-run') ? 3 : 0;
          assert.equal(status, expected, `docs/sign-in.md:${at}: ${line}\n${stdout}${stderr}`);
        }
        assert.equal(mq.state.current, 2, 'the broker runs with the revision');
        const calls = readFileSync(record, 'utf8')
          .split('\n--end--\n')
          .filter((call) => call.startsWith('aws\n'))
          .map((call) => call.split('\n').slice(1));
        assert.ok(calls.length >= 9, `${calls.length} calls of aws`);
        const wrong = calls.flatMap((call) =>
          awsProblems(call).map((problem) => `${call.join(' ')}: ${problem}`),
        );
        assert.deepEqual(wrong, []);
      });
    } finally {
      await mq.close();
      await account.close();
    }
  });

  it('names in its text no command of AWS that there is not', () => {
    const inline = [...page.replace(/^```[^]*?^```$/gm, '').matchAll(/`(aws [^`]+)`/g)].map(
      ([, command = '']) => command.replace(/\s+/g, ' '),
    );
    assert.ok(inline.length > 0);
    const wrong = inline.flatMap((command) =>
      awsProblems(command.split(' ').slice(1)).map((problem) => `${command}: ${problem}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('would tell a command that is wrong', () => {
    const of = (command: string): readonly string[] => awsProblems(command.split(' '));
    assert.deepEqual(of('iam get-outbound-federation'), [
      'iam has no operation get-outbound-federation',
    ]);
    assert.deepEqual(of('mq reboot-broker'), ['reboot-broker needs BrokerId']);
    assert.deepEqual(of('mq reboot-broker --broker-id b-1 --now'), [
      'reboot-broker takes no --now',
    ]);
    assert.deepEqual(of('iam get-role --role-name a --query Rolle.Arn'), [
      'the answer has no Rolle',
    ]);
    assert.deepEqual(of('s3 ls'), ['no service s3']);
  });
});
