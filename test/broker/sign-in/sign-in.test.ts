import assert from 'node:assert/strict';
import { ANY_AUDIENCE } from '#warren/prove/diff/access.js';
import type { BrokerAccess } from '#warren/prove/diff/access.js';
import { connectAmqp, get } from '../../bed/amqp.js';
import { startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { management } from '../../bed/management.js';
import { startSts } from '../../bed/sts.js';
import type { Sts } from '../../bed/sts.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { readSideOf } from '../raw/model.js';
import { adopt } from './adopt.js';
import { AUDIENCE, ROLE, signInCase } from './case.js';

const CASES = Number(process.env['WARREN_SIGN_INS'] ?? 150);

/** What a token is worth: what the scopes say, all that an internal user of that name may do, nothing. */
type Worth = 'scopes' | 'internal' | 'nothing';

/** Why it may be that a configuration cannot be known, though the broker starts with it. */
const MAY_BE_UNKNOWN = [
  /asked before tokens are read/, // somebody else's answer
  /rights that `.*` gives/, // somebody else's rights
  /is the cache itself/,
  /none to ask for rights/, // releases differ
  /takes `.*` for the name of one claim/, // releases differ
  /is no list of modules/,
];

for (const suite of SUITES)
  describe(`who signs in, ${suite}`, () => {
    let broker: Broker;
    let sts: Sts;
    before(async () => {
      sts = await startSts();
      const rabbitmqConf = `auth_backends.1 = internal\n`;
      const plugins = ['rabbitmq_auth_backend_cache'];
      broker = await startBroker({ suite, rabbitmqConf, plugins, ca: sts.ca });
      await broker.addVhost('v');
      // What somebody else permits to the role differs from what its scopes do.
      const user = `rabbit_auth_backend_internal:add_user(<<"${ROLE}">>, <<"x">>, <<"bed">>)`;
      const rights = `rabbit_auth_backend_internal:set_permissions(<<"${ROLE}">>, <<"v">>, <<".*">>, <<".*">>, <<".*">>, <<"bed">>)`;
      await broker.eval(`${user}, ${rights}`);
    });
    after(async () => {
      await broker.stop();
      await sts.stop();
    });

    const worth = async (audience: string): Promise<Worth> => {
      const token = await sts.mint({ roleArn: ROLE, audience });
      const connected = await connectAmqp(broker, 'v', token);
      const overHttp = (await management(broker, token).whoami()).status;
      if (!connected.allowed) {
        assert.equal(overHttp, 401);
        return 'nothing';
      }
      const may = async (queue: string): Promise<boolean> =>
        (await get(connected.session, queue)).allowed;
      const [a, b] = [await may('a'), await may('b')];
      await connected.session.close();
      assert.ok(a);
      if (!b) assert.equal(overHttp, 200);
      return b ? 'internal' : 'scopes';
    };

    it(`is what is read from ${CASES} configurations`, async function () {
      this.timeout(CASES * 4000);
      const seed = Number(process.env['WARREN_SEED'] ?? Date.now() & 0xffff);
      const tally = { refused: 0, unknown: 0, scopes: 0, nothing: 0 };
      for (let at = 0; at < CASES; at++) {
        const { files, chain } = signInCase(suite, sts.issuer, chanceOf(seed + at));
        const what = `seed ${seed + at}: ${chain}\n${files.rabbitmqConf}${files.advancedConfig ?? ''}`;
        const starts = await adopt(broker, files);
        const read = readSideOf(files);
        if (!starts || read.kind === 'unable') {
          const reasons = read.kind === 'unable' ? read.reasons : [];
          const told = reasons.some((reason) => reason.includes('does not start'));
          const open = reasons.some((reason) => MAY_BE_UNKNOWN.some((may) => may.test(reason)));
          // A module that is there on no machine of ours may be there on another.
          assert.ok(starts ? open && !told : told || open, `${what}\n${reasons.join('\n')}`);
          tally[starts ? 'unknown' : 'refused']++;
          continue;
        }
        const { access } = read;
        const expected = worthOf(access);
        assert.equal(await worth(AUDIENCE), expected, what);
        const others = isAnyAudience(access) ? expected : 'nothing';
        assert.equal(await worth('another'), others, `another audience, ${what}`);
        tally[expected]++;
      }
      console.log(`      ${JSON.stringify(tally)}`);
      assert.ok(tally.scopes > CASES / 20 && tally.nothing > CASES / 20, JSON.stringify(tally));
    });
  });

/** What a token of the role must be worth, by what `diff` compares. */
function worthOf({ roles, claims = [] }: BrokerAccess): 'scopes' | 'nothing' {
  const scopes = claims.includes('sub') ? (roles.get(ROLE)?.scopes ?? []) : [];
  return scopes.some(({ scope }) => scope.kind === 'resource') ? 'scopes' : 'nothing';
}

function isAnyAudience({ entrances = [] }: BrokerAccess): boolean {
  return entrances.some(({ kind, id }) => kind === 'audience' && id === ANY_AUDIENCE);
}
