import assert from 'node:assert/strict';
import { ran, type Ran } from '../../hostile/capture.js';
import { whileInFolder } from '../../source/temporary.js';
import { head } from '../warren.js';

const engine = /engine +.*/;

function on(name: string, phrase: string): string {
  return `${head.replace(engine, `engine ${name}`)}vhost v { exchange e topic\nallow r { ${phrase} } }\n`;
}

function between(old: string, now: string, ...more: readonly string[]): Promise<Ran> {
  return whileInFolder({ 'old/a.warren': old, 'new/a.warren': now }, (folder) =>
    ran(folder, ['diff', 'old', 'new', ...more]),
  );
}

describe('diff of engines', () => {
  const keyed = 'publish exchange e key a.*';

  it('counts as gained that some keys become every key where CC and BCC are not checked', async () => {
    const { status, stdout } = await between(
      on('amazon-mq 4.2', keyed),
      on('amazon-mq 3.13', keyed),
      '--no-new-access',
    );
    assert.equal(status, 1);
    assert.match(
      stdout,
      /GAINED every key, by the headers CC and BCC, where r may publish with some/,
    );
    assert.match(stdout, /engine amazon-mq 4\.2 → amazon-mq 3\.13: there one allowed key means/);
    const back = await between(
      on('amazon-mq 3.13', keyed),
      on('amazon-mq 4.2', keyed),
      '--no-new-access',
    );
    assert.equal(back.status, 0);
    assert.match(back.stdout, /LOST every key.*\n(?:.*\n)*0 gained, 1 lost/);
  });

  it('counts nothing where every key was allowed, and tells of the engine all the same', async () => {
    for (const phrase of ['publish exchange e', 'consume queue q']) {
      const { status, stdout } = await between(
        on('amazon-mq 4.2', phrase),
        on('amazon-mq 3.13', phrase),
        '--no-new-access',
      );
      assert.equal(status, 0);
      assert.match(stdout, /^The same access\.\n(?:.*\n)*.*one allowed key means every key/);
    }
  });

  it('says nothing of an engine that stays', async () => {
    const same = on('amazon-mq 3.13', keyed);
    assert.equal((await between(same, same)).stdout, 'The same access.\n');
  });
});

describe('diff of guardrails', () => {
  const grant = 'vhost v { allow r { consume queue q } }\n';
  const never = 'vhost v { never r { consume queue audit } }\n';
  const test = 'test "t" { vhost v { can r { consume queue q } } }\n';

  it('tells in a line that they are gone, or weaker, and counts it as nothing', async () => {
    const { status, stdout } = await between(
      head + grant + never + test,
      head + grant,
      '--no-new-access',
    );
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^The same access\.\n(?:.*\n)* {2}old\/a\.warren:9:11: guardrails and tests .*: 1 never, 1 claim of a test, this one first\n$/,
    );
    const weaker = await between(
      head + grant + never,
      head + grant + never.replace('audit', 'audits'),
    );
    assert.match(weaker.stdout, /: 1 never, this one first\n$/);
    const laidOut = await between(head + grant + never, head + grant + never.replace('{ ', '{\n'));
    assert.equal(laidOut.stdout, 'The same access.\n');
  });
});

describe('diff of warnings that are told no more', () => {
  const accepted =
    'vhost v { allow r { @expect(bare-wildcard-grant, "all are its own")\nconsume queue * } }\n';
  const told = accepted.replace(/@.*\n/, '');
  const folders = (old: readonly string[], now: readonly string[]): Record<string, string> => ({
    'old/a.warren': head + (old[0] ?? ''),
    'new/a.warren': head + (now[0] ?? ''),
    'old/warren.yaml': old[1] ?? '',
    'new/warren.yaml': now[1] ?? '',
  });
  const noted = (old: readonly string[], now: readonly string[]): Promise<string> =>
    whileInFolder(folders(old, now), async (folder) => {
      const { status, stdout } = await ran(folder, ['diff', 'old', 'new', '--no-new-access']);
      assert.equal(status, 0);
      return stdout;
    });

  it('names those that are accepted now and were not', async () => {
    assert.match(
      await noted([told], [accepted]),
      /^The same access\.\n(?:.*\n)* {2}new\/a\.warren:8:21: warnings that are accepted now: `bare-wildcard-grant`\n$/,
    );
    const twice =
      accepted +
      accepted.replace('vhost v', 'vhost w').replace('wildcard-grant', 'wildcard-grant ');
    assert.match(
      await noted([told + told.replace('vhost v', 'vhost w')], [twice]),
      /accepted now: 2 `bare-wildcard-grant`, this one first\n$/,
    );
    for (const same of [accepted, `# Elsewhere.\n${accepted}`])
      assert.equal(await noted([accepted], [same]), 'The same access.\n');
    assert.equal(await noted([accepted], [told]), 'The same access.\n');
  });

  it('names those that `warren.yaml` makes less of', async () => {
    const inConfig = (severity: string, code = 'bare-wildcard-grant'): string =>
      `severity:\n  ${code}: ${severity}\n`;
    assert.match(
      await noted([told], [told, inConfig('off')]),
      /new\/warren\.yaml:2:3: `bare-wildcard-grant` was a warning, and is not told now\n$/,
    );
    assert.match(
      await noted([told, inConfig('error', 'spill')], [told, inConfig('warning', 'spill')]),
      /`spill` was an error, and is a warning now\n$/,
    );
    for (const [was, is] of [
      ['off', 'off'],
      ['warning', 'error'],
      ['off', 'warning'],
    ] as const)
      assert.equal(
        await noted([told, inConfig(was, 'spill')], [told, inConfig(is, 'spill')]),
        'The same access.\n',
      );
  });
});
