import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRefusal } from '#warren/prove/refusal/read.js';

const arn = 'arn:aws:iam::111122223333:role/a/b';
const onQueue = `write access to queue 'q' in vhost 'v' refused for user '${arn}'`;
const queue = ['resource', 'write', 'queue', 'q', undefined, 'v', `${arn}'`];
const onTopic = `write access to topic 'k.*' in exchange 'x' in vhost '/' refused for user '${arn}'`;
const topic = ['topic', 'write', undefined, 'x', 'k.*', '/', `${arn}'`];

/** Texts as the broker's releases write them, and what they say. */
const refusals: readonly (readonly [
  title: string,
  text: string,
  says: readonly unknown[] | undefined,
])[] = [
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
    ['vhost', undefined, undefined, undefined, undefined, 'v', `${arn}'`],
  ],
  [
    'a shovel or a federation upstream that is declared',
    `{"error":"bad_request","reason":"Validation failed\n\nuser "${arn}" may not connect to vhost "v"\n"}`,
    ['vhost', undefined, undefined, undefined, undefined, 'v', `${arn}'`],
  ],
  [
    'AMQP 1.0 on 3.13',
    `AMQP 1.0: user '${arn}' is not allowed to access virtual host 'v'`,
    ['vhost', undefined, undefined, undefined, undefined, 'v', `${arn}'`],
  ],
  [
    'a log in JSON, its quotes escaped',
    JSON.stringify({ level: 'error', msg: `ACCESS_REFUSED - ${onQueue}` }).replaceAll(
      "'",
      '\\u0027',
    ),
    queue,
  ],
  [
    'a term of Erlang in a log in JSON',
    JSON.stringify({
      msg: `{amqp_error,access_refused,\n    "write access to queue 'q' in vhost 'v' refused for user 'arn:aws:iam::111122223333:ro"\n    "le/a/b'",\n    'queue.bind'}`,
    }),
    [...queue.slice(0, -1), `${arn}'",`],
  ],
  [
    'two refusals on one line',
    `${onQueue} and then ${onTopic}`,
    [...topic.slice(0, -1), `${arn}'`],
  ],
  [
    'a page',
    `<td>ACCESS_REFUSED - ${onQueue.replaceAll("'", '&#39;')}</td>`,
    [...queue.slice(0, -1), `${arn}'</td>`],
  ],
  ['a chat', onQueue.replaceAll(/'([^']*)'/g, '\u2018$1\u2019'), queue],
  ['a shell', `ERR="${onQueue.replaceAll("'", "\\'")}"`, [...queue.slice(0, -1), `${arn}'"`]],
  [
    'a term of Erlang, which is broken into lines',
    `{amqp_error,access_refused,\n    "write access to queue 'q' in vhost 'v' refused"\n    " for user '${arn}'",\n    'queue.bind'}`,
    [...queue.slice(0, -1), `${arn}'",`],
  ],
  [
    'a line that is far longer than a refusal',
    `${'x'.repeat(50_000)} ACCESS_REFUSED - ${onQueue} ${'y'.repeat(50_000)}`,
    undefined,
  ],
  [
    'the management plugin in the log',
    `[warning] <0.7.0> HTTP access denied: user '${arn}' - Not management user`,
    ['tag', undefined, undefined, undefined, undefined, undefined, `${arn}'`],
  ],
  [
    'the management plugin, for another tag',
    `[warning] <0.7.0> HTTP access denied: user '${arn}' - Not administrator user`,
    ['tag', undefined, undefined, undefined, undefined, undefined, `${arn}'`],
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
  ['ACCESS_REFUSED - operation not permitted on the default exchange', 'without a binding'],
  ['{"error":"not_authorised","reason":"User not authorised to access virtual host"}', 'Over HTTP'],
  ['{"error":"not_authorised","reason":"Not management user"}', 'management plugin'],
  // The management API answers a refused operation as it answers a closed vhost.
  ['{"error":"not_authorised","reason":"Access refused."}', 'answers so to two things'],
  ['{"error":"not_authorised","reason":"Access ref', 'does not say what to whom'],
  ['{"error":"not_authorized","reason":"Not_Authorized"}', 'did not take the login'],
  ['HTTP access denied: basic auth disabled', 'did not take the login'],
  ['{"error":"not_authorised","reason":"User can only log in via localhost"}', 'no role'],
  // What is refused whatever the scopes say.
  ["ACCESS_REFUSED - queue name 'amq.x' contains reserved prefix 'amq.*'", 'kept for the broker'],
  ["exchange 'amq.x' in vhost '/' starts with reserved prefix 'amq.'", 'kept for the broker'],
  [
    "ACCESS_REFUSED - deletion of system exchange 'amq.topic' in vhost '/' not allowed",
    'by itself',
  ],
  ["ACCESS_REFUSED - cannot publish to internal exchange 'x' in vhost '/'", 'is internal'],
  ["forbidden to publish to internal exchange 'x' in vhost '/'", 'is internal'],
  [
    'ACCESS_REFUSED - cannot bind or unbind to a volatile (direct reply-to) queue',
    'direct answers',
  ],
  ["ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use", 'for itself alone'],
  [
    `PRECONDITION_FAILED - user_id property set to 'bob' but authenticated user was '${arn}'`,
    'set it to the ARN',
  ],
  // Renewal and connections.
  ['NOT_ALLOWED - New secret was refused by one of the backends', 'offered a new token'],
  ['NOT_ALLOWED - Secret update failed', 'offered a new token'],
  ['Not allowed to change username on refreshed token', 'another role'],
  [
    "Stream connection no longer has the permissions to access its target virtual host ('v') after a secret (token) update: x",
    'may no longer enter',
  ],
  ['access to vhost v failed for new credential: {exit,x}', 'may no longer enter'],
  [
    "Cancelling consumer <<\"c\">> on queue 'q' in vhost '/': read access refused after credential update",
    'cancels its consumer',
  ],
  ['NOT_ALLOWED - vhost shop not found', 'does not exist'],
  ["AMQP 1.0 connection failed: virtual host 'shop' does not exist", 'does not exist'],
  ["AMQP 1.0 connection failed: virtual host 'shop' is down", 'is down'],
  ["MQTT connection failed: vhost 'shop' is down", 'is down'],
  ['NOT_ALLOWED - connection refused: node connection limit (10) is reached', 'limit'],
  [
    `NOT_ALLOWED - connection refused for user '${arn}': user connection limit (3) is reached`,
    'share its limit',
  ],
  [
    `access to vhost 'v' refused for user '${arn}': vhost connection limit (1) is reached`,
    'No permission changes that',
  ],
  [`MQTT connection failed: connection limit 3 is reached for user ${arn}`, 'share its limit'],
  [`user connection limit (3) is reached for user '${arn}'`, 'share its limit'],
  ["MQTT login failed: user 'guest' can only connect via localhost", 'no role'],
  ['non-loopback access denied', 'no role'],
  // Each protocol in its words.
  [
    `MQTT connection failed: access refused for user '${arn}':user 'x' - invalid credentials`,
    'login was refused',
  ],
  ["MQTT login failed for user 'x': no password provided", 'The password is the token'],
  [`STOMP login failed for user '${arn}': authentication failed`, 'login was refused'],
  [`Access refused for user '${arn}'`, 'login was refused'],
  ["Virtual host 'v' access denied", 'may not enter the vhost'],
  [`STOMP login failed for user '${arn}': virtual host access not allowed`, 'may not enter'],
  ['access to target virtual host was refused', 'may not enter the vhost'],
  [`Local shovel user ${arn} was refused access`, 'internal user'],
  [`Access for user '${arn}' was refused: insufficient permissions`, 'login was refused'],
  ['authentication failure (SASL)', 'login was refused'],
  ["ACCESS_REFUSED - unknown authentication mechanism 'FOO'", 'password of PLAIN'],
  ['Provided JWT token has no exp claim', 'time of expiry'],
  ['OAuth 2 JWT: failed to download keys: timeout', 'keys of the issuer'],
  ['MQTT: Not authorized', 'does not say what to whom'],
  ['stream_error: access_refused', 'does not say what to whom'],
  ['MQTT connection 1 -> 2 is closing due to an authorization failure', 'offered a new token'],
  ["Not allowed to change username 'x'. Only password", 'another role'],
  ['NOT_ALLOWED - reached maximum (5) of consumers per channel', 'A limit'],
  ['{"error":"not_authorised","reason":"Not monitor user"}', '`monitoring`'],
  ['{"reason":"Not administrator user","error":"not_authorised"}', '`administrator`'],
  ['Not authorized to store offset on stream <<"s">>', '`read` on the stream'],
  ['Connection refused: Not authorized', 'An MQTT client'],
  ['Unexpected response code when opening: 12 (VIRTUAL_HOST_ACCESS_FAILURE)', 'may not enter'],
  ['Expected ConnectionOpenOk; got <ConnectionClose channel:0>', 'may not enter the vhost'],
  ['Authentication using an OAuth 2/JWT token failed: too_many_scopes', '2,048'],
  ['Authentication using an OAuth 2/JWT token failed: no_aud_found', 'audience'],
  // What is absent or down in a vhost is not the vhost.
  ["amqp:not-found: exchange 'x' in vhost '/' not found", 'does not exist in that vhost'],
  ["queue 'q' in vhost '/' not found", 'does not exist in that vhost'],
  [
    "NOT_FOUND - home node 'rabbit@a' of durable queue 'q' in vhost 'v' is down or inaccessible",
    'a node of the cluster that is down',
  ],
  ["Terminating MQTT connection because consuming queue 'q' in vhost 'v' is down.", 'the queue is'],
  [
    "Cannot route message through exchange 'x' in vhost '/': exchange type x-y not found",
    'type of the exchange',
  ],
  ['{"error":"bad_request","reason":"vhost_not_found"}', 'The vhost does not exist'],
  ['{"error":"Object Not Found","reason":"Not Found"}', 'one of two things'],
  [
    "PRECONDITION_FAILED - cannot declare queue 'q': queue limit in vhost 'v' (5) is reached",
    'a limit that',
  ],
  [
    `connection 127.0.0.1:1 -> 127.0.0.1:2: user '${arn}' authenticated and granted access to vhost 'v'`,
    'the broker took the login',
  ],
  ["Cannot delete protected shovel 's' in virtual host 'v'.", 'protected'],
  ['closing AMQP connection <0.1.0> (x):\nclient unexpectedly closed TCP connection', 'no refusal'],
  // No refusals.
  ["NOT_FOUND - no queue 'q' in vhost '/'", 'no refusal'],
  ["NOT_FOUND - no exchange 'x' in vhost '/'", 'does not exist in that vhost'],
  [
    "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/': received 'true' but current is 'false'",
    'other arguments',
  ],
  ['PRECONDITION_FAILED - unknown delivery tag 1', 'no refusal'],
  ["NOT_ALLOWED - attempt to reuse consumer tag 'c'", 'no refusal'],
  ['NO_ROUTE', 'no queue is bound'],
  ["CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'", 'no refusal'],
  ['RESOURCE_ERROR - memory alarm', 'has reached a limit'],
  ['connect ECONNREFUSED 127.0.0.1:5672', 'did not come about'],
];

