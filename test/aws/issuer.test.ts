import assert from 'node:assert/strict';
import { describeIssuerProblem, type IssuerProblem } from '#warren/aws/issuer-problem.js';
import { isStsIssuer, issuerMeant, issuerProblems } from '#warren/aws/issuer.js';

const STS = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

const GOOD: readonly string[] = [
  STS,
  'https://issuer.example',
  'https://issuer.example:8443',
  'https://issuer.example:1',
  'https://issuer.example:65535',
  'https://issuer.example/realms/orders',
  'https://login.example/a%20b/c_d~e',
  'https://localhost:18443',
  'https://127.0.0.1:18443',
  'https://[::1]:18443',
  `https://${'a.'.repeat(126)}b`,
  'HTTPS://Issuer.Example',
];

/** An issuer, its problems from left to right, and what the first description offers. */
const BAD: readonly [string, readonly IssuerProblem[], string][] = [
  ['', [{ kind: 'empty' }], 'https://UUID.tokens.sts.global.api.aws'],
  ['  ', [{ kind: 'empty' }], 'https://UUID.tokens.sts.global.api.aws'],
  ['issuer', [{ kind: 'not-a-url', text: 'issuer' }], 'https://UUID.tokens.sts.global.api.aws'],
  ['issuer.example', [{ kind: 'no-scheme' }], 'https:// before it'],
  ['https:/issuer', [{ kind: 'slashes' }], 'https://'],
  ['https:issuer.example', [{ kind: 'slashes' }], 'https://'],
  [` ${STS}`, [{ kind: 'blank' }], 'without them'],
  [`${STS} `, [{ kind: 'blank' }], 'without them'],
  [`${STS}\n`, [{ kind: 'blank' }], 'without them'],
  ['https://issuer.ex ample', [{ kind: 'character', character: ' ' }], 'U+0020'],
  ['https://issuer.example/$(x)', [{ kind: 'character', character: '$' }], 'U+0024'],
  ["https://issuer.example/'", [{ kind: 'character', character: "'" }], 'U+0027'],
  ['https://issuer.example\\x', [{ kind: 'character', character: '\\' }], 'U+005C'],
  ['https://bücher.example', [{ kind: 'character', character: 'ü' }], 'U+00FC'],
  ['https://🐰.example', [{ kind: 'character', character: '🐰' }], 'U+1F430'],
  ['http://issuer.example', [{ kind: 'scheme', scheme: 'http' }], 'write https:'],
  ['https://', [{ kind: 'host', host: '' }], 'no host'],
  ['https://:8443', [{ kind: 'host', host: '' }], 'no host'],
  ['https://a.b:x', [{ kind: 'port', port: 'x' }], '"x"'],
  ['https://a..b', [{ kind: 'host', host: 'a..b' }], 'host name'],
  ['https://..', [{ kind: 'host', host: '..' }], 'host name'],
  ['https://a_b', [{ kind: 'host', host: 'a_b' }], 'host name'],
  ['https://1.2.3.400', [{ kind: 'host', host: '1.2.3.400' }], 'host name'],
  [`https://${'a.'.repeat(127)}b`, [{ kind: 'host', host: `${'a.'.repeat(127)}b` }], 'host name'],
  ['https://[::g]', [{ kind: 'host', host: '[::g]' }], 'host name'],
  ['https://[1:2', [{ kind: 'host', host: '[1' }], 'host name'],
  ['https://issuer.example:', [{ kind: 'port', port: '' }], '1 to 65535'],
  ['https://issuer.example:0', [{ kind: 'port', port: '0' }], '1 to 65535'],
  ['https://issuer.example:65536', [{ kind: 'port', port: '65536' }], '1 to 65535'],
  ['https://issuer.example:8443:1', [{ kind: 'port', port: '8443:1' }], '1 to 65535'],
  ['https://jane@issuer.example', [{ kind: 'user-info' }], 'without the part'],
  ['https://a@b@issuer.example', [{ kind: 'user-info' }], 'without the part'],
  [`${STS}/`, [{ kind: 'trailing-slash' }], 'without'],
  ['https://issuer.example/a/', [{ kind: 'trailing-slash' }], 'without'],
  ['https://issuer.example/.well-known/jwks.json', [{ kind: 'keys-address' }], 'without the part'],
  ['https://issuer.example/.well-known/', [{ kind: 'keys-address' }], 'without the part'],
  [`${STS}/x`, [{ kind: 'not-as-sts' }], 'without port and path'],
  [`${STS}:443`, [{ kind: 'not-as-sts' }], 'without port and path'],
  [STS.replace('3f1c', '3F1C'), [{ kind: 'not-as-sts' }], 'small letters'],
  ['https://issuer.example?', [{ kind: 'query' }], 'without'],
  ['https://issuer.example/a?b=c', [{ kind: 'query' }], 'without'],
  ['https://issuer.example#', [{ kind: 'fragment' }], 'without'],
  [
    'http://u:p@issuer.example:99999/?q#f',
    [
      { kind: 'scheme', scheme: 'http' },
      { kind: 'user-info' },
      { kind: 'port', port: '99999' },
      { kind: 'trailing-slash' },
      { kind: 'query' },
      { kind: 'fragment' },
    ],
    'https:',
  ],
];

