import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  formatText,
  openPolicy,
  Session,
  type PolicyText,
  type TextPolicy,
} from '#warren/core/index.js';
import { head, warren } from '../cli/warren.js';
import { inFolder } from '../source/temporary.js';

/** The files of a folder, as texts. */
function textsOf(folder: string): readonly PolicyText[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function opened(files: readonly PolicyText[], session?: Session): TextPolicy {
  const found = openPolicy(files, session);
  assert.ok(found.ok);
  return found.policy;
}

function policyOf(text: string): TextPolicy {
  return opened([{ name: 'a.warren', text }]);
}

const examples = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const policy = `${head}
role s = arn:aws:iam::111122223333:role/s
vhost v {
  exchange events topic
  queue jobs
  queue audit
  allow r { publish exchange events key order.* }
  allow s { consume queue jobs }
  never anyone except s { consume queue audit, jobs }
  never s { consume queue jobs }
}
test "orders go out" { vhost v { can r { publish exchange events key order.new } } }
`;

describe('a policy of texts', () => {
  for (const name of examples)
    it(`comes to the files that the command line writes: ${name}`, () => {
      inFolder({}, (folder) => {
        cpSync(join('examples', name), folder, { recursive: true });
        const written = opened(textsOf(folder)).artifacts();
        const run = warren(folder, ['compile', '--out', 'out']);
        if (!written.ok) {
          assert.notEqual(run.status, 0);
          return;
        }
        assert.equal(run.status, 0, run.stderr);
        const expected = textsOf(join(folder, 'out')).filter(({ name: path }) =>
          path.includes('/'),
        );
        const ours = written.brokers.flatMap((broker) =>
          broker.files.map(({ path, text }) => ({ name: `${broker.name}/${path}`, text })),
        );
        const byName = (a: PolicyText, b: PolicyText): number => (a.name < b.name ? -1 : 1);
        assert.deepEqual(ours.sort(byName), [...expected].sort(byName));
      });
    });

  it('tells what `warren check` tells, with offsets and fixes', () => {
    const text = `${head}vhost v { queue jobs allow r { consume queue jbos } }\n`;
    const [diagnostic, ...more] = policyOf(text).diagnostics;
    assert.deepEqual(more, []);
    assert.equal(diagnostic?.code, 'undeclared-name');
    assert.equal(diagnostic.severity, 'error');
    const { place, fixes } = diagnostic;
    assert.equal(text.slice(place.start, place.end), 'jbos');
    assert.deepEqual(
      [place.file, place.line, place.column],
      [
        'a.warren',
        text.split('\n').length - 1,
        'vhost v { queue jobs allow r { consume queue '.length + 1,
      ],
    );
    const [fix] = fixes;
    assert.match(fix?.title ?? '', /jobs/);
    const [edit] = fix?.edits ?? [];
    assert.ok(edit);
    const mended = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    assert.deepEqual(policyOf(mended).diagnostics, []);
  });

  it('tells what each role is given, and from which line', () => {
    const [broker, ...others] = policyOf(policy).brokers;
    assert.deepEqual(others, []);
    assert.deepEqual(broker?.names, ['r', 's']);
    assert.deepEqual(broker.vhosts, ['v']);
    assert.deepEqual(
      broker.roles.map(({ name, scopes }) => [
        name,
        scopes.map(({ text, from }) => [text, from.map(({ line }) => line)]),
      ]),
      [
        [
          'r',
          [
            [
              'b.write:v/events/order.*',
              [policy.split('\n').findIndex((line) => line.includes('allow r')) + 1],
            ],
          ],
        ],
        [
          's',
          [
            [
              'b.read:v/jobs',
              [policy.split('\n').findIndex((line) => line.includes('allow s')) + 1],
            ],
          ],
        ],
      ],
    );
  });

  it('tells what came of each claim', () => {
    assert.deepEqual(
      policyOf(policy).claims.map(({ kind, subject, phrase, test, on }) => [
        kind,
        subject,
        phrase,
        test,
        on.map(({ state }) => state).join(),
      ]),
      [
        ['never', 'anyone except s', 'consume queue audit; consume queue jobs', undefined, 'holds'],
        ['never', 's', 'consume queue jobs', undefined, 'fails'],
        ['can', 'r', 'publish exchange events key order.new', 'orders go out', 'holds'],
      ],
    );
  });

  it('answers as the commands do', () => {
    const asked = [
      { kind: 'explain', role: 'r', phrase: 'publish exchange events key order.a', vhost: 'v' },
      { kind: 'explain', role: 'r', phrase: 'consume queue jobs', vhost: 'v' },
      { kind: 'can', role: 's', phrase: 'consume queue jobs', vhost: 'v' },
      { kind: 'can', role: 's', phrase: 'consume queue audit' },
      { kind: 'who', phrase: 'consume queue jobs' },
    ] as const;
    inFolder({ 'a.warren': policy }, (folder) => {
      for (const question of asked) {
        const answer = policyOf(policy).ask(question);
        assert.ok(answer.ok);
        const role = 'role' in question ? [question.role] : [];
        // The only vhost is meant where none is named; `who` asks of all then.
        const vhost = question.kind === 'who' ? [] : ['--vhost', 'v'];
        const run = warren(folder, [question.kind, ...role, question.phrase, ...vhost]);
        assert.equal(`${answer.lines.join('\n')}\n`, run.stdout);
        if (question.kind === 'can') assert.equal(answer.allowed, run.status === 0);
      }
    });
  });

  it('says why it cannot be asked', () => {
    const ask = (role: string, phrase: string, text = policy): unknown =>
      policyOf(text).ask({ kind: 'can', role, phrase, vhost: 'v' });
    assert.deepEqual(ask('', 'consume queue jobs'), { ok: false, reasons: ['no role is named'] });
    assert.match(JSON.stringify(ask('nobody', 'consume queue jobs')), /"ok":false.*nobody/);
    assert.match(JSON.stringify(ask('r', 'consume')), /"ok":false/);
    assert.match(JSON.stringify(ask('r', 'consume quue jobs')), /"ok":false.*queue/);
    assert.deepEqual(ask('r', 'consume queue jobs', '}'), {
      ok: false,
      reasons: ['the policy has errors, so it is asked nothing'],
    });
  });

  it('compares as `warren diff` does', () => {
    const newer = policy.replace('consume queue jobs }', 'consume queue jobs, audit }');
    const found = policyOf(newer).comparedWith(policyOf(policy));
    assert.ok(found.ok);
    assert.deepEqual([found.gained, found.lost], [1, 0]);
    inFolder({ 'old/a.warren': policy, 'new/a.warren': newer }, (folder) => {
      const { stdout } = warren(folder, ['diff', 'old', 'new']);
      assert.equal(
        found.text.replaceAll(' a.warren', ' F'),
        stdout.replaceAll(/ (?:old|new)\/a\.warren/g, ' F'),
      );
    });
    assert.deepEqual(policyOf('}').comparedWith(policyOf(policy)), {
      ok: false,
      reasons: ['the policy has errors'],
    });
    assert.deepEqual(policyOf(policy).comparedWith(policyOf('}')), {
      ok: false,
      reasons: ['the older policy has errors'],
    });
  });

  it('tells of a key that cannot count, and not of claims that hang on it', () => {
    const failing = policyOf(
      `${head}
vhost v { exchange f fanout allow r { publish exchange f } never r { publish exchange f key x } }
test "t" { vhost v { can r { publish exchange f key x } } }`,
    ).artifacts();
    assert.ok(!failing.ok);
    assert.deepEqual(
      failing.diagnostics.map(({ code }) => code),
      ['key-on-other-type', 'key-on-other-type'],
    );
  });

  it('writes nothing while an error stands, or where no broker is declared', () => {
    const failing = policyOf(policy).artifacts();
    assert.ok(!failing.ok);
    assert.deepEqual(
      failing.diagnostics.map(({ code }) => code),
      ['never-violated'],
    );
    const implied = policyOf('vhost v { queue q }\n').artifacts();
    assert.ok(!implied.ok);
    assert.ok(implied.diagnostics.some(({ code }) => code === 'no-broker'));
  });

  it('says what stands at a place, and what can stand there', () => {
    const told = policyOf(policy);
    assert.match(
      told.hover('a.warren', policy.indexOf('allow s') + 6)?.markdown ?? '',
      /\*\*role\*\* `s`/,
    );
    assert.equal(told.hover('a.warren', policy.indexOf('\n\n') + 1), undefined);
    assert.equal(told.hover('b.warren', 0), undefined);
    const at = policy.indexOf('consume queue jobs') + 'consume queue '.length;
    const { start, end, offers } = told.completions('a.warren', at);
    assert.equal(policy.slice(start, end), 'jobs');
    assert.ok(['audit', 'jobs'].every((name) => offers.some(({ label }) => label === name)));
    assert.deepEqual(told.completions('b.warren', 3), { start: 3, end: 3, offers: [] });
    const colours = told
      .colours('a.warren')
      .map(({ start: from, end: to, type }) => `${type} ${policy.slice(from, to)}`);
    assert.ok(colours.includes('keyword consume') && colours.includes('struct jobs'));
  });

  it('offers the texts beside one for a topology', () => {
    const text = 'vhost v { topology  }';
    const found = opened([
      { name: 'x/a.warren', text },
      { name: 'x/top.json', text: '{}' },
      { name: 'other.json', text: '{}' },
    ]).completions('x/a.warren', 'vhost v { topology '.length);
    assert.deepEqual(
      found.offers.map(({ label }) => label),
      ['"top.json"'],
    );
  });

  it('is the same with what is kept of earlier versions as without', () => {
    const session = new Session();
    const versions = [policy, `${policy}}`, policy.replace('queue jobs\n', 'queue job\n'), policy];
    for (const text of versions) {
      const kept = opened([{ name: 'a.warren', text }], session);
      const fresh = policyOf(text);
      assert.deepEqual(kept.diagnostics, fresh.diagnostics);
      assert.deepEqual(kept.brokers, fresh.brokers);
      assert.deepEqual(kept.claims, fresh.claims);
    }
  });

  it('answers plain data alone', () => {
    const told = policyOf(policy.replace('audit\n', 'audti\n'));
    const at = policy.indexOf('allow s') + 6;
    for (const answer of [
      told.diagnostics,
      told.brokers,
      told.claims,
      policyOf(policy).artifacts(),
      told.artifacts(),
      told.hover('a.warren', at),
      told.completions('a.warren', at),
      told.colours('a.warren'),
    ]) {
      assert.deepEqual(structuredClone(answer), answer);
      assert.deepEqual(
        JSON.parse(JSON.stringify(answer)),
        JSON.parse(JSON.stringify(structuredClone(answer))),
      );
    }
  });
});

describe('formatText', () => {
  it('does what `warren fmt` does', () => {
    const rough = 'vhost   v{queue q\n\n\n\n  queue r }';
    inFolder({ 'a.warren': rough }, (folder) => {
      warren(folder, ['fmt', 'a.warren']);
      assert.equal(formatText(rough), readFileSync(join(folder, 'a.warren'), 'utf8'));
    });
    assert.equal(formatText('}'), '}');
  });
});
