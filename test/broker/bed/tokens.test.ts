import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { connectAmqp } from '../../bed/amqp.js';
import { startSts } from '../../bed/sts.js';
import type { Sts, TokenRequest } from '../../bed/sts.js';
import { SUITES } from '../../bed/tree.js';
import { AUDIENCE, ROLES, VHOST, example } from './example.js';

const GOOD: TokenRequest = { roleArn: ROLES.worker, audience: AUDIENCE };

const REQUESTS: readonly [title: string, request: TokenRequest, accepted: boolean][] = [
  ['signed with ES384', GOOD, true],
  ['signed with RS256', { ...GOOD, algorithm: 'RS256' }, true],
  ['for this and another audience', { ...GOOD, audience: ['other', AUDIENCE] }, true],
  ['for another audience', { ...GOOD, audience: 'other' }, false],
  ['that has expired', { ...GOOD, lifetimeSeconds: -60 }, false],
  ['of a role without an alias', { ...GOOD, roleArn: ROLES.stranger }, false],
  ['that says it is from another issuer', { ...GOOD, claims: { iss: 'https://other' } }, true],
  ['without a subject', { ...GOOD, claims: { sub: undefined } }, false],
];

describe('tokens of the stand-in for STS', () => {
  let other: Sts;
  before(async () => {
    other = await startSts();
  });
  after(() => other.stop());

  for (const suite of SUITES)
    describe(suite, () => {
      for (const [title, request, accepted] of REQUESTS)
        it(`a token ${title} is ${accepted ? 'accepted' : 'refused'}`, async () => {
          const { broker, sts } = await example(suite);
          const connected = await connectAmqp(broker, VHOST, await sts.mint(request));
          if (connected.allowed) await connected.session.close();
          assert.equal(connected.allowed, accepted);
        });

      it("a token signed with another issuer's keys is refused", async () => {
        const { broker } = await example(suite);
        const connected = await connectAmqp(broker, VHOST, await other.mint(GOOD));
        assert.equal(connected.allowed, false);
      });

      it('a virtual host that is closed to the role is refused, an absent one is an error', async () => {
        const { broker, token } = await example(suite);
        assert.equal((await connectAmqp(broker, '/', await token('worker'))).allowed, false);
        await assert.rejects(connectAmqp(broker, 'absent', await token('admin')));
      });
    });

  it('have the shape of tokens of STS', async () => {
    const token = await other.mint({ ...GOOD, lifetimeSeconds: 900 });
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'ES384', kid: 'EC384_0', typ: 'JWT' });
    const claims = decodeJwt(token);
    assert.deepEqual(
      [claims.iss, claims.sub, claims.aud, (claims.exp ?? 0) - (claims.iat ?? 0), claims['scope']],
      [other.issuer, ROLES.worker, AUDIENCE, 900, undefined],
    );
    assert.match(
      JSON.stringify(claims['https://sts.amazonaws.com/']),
      /"aws_account":"111122223333"/,
    );
  });
});
