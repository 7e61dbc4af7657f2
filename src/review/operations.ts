import { patternText } from '../policy/phrases/phrase-text.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Permission } from '../rabbitmq/scope.js';
import type { ReviewResource } from './document.js';

/** Something that can be done with a kind of resource, as it is asked. */
export interface AskedOperation {
  /** What a review calls it. */
  readonly word: string;
  /** The permission on the resource itself that it takes. */
  readonly permission: Permission;
  /** The phrases that ask for it on a name that is written as in a policy; all of them together. */
  readonly phrases: (name: string) => readonly string[];
  /** The words of grants that ask for it outright. */
  readonly words: readonly string[];
  /** Whether routing keys may restrict it, on an exchange. */
  readonly hasKeys?: true;
  /** Whether it stands only where none of the others that take its permission does. */
  readonly isBare?: true;
}

const configure = {
  word: 'configure',
  permission: 'configure',
  words: ['configure', 'declare', 'delete'],
} as const;

function bare(permission: 'write' | 'read', kind: ReviewResource['kind']): AskedOperation {
  return {
    word: permission,
    permission,
    words: [permission],
    phrases: (name) => [`${permission} ${kind} ${name}`],
    hasKeys: true,
    isBare: true,
  };
}

function ofQueues(kind: 'queue' | 'stream'): readonly AskedOperation[] {
  return [
    {
      word: 'consume',
      permission: 'read',
      words: ['consume', 'purge'],
      phrases: (name) => [`consume ${kind} ${name}`],
    },
    {
      word: 'bind',
      permission: 'write',
      words: ['bind', 'unbind'],
      phrases: (name) => [`bind ${kind} ${name} to exchange *`],
    },
    { ...configure, phrases: (name) => [`configure ${kind} ${name}`] },
    bare('write', kind),
    bare('read', kind),
  ];
}

/**
 * What a review asks of each kind of resource. Purging goes with consuming, unbinding with binding, declaring
 * and deleting with configuring: the broker has one right for both.
 */
const OPERATIONS: Readonly<Record<ReviewResource['kind'], readonly AskedOperation[]>> = {
  exchange: [
    {
      word: 'publish',
      permission: 'write',
      words: ['publish'],
      phrases: (name) => [`publish exchange ${name}`],
      hasKeys: true,
    },
    {
      word: 'bind to',
      permission: 'read',
      words: ['bind', 'unbind'],
      phrases: (name) => [
        `bind queue * to exchange ${name}`,
        `bind exchange * to exchange ${name}`,
      ],
      hasKeys: true,
    },
    {
      word: 'bind',
      permission: 'write',
      words: ['bind', 'unbind'],
      phrases: (name) => [`bind exchange ${name} to exchange *`],
    },
    { ...configure, phrases: (name) => [`configure exchange ${name}`] },
    bare('write', 'exchange'),
    bare('read', 'exchange'),
  ],
  queue: ofQueues('queue'),
  stream: [
    {
      word: 'publish',
      permission: 'write',
      words: ['publish'],
      phrases: (name) => [`publish stream ${name}`],
    },
    ...ofQueues('stream'),
  ],
  resource: [
    { ...configure, phrases: (name) => [`configure resource ${name}`] },
    { ...bare('write', 'resource') },
    { ...bare('read', 'resource') },
  ],
};

/** What is asked of a kind of resource, in the order in which it is shown. */
export function operationsOf(kind: ReviewResource['kind']): readonly AskedOperation[] {
  return OPERATIONS[kind];
}

/** The phrases that ask for an operation of a review on a resource, as `can` and `who` take them. */
export function phrasesFor(
  { phrases }: AskedOperation,
  { pattern }: { readonly pattern: Pattern },
): readonly string[] {
  return phrases(patternText(pattern));
}
