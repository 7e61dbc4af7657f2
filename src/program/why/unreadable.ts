import { knownLines } from '../../rabbitmq/engines.js';

/** Where the text is that tells what was refused. */
const LOG =
  "Ask with the line of the broker's log, `… access to … refused for user …`; docs/protocols.md tells what each protocol tells its clients";

/** The reply codes of AMQP 0-9-1. Source: its "Constants", and rabbit_reader and rabbit_channel. */
const AMQP: Readonly<Record<string, string>> = {
  '320': 'CONNECTION_FORCED, by which the broker closes a connection, as where the token expires',
  '403':
    'ACCESS_REFUSED: a permission, the login, or a name that the broker keeps to itself; over HTTP Forbidden',
  '404': 'NOT_FOUND: what the client names does not exist there',
  '405': 'RESOURCE_LOCKED: another connection has that queue for itself alone',
  '406': 'PRECONDITION_FAILED: what exists is declared differently, and no permission changes that',
  '530': 'NOT_ALLOWED: most often the role may not enter the vhost, or it does not exist',
};

/** The response codes of the stream protocol that have to do with refusals. Source: rabbit_stream.hrl. */
const STREAM: Readonly<Record<string, string>> = {
  '2': 'the stream does not exist',
  '8': 'the login failed: the token has expired, or is for another audience',
  '12': 'the role may not enter the vhost, or it does not exist',
  '16': 'access refused: a permission lacks',
  '17': 'precondition failed: the name is one that the broker keeps to itself (`amq.…`), or the arguments do not fit. No permission changes that',
};

/** What texts that name nothing may be, the most telling first. */
const BARE: readonly (readonly [pattern: RegExp, means: (code: string) => string | undefined])[] = [
  [/(?:response|error|with)[ _]code:? *(\d+)\b/iu, (code) => streamText(code) ?? amqpText(code)],
  [/^\W*(?:code\W{0,3})?(\d{1,3})\W*$/iu, (code) => amqpText(code) ?? streamText(code)],
  [
    /^\W*(?:error\W{1,3})?(?:(?:the )?(?:socket|stream|client|server) )?(?:was |has )?(?:closed|disconnected|close|end(?:ed)?|offline)\W*$/iu,
    () =>
      'It says that a connection ended. A client of MQTT gets no more where it publishes what it may not: ask `warren explain ROLE "publish mqtt T" --vhost V`',
  ],
];

/** What is told of a text that is no answer of a broker: what it may be, where it may be any, and where the answer is. */
export function unreadable(text: string): string {
  const none = `that is no refusal that RabbitMQ ${knownLines()} would log or return`;
  for (const [pattern, means] of BARE) {
    const match = text.length > LONGEST ? null : pattern.exec(text);
    const meaning = match === null ? undefined : means(match[1] ?? '');
    if (meaning !== undefined) return `${none}. ${meaning}. ${LOG}`;
  }
  return none;
}

/** What names nothing is short. */
const LONGEST = 256;

function amqpText(code: string): string | undefined {
  const meaning = AMQP[code];
  return meaning && `${code} alone is the reply code ${meaning}`;
}

function streamText(code: string): string | undefined {
  const meaning = STREAM[code];
  return meaning && `The response code ${code} of the stream protocol is: ${meaning}`;
}
