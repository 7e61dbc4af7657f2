import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';

/** Several brokers, each in several blocks, and rules that hang on all of that. */
const POLICY = `broker stage, shop-eu, shop-us {
  engine amazon-mq 4.2
}
broker stage {
  account 111122223333
  region  eu-west-1
  id      b-1234a5b6-78cd-901e-2fab-3c45d6e178f9
  configuration c-1234a5b6-78cd-901e-2fab-3c45d6e178f9
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
  let env = stage
}
broker shop-eu, shop-us {
  account 444455556666
  issuer  https://4f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
  let env = prod
}
broker shop-eu {
  region eu-west-1
  id     b-2234a5b6-78cd-901e-2fab-3c45d6e178f9
  configuration c-2234a5b6-78cd-901e-2fab-3c45d6e178f9
  audience eu
}
broker shop-us {
  region us-east-1
  id     b-3234a5b6-78cd-901e-2fab-3c45d6e178f9
  configuration c-3234a5b6-78cd-901e-2fab-3c45d6e178f9
  audience us
}
role api    = arn:aws:iam::\${account}:role/\${env}/api
role worker = arn:aws:iam::\${account}:role/\${env}/worker-\${region}
role ops    = arn:aws:iam::\${account}:role/ops
group apps = api, worker
profile inbox(service) {
  consume queue \${service}.in
}
vhost shop {
  exchange events topic
  queue    api.in
  queue    worker.in
  allow api {
    publish exchange events key order.created
    inbox(api)
  }
  allow worker {
    bind queue worker.in to exchange events key order.*
    inbox(worker)
  }
  never anyone except apps { consume queue *.in }
  never worker { publish exchange events }
}
allow ops { observe, reboot }
test "orders" {
  vhost shop {
    can api { publish exchange events key order.created }
    can worker { consume queue worker.in }
  }
}
`;

/** Every error with its line and code, as a person meets them: those of one text at many places once. */
function errorsOf(text: string): readonly string[] {
  const sources = [new Source('a.warren', text)];
  const { diagnostics } = checkPolicy({ sources, root: '', problems: [], textProblems: [] });
  const told = new Map<string, string>();
  for (const { severity, code, message, place } of diagnostics)
    if (severity === 'error' && !told.has(`${code} ${message}`))
      told.set(
        `${code} ${message}`,
        `${place.source.position(place.range.start).line} ${code}: ${message}`,
      );
  return [...told.values()];
}

/** What is changed, and the one thing to be told of it. */
const cases: readonly (readonly [from: string, to: string, told: RegExp])[] = [
  // A setting, a name or a word of a broker.
  ['  region  eu-west-1', '  eu-west-1', /^6 unexpected-token/],
  ['  region  eu-west-1', '  "region" eu-west-1', /^6 unexpected-token/],
  ['account 444455556666', '444455556666', /^13 unexpected-token/],
  ['broker stage {', 'stage {', /^4 unexpected-token/],
  ['broker stage {', 'broker {', /^4 expected-token/],
  ['broker stage {', 'broker broker stage {', /^4 expected-token/],
  ['broker shop-eu, shop-us {', 'broker , shop-us {', /^12 expected-token/],
  // The name of a broker in one of its blocks.
  [
    'broker stage, ',
    'broker satge, ',
    /^1? ?4? missing-engine: The broker `stage` .*Did you mean `satge`/,
  ],
  [
    'broker stage {',
    'broker satge {',
    /^4 missing-engine: The broker `satge` .*Did you mean `stage`/,
  ],
  // A role, a group, a profile without its name, and what is in them.
  ['role api    =', 'role =', /^29 expected-token/],
  ['role api    =', 'role role api =', /^29 expected-token/],
  ['role/${env}/api', 'role/ ${env}/api', /^29 unexpected-token/],
  ['iam::${account}:role/ops', 'iam::${account},:role/ops', /^31 unexpected-token/],
  ['group apps = api, worker', 'group apps = , worker', /^32 expected-token/],
  ['group apps = api, worker', 'group apps, = api, worker', /^32 expected-token/],
  ['group apps = api, worker', 'group apps = api, wroker', /^32 unknown-name/],
  ['profile inbox(service)', 'inbox(service)', /^33 misplaced-item/],
  ['profile inbox(service)', 'profile (service)', /^33 expected-token/],
  ['profile inbox(service)', 'profile inbox(,service)', /^33 expected-token/],
  ['profile inbox(service)', 'profile inbox inbox(service)', /^33 expected-token/],
  ['consume queue ${service}.in', 'queue ${service}.in', /^34 misplaced-item/],
  // Declarations, of which keys hang.
  ['vhost shop {\n  exchange', 'vhost {\n  exchange', /^36 expected-token/],
  ['  exchange events topic', '  events topic', /^37 unexpected-token/],
  ['  exchange events topic', '  exchange , events topic', /^37 expected-token/],
  // Phrases, of which guardrails and tests hang.
  [
    '    publish exchange events key order.created',
    '    exchange events key order.created',
    /^41 misplaced-item/,
  ],
  ['to exchange events key order.*', 'to exchange events order.*', /^45 expected-token/],
  [
    '{ publish exchange events key order.created }',
    '{ publish exchange events order.created }',
    /^54 expected-token/,
  ],
];

describe('of a mistake is told where it is, and not what follows from it', () => {
  it('and nothing of what is right', () => {
    assert.deepEqual(errorsOf(POLICY), []);
  });

  for (const [from, to, told] of cases)
    it(`${from.trim()} → ${to.trim()}`.replace(/\s+/g, ' '), () => {
      const text = POLICY.replace(from, () => to);
      assert.notEqual(text, POLICY);
      const errors = errorsOf(text);
      assert.equal(errors.length, 1, errors.join('\n'));
      assert.match(errors[0] ?? '', told);
    });

  it('and two mistakes apart are both told', () => {
    const text = POLICY.replace('  region  eu-west-1', '  eu-west-1').replace(
      'queue    api.in',
      'queu     api.in',
    );
    assert.deepEqual(
      errorsOf(text).map((error) => error.replace(/:.*/s, '')),
      ['6 unexpected-token', '38 unknown-keyword'],
    );
  });
});
