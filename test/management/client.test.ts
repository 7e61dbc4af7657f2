import assert from 'node:assert/strict';
import { parseApiAddress } from '#warren/management/address.js';
import {
  readChannel,
  readChannels,
  readConnections,
  readConsumers,
} from '#warren/management/clients.js';
import { ManagementFailure } from '#warren/management/failure.js';
import { readAsker, readDefinitionsText } from '#warren/management/overview.js';
import {
  readBindings,
  readExchanges,
  readOwner,
  readPolicies,
  readQueues,
  readVhosts,
} from '#warren/management/topology.js';
import { readPermissions, readTopicPermissions, readUsers } from '#warren/management/users.js';
import type { ManagementClient } from '#warren/management/client.js';
import { answering, clientOf, json, type Behaviour } from './server.js';

/** Asks a server that answers so. */
async function asking<T>(
  behave: Behaviour,
  ask: (client: ManagementClient) => Promise<T>,
): Promise<{ readonly answer: T; readonly asked: readonly string[] }> {
  const server = await answering(behave);
  const client = clientOf(server);
  try {
    return { answer: await ask(client), asked: server.asked };
  } finally {
    client.close();
    await server.stop();
  }
}

/** Answers a list page by page, as RabbitMQ does. */
function paged(all: readonly object[], behindTheLast = all.length): Behaviour {
  return (response, request, asked) => {
    const query = new URL(request.url ?? '', 'http://broker').searchParams;
    const [page, size] = [Number(query.get('page')), Number(query.get('page_size'))];
    const items = all.slice((page - 1) * size, page * size);
    if ((page - 1) * size >= behindTheLast && page > 1)
      json({ error: 'bad_request', reason: 'page_out_of_range' }, 400)(response, request, asked);
    else json({ page, page_count: Math.ceil(all.length / size), items })(response, request, asked);
  };
}

describe('the addresses of a management API', () => {
  const taken: readonly (readonly [string, string])[] = [
    ['http://localhost:15672', 'http://localhost:15672/api'],
    ['http://localhost:15672/', 'http://localhost:15672/api'],
    ['https://b-1.mq.eu-west-1.on.aws/#/queues', 'https://b-1.mq.eu-west-1.on.aws/api'],
    ['https://host:15671/api', 'https://host:15671/api'],
    ['https://host/rabbit/api/overview', 'https://host/rabbit/api'],
    ['https://host/rabbit/#/', 'https://host/rabbit/api'],
    ['HTTPS://Host:443', 'https://host/api'],
    ['http://[::1]:15672', 'http://[::1]:15672/api'],
  ];
  for (const [text, base] of taken)
    it(`take ${text}`, () => {
      const read = parseApiAddress(text);
      assert.equal(read.ok && read.address.base, base);
    });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /an empty text is no URL/],
    ['localhost:15672', /'localhost:15672' is no URL; write the scheme too/],
    ['user:never-shown@host', /^the address is no URL/],
    ['amqps://b-1.mq.eu-west-1.on.aws:5671', /amqps:\/\/ is where clients connect/],
    ['ftp://host', /ftp:\/\/ is no scheme/],
    ['http://', /is no URL, such as https:/],
    ['http://user:never-shown@host:port', /^the address is no URL/],
    ['http://user:never-shown@host', /list of processes; .*--user NAME with --password-file/],
    ['http://user@host', /--user NAME/],
    [
      'https://eu-west-1.console.aws.amazon.com/amazon-mq/home#/brokers',
      /is the console of AWS, not the broker/,
    ],
  ];
  for (const [text, reason] of refused)
    it(`refuse '${text}'`, () => {
      const read = parseApiAddress(text);
      assert.ok(!read.ok);
      assert.match(read.reason, reason);
      assert.doesNotMatch(read.reason, /never-shown/);
    });

  it('tell whether what is sent stays on the machine', () => {
    const stays = (text: string): boolean => {
      const read = parseApiAddress(text);
      return read.ok && read.address.isLoopback;
    };
    assert.deepEqual(
      ['http://localhost', 'http://127.0.0.1:1', 'http://[::1]', 'http://host'].map(stays),
      [true, true, true, false],
    );
  });
});

