import assert from 'node:assert/strict';
import { makeCertificate, type ServerCertificate } from '../../bed/certificate.js';
import { erlangBinary } from '../../bed/broker.js';
import { freePorts } from '../../bed/ports.js';
import { MOUNT, SUITES } from '../../bed/tree.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { verify } from './run.js';
import type { Ended } from './run.js';

const POLICY = `
role worker = ${arnOf('worker')}
vhost / { queue work  allow worker { consume queue work } }
`;

for (const suite of SUITES)
  describe(`verify over TLS, ${suite}`, function () {
    this.timeout(120_000);
    let stage: Stage;
    let policy = '';
    let port = 0;
    let own: ServerCertificate;

    before(async () => {
      const text = (issuer: string): string => brokerBlock(suite, issuer) + STAGEHAND_TEXT + POLICY;
      stage = await startStage(suite, text);
      policy = text(stage.sts.issuer);
      [port = 0] = await freePorts(1);
      own = await makeCertificate();
      const file = (name: string, content: string): string =>
        `ok = file:write_file("${MOUNT}/${name}", ${erlangBinary(content)})`;
      const options = `[{certfile, "${MOUNT}/own.pem"}, {keyfile, "${MOUNT}/own.key"}]`;
      const answer = await stage.broker.eval(
        [
          file('own.pem', own.cert),
          file('own.key', own.key),
          `rabbit_networking:start_ssl_listener({"127.0.0.1", ${port}}, ${options}, 2)`,
        ].join(', '),
      );
      assert.equal(answer, 'ok');
    });
    after(() => stage.stop());

    const over = async (url: string, ca?: string): Promise<Ended> =>
      verify({
        policy,
        files: { token: await stage.token('worker'), 'ca.pem': ca ?? '' },
        args: [
          ...['--broker', AUDIENCE, '--amqp', url, '--token', 'token'],
          ...(ca === undefined ? [] : ['--ca', 'ca.pem']),
        ],
      });

    it('signs in and probes with the certificate of its authority', async () => {
      const { stdout, stderr, status } = await over(`amqps://localhost:${port}`, own.ca);
      assert.match(
        stdout,
        /^stage is as the policy says: the sign-in of worker to 1 vhost; \d+ probes/,
      );
      assert.deepEqual([stderr, status], ['', 0]);
    });

    it('tells another authority, none, another name, and no TLS at all', async () => {
      const other = await makeCertificate();
      for (const [url, ca, words] of [
        [`amqps://localhost:${port}`, other.ca, /signed by nobody whom this machine trusts/],
        [`amqps://localhost:${port}`, undefined, /signed by nobody whom this machine trusts/],
        [`amqps://127.0.0.1:${port}`, own.ca, /certificate is for another name/],
        [`amqp://localhost:${port}`, own.ca, /TLS/],
      ] as const) {
        const { status, stdout, stderr } = await over(url, ca);
        assert.match(stderr, words, url);
        assert.match(stdout, /^stage: verified until it broke off: nothing; /);
        assert.equal(status, 2, stderr);
      }
    });
  });
