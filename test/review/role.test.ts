import assert from 'node:assert/strict';
import {
  coverageOf,
  fileAndLine,
  internalUsersText,
  linesGiving,
  stateText,
} from '#warren/review/words.js';
import { brokerOf, reviewOfText } from './reviewed.js';

const policy = `broker b {
  engine  amazon-mq 4.2
  account 111122223333
  region  eu-west-1
  id      b-1234a5b6-78cd-901e-2fa3-3b45c6d78e9f
  configuration c-1234a5b6-78cd-901e-2fa3-3b45c6d78e9f
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}

role r = arn:aws:iam::111122223333:role/r
role admin = arn:aws:iam::111122223333:role/admin
role deployer = arn:aws:iam::111122223333:role/ci/deployer
group inner = r
group outer = inner, admin

profile reader(name) { consume queue \${name} }

vhost v {
  exchange x topic alternate y
  exchange y fanout
  queue q dead-letter y

  allow r {
    reader(q)
    bind queue q to exchange x key a.*, b
  }
}

allow admin { tag administrator }
allow deployer { deploy }
`;

describe('a role of a review', () => {
  const broker = brokerOf(reviewOfText(policy));
  const role = (name: string): (typeof broker.roles)[number] => {
    const found = broker.roles.find((one) => one.name === name);
    assert.ok(found);
    return found;
  };

  it('has its teams, those of teams in teams too', () => {
    assert.deepEqual(role('r').groups, ['inner', 'outer']);
    assert.deepEqual(role('deployer').groups, []);
  });

  it('has its lines with the uses of profiles, and scopes that lead to them', () => {
    const [first] = role('r').grants;
    assert.equal(first?.phrase, 'consume queue q');
    assert.deepEqual([first.place, ...first.uses].map(fileAndLine), ['a.warren:16', 'a.warren:24']);
    const [scope] = role('r').scopes.filter(({ text }) => text === 'b.read:v/q');
    assert.deepEqual(scope?.grants, [0]);
  });

  it('has its identity policies', () => {
    assert.match(role('r').iam[0] ?? '', /"sts:GetWebIdentityToken"/);
    assert.match(role('deployer').iam[0] ?? '', /"mq:UpdateConfiguration"/);
    assert.doesNotMatch(role('deployer').iam[0] ?? '', /sts:/);
  });

  it('tells how it walks round every scope', () => {
    assert.match(role('admin').rounds[0] ?? '', /Its tag `administrator` permits everything/);
    assert.match(role('deployer').rounds[0] ?? '', /mq:UpdateBroker/);
    assert.deepEqual(role('r').rounds, []);
  });
});

describe('what leads messages on', () => {
  it('is what is declared, and what lines may bind', () => {
    const { links, resources, roles } = brokerOf(reviewOfText(policy));
    const name = (at: number): string => resources[at]?.name ?? '';
    assert.deepEqual(
      links.map(({ kind, from, to, keys, roles: by }) =>
        [kind, name(from), name(to), ...keys, ...by.map((at) => roles[at]?.name)].join(' '),
      ),
      ['alternate x y', 'bind x q a.* b r', 'dead-letter q y'],
    );
  });
});

describe('the words of a review', () => {
  const review = reviewOfText(policy);
  const broker = brokerOf(review);

  it('count what claims speak of', () => {
    assert.deepEqual(coverageOf(broker), { covered: 0, all: 5 });
  });

  it('say the worst of a claim, and where', () => {
    const on = (state: 'holds' | 'fails' | 'walked-round', name: string) => ({
      broker: name,
      state,
    });
    assert.equal(stateText({ on: [on('holds', 'a')] }), 'holds');
    assert.equal(stateText({ on: [on('holds', 'a'), on('fails', 'b')] }), 'FAILS on b');
    const several = ['a', 'b', 'c'].map((name) => on('fails', name));
    assert.equal(stateText({ on: [...several, on('holds', 'd')] }), 'FAILS on a, b and c');
    assert.equal(stateText({ on: several }), 'FAILS');
    assert.match(stateText({ on: [on('walked-round', 'a')] }), /^holds, but/);
  });

  it('name the lines that give an operation, each once', () => {
    const cell = broker.cells.find(({ resource }) => broker.resources[resource]?.name === 'q');
    assert.ok(cell);
    const lines = cell.can.flatMap((one) => linesGiving(one, broker, cell.role));
    assert.deepEqual([...new Set(lines)].sort(), ['a.warren:16', 'a.warren:25']);
  });

  it('warn of the users that nobody knows here', () => {
    const brokers = [
      { name: 'a', internalUsers: true },
      { name: 'b', internalUsers: false },
    ];
    assert.match(internalUsersText(brokers)[0] ?? '', /internal users, those of a, are outside/);
    assert.deepEqual(internalUsersText([brokers[1] ?? { name: '', internalUsers: false }]), []);
  });
});