describe('a list of the management API', () => {
  const queues = Array.from({ length: 1_201 }, (_, at) => ({ vhost: '/', name: `q${at}` }));

  it('is read page by page', async () => {
    const { answer, asked } = await asking(paged(queues), (client) => readQueues(client));
    assert.deepEqual(
      answer.map(({ name }) => name),
      queues.map(({ name }) => name),
    );
    assert.equal(asked.length, 3);
    assert.ok(
      asked.every((line) => /^GET \/api\/queues\?columns=.*page=\d&page_size=500$/.test(line)),
    );
  });

  it('may grow shorter while it is read', async () => {
    const { answer } = await asking(paged(queues, 900), (client) => readQueues(client));
    assert.equal(answer.length, 1_000);
  });

  it('may come whole where there are no pages', async () => {
    const { answer, asked } = await asking(json(queues), (client) => readQueues(client, 'a/b'));
    assert.equal(answer.length, queues.length);
    assert.match(asked.join(), /^GET \/api\/queues\/a%2Fb\?/);
  });

  it('is never asked for by pages where there are none', async () => {
    const { answer, asked } = await asking(json([{ name: '/' }]), readVhosts);
    assert.deepEqual(answer, ['/']);
    assert.deepEqual(asked, ['GET /api/vhosts']);
  });

  it('is given up where it has no end', async () => {
    const { answer } = await asking(
      json({ page_count: 1e12, items: Array.from({ length: 500 }, () => ({ name: 'v' })) }),
      (client) => assert.rejects(readUsers(client), /more than 1,000,000 entries/),
    );
    assert.equal(answer, undefined);
  }).timeout(120_000);

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['is an object without entries', { page: 1 }, /the answer is no list/],
    ['has an entry that is no object', [{ vhost: '/', name: 'q' }, 'q'], /entry 2 is no object/],
    ['has an entry without a name', { items: [{ vhost: '/' }] }, /page 1, entry 1 has no `name`/],
    ['has a name that is none', [{ vhost: '/', name: 7 }], /`name` of entry 1 is not a text/],
    [
      'has a flag that is none',
      [{ vhost: '/', name: 'q', durable: 'yes' }],
      /`durable` of entry 1/,
    ],
    [
      'has arguments that are none',
      [{ vhost: '/', name: 'q', arguments: 7 }],
      /`arguments` of entry 1/,
    ],
  ];
  for (const [title, body, text] of wrong)
    it(`is refused where it ${title}`, async () => {
      await asking(json(body), (client) =>
        assert.rejects(readQueues(client), (thrown) => {
          assert.ok(thrown instanceof ManagementFailure && thrown.kind === 'shape');
          assert.match(thrown.message, text);
          return true;
        }),
      );
    });
});