describe('the text of a refusal', () => {
  for (const [title, text, says] of refusals)
    it(`is read: ${title}`, () => {
      const reading = readRefusal(text);
      assert(reading.kind === 'read');
      const { kind, permission, resource, name, key, vhost, user } = reading.refusal;
      assert.deepEqual(
        says === undefined
          ? [kind, name, vhost]
          : [kind, permission, resource, name, key, vhost, user],
        says ?? ['resource', 'q', 'v'],
      );
    });

  for (const [text, words] of meanings)
    it(`means something: ${text}`, () => {
      const reading = readRefusal(text);
      assert(reading.kind === 'read');
      assert(reading.refusal.meaning?.includes(words), reading.refusal.meaning);
    });

  for (const [text, ...says] of [
    ["write access to queue 'q' in vho...", 'write', 'queue', 'q'],
    [
      "ACCESS_REFUSED - read access to topic 'k' in exchange 'x' in vhost 'v' ref",
      'read',
      'topic',
      'k',
    ],
    ["configure access to queue 'order", 'configure', 'queue', undefined],
    ['configure access to', 'configure', undefined, undefined],
    ["access to vhost '", undefined, undefined, undefined],
  ] as const)
    it(`is cut off too early: ${text}`, () => {
      const reading = readRefusal(text);
      assert(reading.kind === 'cut');
      assert.deepEqual([reading.permission, reading.resource, reading.name], says);
    });

  it('is never read as that of another role, wherever it is cut off', () => {
    for (const whole of [onQueue, onTopic, `access to vhost 'v' refused for user '${arn}'`])
      for (const dots of ['', '...', '…'])
        for (let length = 0; length < whole.length; length++) {
          const reading = readRefusal(`ACCESS_REFUSED - ${whole.slice(0, length)}${dots}`);
          assert.notEqual(reading.kind, 'none');
          if (reading.kind === 'read') assert(reading.refusal.user?.includes("'") !== true);
        }
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
