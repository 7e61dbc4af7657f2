import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRefusal } from '#warren/prove/refusal-text.js';

const arn = 'arn:aws:iam::111122223333:role/a/b';
const onQueue = `write access to queue 'q' in vhost 'v' refused for user '${arn}'`;
const queue = ['resource', 'write', 'queue', 'q', undefined, 'v', `${arn}'`];
const onTopic = `write access to topic 'k.*' in exchange 'x' in vhost '/' refused for user '${arn}'`;
const topic = ['topic', 'write', undefined, 'x', 'k.*', '/', `${arn}'`];

/** Texts as the broker's releases write them, and what they say. */
const refusals: readonly (readonly [title: string, text: string, says: readonly unknown[]])[] = [
  ['a channel closed over AMQP 0-9-1', `ACCESS_REFUSED - ${onQueue}`, queue],
  ['an AMQP 1.0 session', onQueue, queue],
  [
    'a line of the log',
    `2026-02-03 10:11:12.1+00:00 [error] <0.9.0> operation queue.bind caused a channel exception access_refused: ${onQueue}`,
    queue,
  ],
  [
    'several lines of the log',
    `[error] <0.9.0> Channel error on connection <0.8.0> (127.0.0.1:1 -> 127.0.0.1:5672, vhost: 'v', user: '${arn}'), channel 1:\r\n operation queue.bind caused a channel exception access_refused: ${onQueue}\r\n`,
    queue,
  ],
  ['MQTT in the log', `MQTT resource access refused: ${onQueue}`, queue],
  [
    'the management API',
    `{"error":"not_authorised","reason":"ACCESS_REFUSED - ${onQueue}"}`,
    queue,
  ],
  [
    'a body that is cut off',
    `{"error":"not_authorised","reason":"ACCESS_REFUSED - ${onQueue}`,
    queue,
  ],
  [
    'a backend that says why',
    `${onQueue} by backend rabbit_auth_backend_oauth2: no`,
    [...queue.slice(0, -1), `${arn}' by backend rabbit_auth_backend_oauth2: no`],
  ],
  ['a topic', `ACCESS_REFUSED - ${onTopic}`, topic],
  ['a topic over MQTT', `MQTT topic access refused: ${onTopic}`, topic],
  [
    'a name with quotes in it',
    `read access to queue 'it's 'it'' in vhost 'o'v' refused for user '${arn}'`,
    ['resource', 'read', 'queue', "it's 'it'", undefined, "o'v", `${arn}'`],
  ],
  [
    'a name that reads like the text',
    `read access to queue 'q' in vhost 'x' in vhost 'v' refused for user '${arn}'`,
    ['resource', 'read', 'queue', "q' in vhost 'x", undefined, 'v', `${arn}'`],
  ],
  [
    'a vhost',
    `NOT_ALLOWED - access to vhost '/' refused for user '${arn}'`,
    ['vhost', undefined, undefined, undefined, undefined, '/', `${arn}'`],
  ],
  [
    'a vhost over MQTT or a stream',
    `MQTT connection failed: access refused for user '${arn}' to vhost 'v'`,
    ['vhost', undefined, undefined, undefined, undefined, 'v', arn],
  ],
  [
    'the management plugin in the log',
    `[warning] <0.7.0> HTTP access denied: user '${arn}' - Not management user`,
    ['management', undefined, undefined, undefined, undefined, undefined, arn],
  ],
  [
    'a user that is cut off',
    `ACCESS_REFUSED - ${onQueue.slice(0, -5)}...`,
    [...queue.slice(0, -1), `${arn.slice(0, -4)}...`],
  ],
];

/** Refusals that no right decides, with words of what they mean. */
const meanings: readonly (readonly [text: string, words: string])[] = [
  ["PLAIN login refused: user 'x' - invalid credentials", 'login was refused'],
  [
    'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.',
    'login was refused',
  ],
  [
    'PLAIN login refused: Authentication using an OAuth 2/JWT token failed: "Provided JWT token has expired at timestamp 1 (validated at 2)"',
    'has expired',
  ],
  ['amqp:unauthorized-access: credential expired', 'has expired'],
  ["closing AMQP connection <0.1.0> of user 'x': credential has expired", 'has expired'],
  ['Forcing stream connection <0.1.0> closing because token expired', 'has expired'],
  ['Authentication using an OAuth 2/JWT token failed: {error,no_matching_aud_found}', 'audience'],
  ['Authentication using an OAuth 2/JWT token failed: signature_invalid', 'verify the token'],
  [
    "NOT_ALLOWED - access to vhost 'v' refused for user 'x': connection limit (5) is reached",
    'No permission changes that',
  ],
  ["access to vhost 'v' refused for user 'x': vhost 'v' is down", 'No permission changes that'],
  ["RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q'", 'Another connection'],
  ['ACCESS_REFUSED - operation not permitted on the default exchange', 'by itself'],
  ['{"error":"not_authorised","reason":"User not authorised to access virtual host"}', 'Over HTTP'],
  ['{"error":"not_authorised","reason":"Not management user"}', 'management plugin'],
];

describe('the text of a refusal', () => {
  for (const [title, text, says] of refusals)
    it(`is read: ${title}`, () => {
      const reading = readRefusal(text);
      assert(reading.kind === 'read');
      const { kind, permission, resource, name, key, vhost, user } = reading.refusal;
      assert.deepEqual([kind, permission, resource, name, key, vhost, user], says);
    });

  for (const [text, words] of meanings)
    it(`means something: ${text}`, () => {
      const reading = readRefusal(text);
      assert(reading.kind === 'read');
      assert(reading.refusal.meaning?.includes(words), reading.refusal.meaning);
    });

  for (const text of ["write access to queue 'q' in vho...", "access to vhost '"])
    it(`is cut off too early: ${text}`, () => {
      assert.equal(readRefusal(text).kind, 'cut');
    });

  for (const text of ['', '{}', '{"reason":1}', 'All is well', 'x'.repeat(1 << 20)])
    it(`is none: ${text.slice(0, 20)}`, () => {
      assert.equal(readRefusal(text).kind, 'none');
    });

  it('keeps any name without a line end', () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter((text) => !/[\r\n'\u2028\u2029]/.test(text));
    fc.assert(
      fc.property(name, name, name, (queueName, vhost, before) => {
        const text = `${before} read access to queue '${queueName}' in vhost '${vhost}' refused for user '${arn}'`;
        const reading = readRefusal(text);
        assert(reading.kind === 'read');
        assert.deepEqual([reading.refusal.name, reading.refusal.vhost], [queueName, vhost]);
      }),
    );
  });
});
