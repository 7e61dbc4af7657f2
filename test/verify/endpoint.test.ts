import assert from 'node:assert/strict';
import { endpointText, parseEndpoint } from '#warren/verify/amqp/endpoint.js';

/** What is read of an address, as it is shown, or why it is none. */
function read(text: string): string {
  const result = parseEndpoint(text);
  return result.ok ? endpointText(result.endpoint) : result.reason;
}

describe('the address that clients connect to', () => {
  const good: readonly (readonly [string, string])[] = [
    ['amqps://b-1.mq.eu-west-1.on.aws:5671', 'amqps://b-1.mq.eu-west-1.on.aws:5671'],
    ['amqps://host', 'amqps://host:5671'],
    ['AMQP://host/', 'amqp://host:5672'],
    ['amqp://host:80', 'amqp://host:80'],
    ['amqps://host:443', 'amqps://host:443'],
    ['amqp://[::1]:5672', 'amqp://[::1]:5672'],
  ];
  for (const [text, shown] of good)
    it(`is read of ${text}`, () => {
      assert.equal(read(text), shown);
    });

  const bad: readonly (readonly [string, RegExp])[] = [
    ['host:5672', /write the address with amqps/],
    ['', /write the address with amqps/],
    ['https://host', /is the management API, which --api names/],
    ['amqp://user:secret@host', /holds a user or a password/],
    ['amqp://host/vhost', /the vhosts are those of the policy/],
    ['amqp://', /is no URL/],
    ['amqp://host:99999', /is no URL/],
  ];
  for (const [text, words] of bad)
    it(`is none in '${text}'`, () => {
      assert.match(read(text), words);
      assert.ok(!read(text).includes('secret'));
    });
});