describe('the resources of the management API', () => {
  it('are read by what identifies them, and what is not there is left open', async () => {
    const read = async <T>(
      body: unknown,
      ask: (client: ManagementClient) => Promise<T>,
    ): Promise<T> => (await asking(json(body), ask)).answer;
    assert.deepEqual(await read({ name: 'ops', tags: ['monitoring'] }, readAsker), {
      name: 'ops',
      tags: ['monitoring'],
    });
    assert.deepEqual(
      await read([{ name: 'ops', tags: 'monitoring, x', password_hash: 'never-shown' }], readUsers),
      [{ name: 'ops', tags: ['monitoring', 'x'] }],
    );
    const rights = { user: 'u', vhost: 'v', configure: '', write: '.*', read: '^$' };
    assert.deepEqual(await read([rights], readPermissions), [rights]);
    const topic = { user: 'u', vhost: 'v', exchange: 'x', write: '.*', read: '^$' };
    assert.deepEqual(await read([topic], readTopicPermissions), [topic]);
    assert.deepEqual(
      await read(
        [{ vhost: 'v', name: '', type: 'direct', message_stats: { publish_in: 3 } }],
        readExchanges,
      ),
      [
        {
          vhost: 'v',
          name: '',
          type: 'direct',
          durable: false,
          autoDelete: false,
          internal: false,
          arguments: {},
          policy: undefined,
          publishedIn: 3,
        },
      ],
    );
    const queue = {
      vhost: 'v',
      name: 's',
      durable: true,
      exclusive: true,
      arguments: { 'x-queue-type': 'stream' },
      policy: '',
      effective_policy_definition: [],
    };
    assert.deepEqual(await read([queue], readQueues), [
      {
        vhost: 'v',
        name: 's',
        type: 'stream',
        durable: true,
        autoDelete: false,
        exclusive: true,
        arguments: { 'x-queue-type': 'stream' },
        policy: undefined,
        effectivePolicy: {},
      },
    ]);
    const binding = {
      vhost: 'v',
      source: 'x',
      destination: 'q',
      destination_type: 'queue',
      routing_key: 'a.*',
      arguments: {},
    };
    const [bound] = await read([binding], readBindings);
    assert.deepEqual([bound?.source, bound?.routingKey], ['x', 'a.*']);
    const policy = {
      vhost: 'v',
      name: 'p',
      pattern: '.*',
      'apply-to': 'queues',
      priority: 1,
      definition: {},
    };
    assert.equal((await read([policy], readPolicies))[0]?.appliesTo, 'queues');
  });

  it('of clients may be counted only in part', async () => {
    const { answer: connections } = await asking(
      json([{ name: 'c1' }, { name: 'c2', user: 'u', vhost: 'v', client_properties: [] }]),
      readConnections,
    );
    assert.deepEqual(
      connections.map(({ user }) => user),
      [undefined, 'u'],
    );
    const { answer: channels } = await asking(
      json([{ name: 'c1 (1)', connection_details: [], message_stats: { publish: 2 } }]),
      readChannels,
    );
    assert.deepEqual(channels, [
      { name: 'c1 (1)', connection: undefined, user: undefined, vhost: undefined, published: 2 },
    ]);
    const { answer: consumers } = await asking(
      json([
        { queue: { name: 'q', vhost: 'v' }, channel_details: [], consumer_tag: 't' },
        { queue: [] },
      ]),
      readConsumers,
    );
    assert.deepEqual(
      consumers.map(({ queue, user }) => [queue, user]),
      [['q', undefined]],
    );
  });

  it('of a channel are asked for by its whole name', async () => {
    const { answer, asked } = await asking(
      json({
        publishes: [{ stats: { publish: 5 }, exchange: { name: '', vhost: 'v' } }],
        deliveries: [{ stats: { deliver: 1 }, queue: { name: 'q', vhost: 'v' } }],
      }),
      (client) => readChannel(client, '127.0.0.1:1 -> 127.0.0.1:2 (1)'),
    );
    assert.deepEqual(answer, { publishes: [{ exchange: '', count: 5 }], deliveries: ['q'] });
    assert.deepEqual(asked, ['GET /api/channels/127.0.0.1%3A1%20-%3E%20127.0.0.1%3A2%20(1)']);
  });

  it('of a queue tell whose it alone is', async () => {
    const body = { name: 'q', owner_pid_details: { name: '127.0.0.1:1 -> 127.0.0.1:2' } };
    const { answer, asked } = await asking(json(body), (client) =>
      readOwner(client, { vhost: '/', name: 'a b' }),
    );
    assert.equal(answer, '127.0.0.1:1 -> 127.0.0.1:2');
    assert.deepEqual(asked, ['GET /api/queues/%2F/a%20b?columns=owner_pid_details.name']);
  });

  it('of an export are left as they are', async () => {
    const { answer } = await asking(json({ users: [] }), readDefinitionsText);
    assert.equal(answer.text, '{"users":[]}');
    assert.match(answer.address, /\/api\/definitions$/);
  });
});

describe('whoever asks the management API', () => {
  it('is named anew at each request, by token or password', async () => {
    const server = await answering(json([]));
    const tokens = ['one', 'two'];
    const client = clientOf(server, {
      credentials: () => ({ kind: 'bearer', token: tokens.shift() ?? '' }),
    });
    await client.list('vhosts');
    await client.list('vhosts');
    const basic = clientOf(server, {
      credentials: () => ({ kind: 'basic', user: 'ü', password: 'p:w' }),
    });
    await basic.list('vhosts');
    assert.deepEqual(
      server.headers.map(({ authorization }) => authorization),
      ['Bearer one', 'Bearer two', `Basic ${Buffer.from('ü:p:w').toString('base64')}`],
    );
    client.close();
    basic.close();
    await server.stop();
  });
});
