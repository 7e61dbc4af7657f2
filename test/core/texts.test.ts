import assert from 'node:assert/strict';
import { openPolicy, type PolicyText, type TextPolicy } from '#warren/core/index.js';
import { head } from '../cli/warren.js';

function policyOf(...files: readonly (readonly [name: string, text: string])[]): TextPolicy {
  const opened = openPolicy(files.map(([name, text]) => ({ name, text })));
  assert.ok(opened.ok);
  return opened.policy;
}

function reasonsOf(...files: readonly PolicyText[]): readonly string[] {
  const opened = openPolicy(files);
  assert.ok(!opened.ok);
  return opened.reasons;
}

const definitions = JSON.stringify({
  exchanges: [{ name: 'events', vhost: 'v', type: 'topic' }],
  queues: [{ name: 'jobs', vhost: 'v' }],
});

const using = `${head}
vhost v {
  topology "../defs/top.json"
  allow r { consume queue jobs }
}
`;

describe('texts as a policy', () => {
  it('are all .warren files below the folder, in bytewise order, and nothing else', () => {
    const policy = policyOf(
      ['b.warren', 'role b = nothing\n'],
      ['a/z.warren', 'role a = nothing\n'],
      ['./c.warren', 'role c = nothing\n'],
      ['notes.txt', 'role = = ='],
      ['.hidden/h.warren', 'role = = ='],
      ['node_modules/m.warren', 'role = = ='],
      ['sub/warren.yaml', ''],
      ['sub/s.warren', 'role = = ='],
    );
    const told = policy.diagnostics.map(({ place }) => place.file);
    assert.deepEqual([...new Set(told)], ['a/z.warren', 'b.warren', 'c.warren']);
  });

  it('name further texts from where they are', () => {
    const found = policyOf(['teams/a.warren', using], ['defs/top.json', definitions]);
    assert.deepEqual(
      found.diagnostics.map(({ code }) => code),
      ['unreachable-resource'],
    );
    const [diagnostic] = policyOf(['teams/a.warren', using]).diagnostics;
    assert.equal(diagnostic?.code, 'unreadable-topology');
    assert.match(diagnostic.message, /defs\/top\.json does not exist/);
    const outside = using.replace('../defs', '../../defs');
    const [other] = policyOf(
      ['teams/a.warren', outside],
      ['defs/top.json', definitions],
    ).diagnostics;
    assert.match(other?.message ?? '', /\.\.\/\.\.\/defs\/top\.json does not exist/);
  });

  it('obey the warren.yaml at the top', () => {
    const wide = `${head}vhost v { queue q allow r { consume queue * } }\n`;
    const codes = (config: string): readonly string[] =>
      policyOf(
        ['a.warren', wide],
        ['drafts/d.warren', '}'],
        ['warren.yaml', config],
      ).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    assert.deepEqual(codes('ignore: [drafts/**]\n'), ['warning bare-wildcard-grant']);
    assert.deepEqual(codes('ignore: [drafts/**]\nseverity: { bare-wildcard-grant: error }\n'), [
      'error bare-wildcard-grant',
    ]);
    assert.deepEqual(codes('ignore: [drafts/**]\nseverity: { bare-wildcard-grant: off }\n'), []);
    assert.deepEqual(
      codes('ignore: drafts\nseverity: { bare-wildcard-grant: off }\n').slice(0, 1),
      ['error bad-config'],
    );
  });

  it('are refused where they are none, with every reason', () => {
    assert.deepEqual(reasonsOf(), ['there is no .warren file']);
    assert.deepEqual(reasonsOf({ name: 'a.txt', text: '' }), ['there is no .warren file']);
    assert.deepEqual(
      reasonsOf(
        { name: '/etc/a.warren', text: '' },
        { name: '../a.warren', text: '' },
        { name: 'a\\b.warren', text: '' },
        { name: '', text: '' },
        { name: 'a.warren', text: '' },
        { name: 'x/../a.warren', text: '' },
      ),
      [
        '/etc/a.warren is no path below the folder of the policy',
        '../a.warren is no path below the folder of the policy',
        'a\\b.warren is no path below the folder of the policy',
        ' is no path below the folder of the policy',
        'a.warren is given twice',
      ],
    );
  });

  it('may hold anything', () => {
    for (const text of ['', '\0', '\ud800', '\ufeff', '{'.repeat(20_000), 'é'.repeat(5_000_000)]) {
      const { diagnostics, brokers, claims } = policyOf(['a.warren', text]);
      assert.ok(diagnostics.length < 10_000);
      assert.ok(brokers.length < 2);
      assert.deepEqual(claims, []);
    }
  });
});
