/** The verbs of phrases that name a queue, an exchange, a stream or a resource. */
export const resourceVerbs = [
  'configure',
  'write',
  'read',
  'publish',
  'consume',
  'purge',
  'declare',
  'delete',
  'bind',
  'unbind',
] as const;

/** The rights on the Amazon MQ API that are words of the language. */
export const apiVerbs = ['deploy', 'observe', 'reboot', 'create'] as const;

/** The kinds that a phrase can be about. */
export const resourceKinds = ['exchange', 'queue', 'stream', 'super-stream', 'resource'] as const;

/** The words of a `where`, which opens no clause of other phrases and is not reserved. */
export const whereWord = 'where';
export const tagWords = ['tag', 'request-tag'] as const;

/** The words that open a clause of a phrase. */
export const clauseWords = ['key', 'to', 'from', 'dead-letter', 'alternate'] as const;

/** The settings of a broker, which are not reserved words. */
export const brokerSettings = [
  'engine',
  'account',
  'region',
  'partition',
  'id',
  'configuration',
  'issuer',
  'audience',
  'scope-prefix',
  'token',
  'internal-users',
] as const;

/** The words that open a declaration or block. */
const declarationWords = [
  'broker',
  'role',
  'group',
  'profile',
  'vhost',
  'exchange',
  'queue',
  'stream',
  'topology',
  'allow',
  'never',
  'can',
  'test',
  'on',
  'let',
  'settings',
] as const;

/** Every word that cannot stand as an identifier or as a bare pattern. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...declarationWords,
  ...resourceKinds,
  ...resourceVerbs,
  ...apiVerbs,
  ...clauseWords,
  'connect',
  'tag',
  'anyone',
  'except',
  'max',
  // Kept for the phrases of MQTT.
  'subscribe',
]);

/** What to write in the place of a word of the language that opens no item, in a sentence. */
export const insteadOf: ReadonlyMap<string, string> = new Map([
  [
    'super-stream',
    'A super stream is declared as what it is made of: `exchange NAME direct` and `stream NAME-*`.',
  ],
  ['subscribe', 'To get the messages of a queue or a stream is to `consume` it.'],
]);

/** Whether a word belongs to the language, so that it cannot be a bare name. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}
