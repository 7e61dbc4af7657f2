import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bytes } from '#warren/pattern/bytes.js';
import { matches } from '#warren/pattern/match.js';
import { decodeScope } from '#warren/rabbitmq/read/scope.js';
import { oracle } from '../../bed/oracle.js';
import type { AccessQuestion, ScopeQuestion } from '../../bed/questions.js';
import { SUITES } from '../../bed/tree.js';

const SCOPES = Number(process.env['WARREN_READER_SCOPES'] ?? 20_000);

const PIECES = [
  ...['a', 'b', '*', '*', 'ab', '%61', '%2A', '+', '%2B', ' ', '%20', '%', '%4', '%zz', '%fF'],
  ...['.', ':', 'ä', '\xFF', '%00', '\n', 'a*', 'a', 'b', '}'],
];
const part = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 4 })
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
const parts = fc.oneof(
  { weight: 12, arbitrary: fc.array(part, { minLength: 2, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(part, { maxLength: 5 }) },
);
const permission = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('read:', 'write:', 'configure:') },
  { weight: 1, arbitrary: fc.constantFrom('', 'Read:', 'read', 'tag:', ' read:', 'readwrite:') },
);
const anyScope = fc
  .tuple(permission, parts)
  .map(([word, all]) => Buffer.concat([Buffer.from(word), join(all)]));
const name = fc
  .array(fc.constantFrom('a', 'b', 'ab', '*', '+', ' ', '.', ':', '\xFF', '\0', '\n', 'ä', '%61'), {
    maxLength: 4,
  })
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
const access = fc.oneof(
  fc.record({ check: fc.constant('vhost' as const), vhost: name }),
  fc.record({
    check: fc.constant('resource' as const),
    vhost: name,
    kind: fc.constantFrom('queue' as const, 'exchange' as const),
    name,
    permission: fc.constantFrom('configure' as const, 'write' as const, 'read' as const),
  }),
  fc.record({
    check: fc.constant('topic' as const),
    vhost: name,
    name,
    permission: fc.constantFrom('configure' as const, 'write' as const, 'read' as const),
    routingKey: name,
  }),
);
const question: fc.Arbitrary<ScopeQuestion> = fc
  .tuple(anyScope, access)
  .map(([scope, of]) => ({ ...of, scopes: [scope] }));

function join(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts.flatMap((one, at) => (at === 0 ? [one] : [Buffer.from('/'), one])));
}

/** What the scope gives by our reading of it. */
function decide(question: ScopeQuestion): boolean {
  return question.scopes.some((text) => {
    const decoded = decodeScope(Buffer.from(text).toString('latin1'), '');
    if (decoded.kind !== 'scope' || decoded.scope.kind === 'tag') return false;
    const { scope } = decoded;
    const holds = (pattern: typeof scope.vhost, bytes: AccessQuestion['vhost']): boolean =>
      matches(pattern, Bytes.from(Buffer.from(bytes)));
    if (!holds(scope.vhost, question.vhost)) return false;
    if (question.check === 'vhost') return true;
    if (question.permission !== scope.permission || !holds(scope.name, question.name)) return false;
    if (question.check === 'resource') return true;
    return scope.key !== undefined && holds(scope.key, question.routingKey);
  });
}

for (const suite of SUITES)
  it(`scopes are read as RabbitMQ reads them, ${suite}`, async () => {
    const seed = Number(process.env['WARREN_SEED'] ?? Date.now() & 0xffff);
    const questions = fc.sample(question, { numRuns: SCOPES, seed });
    const answers = await oracle(suite).decide(questions);
    let allowed = 0;
    for (const [at, asked] of questions.entries()) {
      const given = decide(asked);
      if (given) allowed++;
      const scope = Buffer.from(asked.scopes[0] ?? '').toString('latin1');
      assert.equal(given, answers[at], `seed ${seed}: ${JSON.stringify(scope)} at ${at}`);
    }
    assert.ok(allowed > SCOPES / 100, String(allowed));
  });
