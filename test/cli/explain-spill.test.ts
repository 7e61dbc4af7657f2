import assert from 'node:assert/strict';
import { shellArguments } from '../source/shell-arguments.js';
import { inFolder } from '../source/temporary.js';
import { hostile } from '../prove/hostile-policy.js';
import { head, issuer, warren } from './warren.js';

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

  /** What the command answers that a warning of spill names, as a shell runs it. */
  const answerNamed = (text: string): string =>
    inFolder({ 'a.warren': text }, (folder) => {
      const { stdout } = warren(folder, ['check']);
      const [, command] = /And \d+ more: `(warren explain .*)` shows all/.exec(stdout) ?? [];
      assert.ok(command !== undefined, stdout);
      const { status, stdout: answer } = warren(folder, shellArguments(command));
      assert.equal(status, 0, command);
      return answer;
    });

  it('is named as a command that a shell reads as it is meant, whatever the names are', () => {
    const rights = (queue: string): string =>
      `bind queue ${queue} to exchange X publish exchange Y, Z key svc.*`;
    for (const [queue, vhost] of [
      ['"a\'`touch pwned`\'x"', '"v\'w\\*"'],
      ['"a\\$(touch pwned)"', '"-\\${v}"'],
      ['"it\\u{1B}[1m"', '*-v'],
    ] as const) {
      const text = `${head}vhost ${vhost} { exchange X topic exchange Y topic exchange Z topic queue ${queue} allow r { ${rights(queue)} } }`;
      assert.match(answerNamed(text), /^yes: [^]*What adds something/, text);
    }
  });

  it('is named with the broker of which it is told', () => {
    const brokers = ['dev', 'prod'].map(
      (name) => `broker ${name} { engine rabbitmq 4.3 issuer ${issuer} let env = ${name} }`,
    );
    const text = `${brokers.join('\n')}
role r = arn:aws:iam::111122223333:role/r
vhost \${env}-v {
  exchange X topic  exchange Y topic  exchange Z topic
  queue \${env}.a
  allow r { connect }
  on dev { allow r { bind queue \${env}.a to exchange X publish exchange Y, Z key svc.* } }
}
`;
    assert.match(answerNamed(text), /^yes: [^]*What adds something/);
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
      assert.match(text, /Nothing of what it adds counts as spill/);
      const answer = explained(folder, phrase('audit'), '--format', 'json');
      assert.match(answer, /"asked": false,\s+"spill": \[\]/);
    });
  });

  it('does not say that a dead-letter exchange adds nothing', () => {
    const text = `${head}
vhost v {
  exchange Y topic  queue a.work
  allow r {
    declare, consume queue a.*
    publish exchange amq.default
    publish exchange Y key a.*
  }
}
`;
    inFolder({ 'a.warren': text }, (folder) => {
      const answer = explained(folder, 'declare queue a.work dead-letter Y');
      assert.match(
        answer,
        /Messages come to `Y` so with any key, also one that `r` may not publish with/,
      );
      assert.doesNotMatch(answer, /adds/);
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