describe('issuerProblems', () => {
  for (const issuer of GOOD)
    it(`takes ${issuer}`, () => {
      assert.deepEqual(issuerProblems(issuer), []);
    });

  for (const [issuer, problems, offer] of BAD)
    it(`refuses ${JSON.stringify(issuer)}`, () => {
      const found = issuerProblems(issuer);
      assert.deepEqual(found, problems);
      const sentences = found.map(describeIssuerProblem);
      assert.ok(sentences[0]?.includes(offer), sentences[0]);
      for (const sentence of sentences) assert.match(sentence, /^[A-Z"].*\bwrite\b.*\.$/);
    });
});

/** An issuer that cannot be used, and what was meant by it. */
const MEANT: readonly (readonly [string, string | undefined])[] = [
  ['', undefined],
  ['issuer', undefined],
  ['ftp://issuer.example', undefined],
  ['https://', undefined],
  ['https:///a', undefined],
  ['https://a_b.example', undefined],
  ['arn:aws:iam::111122223333:oidc-provider/issuer.example', undefined],
  ['issuer.example', 'https://issuer.example'],
  ['https:/issuer.example', 'https://issuer.example'],
  ['https:issuer.example', 'https://issuer.example'],
  ['http://issuer.example/a/', 'https://issuer.example/a'],
  ['https://jane:secret@issuer.example:8443', 'https://issuer.example:8443'],
  [' https://issuer.example\n', 'https://issuer.example'],
  ['https://issuer.example/a?b=c#d', 'https://issuer.example/a'],
  ['https://issuer.example/a/.well-known/openid-configuration', 'https://issuer.example/a'],
  [`${STS.toUpperCase()}:443/x/?y`, STS],
];

describe('issuerMeant', () => {
  for (const [issuer, meant] of MEANT)
    it(`knows what ${JSON.stringify(issuer)} means`, () => {
      assert.equal(issuerMeant(issuer), meant);
    });
});

describe('isStsIssuer', () => {
  it('knows the issuer of an AWS account', () => {
    assert.ok(isStsIssuer(STS));
  });

  it('knows every other text', () => {
    const others = [
      ...GOOD.filter((issuer) => issuer !== STS),
      ...BAD.map(([issuer]) => issuer),
      STS.replace('https', 'http'),
      STS.toUpperCase(),
      STS.replace('3f1c', '3f1g'),
      STS.replace('3f1c', '3f1'),
      STS.replace('.tokens', 'tokens'),
      STS.replaceAll('.', '-'),
      `${STS}.example`,
      `${STS}:443`,
      `${STS}/a`,
      `x${STS}`,
    ];
    for (const other of others) assert.ok(!isStsIssuer(other), other);
  });
});
