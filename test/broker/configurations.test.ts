import assert from 'node:assert/strict';
import { checkConfig } from '../bed/cuttlefish.js';
import { compile, configOf, policyOf } from './compiled.js';
import { NAMES } from './names/names.js';
import { quoted } from './names/quoted.js';
import { ACCOUNT, arnOf } from './stage.js';
import { CA_BUNDLE, ENGINES, installCaBundle, standInOf } from './stand-ins.js';

/** Settings that every engine takes, and one that only a self-managed broker may have. */
const COMMON = 'heartbeat = 60 consumer_timeout = 3600000';
const SELF_MANAGED = `auth_oauth2.https.cacertfile = ${CA_BUNDLE}`;

/** With every engine stand every value, and both kinds of `internal-users` with and without settings. */
const COMBINATIONS: readonly [internal: string, token: string, settings: boolean][] = [
  ['on', 'ES384', false],
  ['off', 'RS256 max 1m', true],
  ['on', 'RS256, ES384 max 60m', true],
  ['off', 'ES384, RS256', false],
];

/** Two roles, of which one is granted something under every awkward name, and one a tag alone. */
const GRANTS = `
role worker = "${arnOf('path/worker+=,.@_-')}"
role watcher = ${arnOf('watcher')}
allow watcher { tag monitoring }
vhost * { allow worker { consume queue ${NAMES.map(({ name }) => quoted(name)).join(', ')} } }
`;

describe('configurations that RabbitMQ takes', () => {
  before(async () => {
    for (const suite of ['trixie', 'forky'] as const) await installCaBundle(suite);
  });

  for (const engine of ENGINES)
    for (const [internal, token, settings] of COMBINATIONS) {
      const lines = engine.startsWith('rabbitmq') ? `${COMMON} ${SELF_MANAGED}` : COMMON;
      const block = `broker a {
  engine ${engine} account ${ACCOUNT} issuer https://issuer.example.com
  internal-users ${internal} token ${token} ${settings ? `settings { ${lines} }` : ''}
}`;
      it(`${engine}, internal-users ${internal}, token ${token}${settings ? ', settings' : ''}`, async () => {
        const [artifacts] = compile(policyOf(block + GRANTS));
        assert.ok(artifacts !== undefined);
        const suite = standInOf(engine);
        const checked = await checkConfig(suite, configOf(artifacts));
        assert.ok(checked.ok, checked.ok ? '' : `${suite}: ${block}\n${checked.message}`);
        assert.equal(checked.warnings, '');
        assert.equal(
          checked.erlangConfig.includes('rabbit_auth_backend_internal'),
          internal === 'on',
        );
      });
    }
});
