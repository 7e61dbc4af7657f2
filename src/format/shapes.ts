import type { LaidItem, StatementType } from './elements.js';
import type { Pieces } from './pieces.js';

/** What a line looks like. Lines of one shape that follow each other are aligned. */
export interface Shape {
  /** The pieces of a statement at which its second and further columns begin. */
  readonly columns: (pieces: Pieces, statement: LaidItem) => readonly number[];
}

/** `KEYWORD VALUE` */
function setting(): Shape {
  return { columns: (_, { first }) => [first + 1] };
}

/** `KEYWORD NAME = VALUE` */
function assignment(): Shape {
  return {
    columns: (pieces, { first, end }) => {
      for (let piece = first; piece < end; piece++) if (pieces.kind(piece) === '=') return [piece];
      return [];
    },
  };
}

/** `KEYWORD NAME { … }` */
function block(): Shape {
  return { columns: (_, { end }) => [end - 1] };
}

/** `allow SUBJECT { … }`, where the keyword is one of several. */
function rule(): Shape {
  return { columns: (_, { first, end }) => [first + 1, end - 1] };
}

/** `KIND NAME TYPE alternate NAME`, or `KIND NAME dead-letter NAME`. */
function resource(): Shape {
  return {
    columns: (pieces, { first, end }) => {
      const hasType = end - first > 3 && pieces.textOf(first + 3) === 'alternate';
      return [first + 1, first + 2, ...(hasType ? [first + 3] : [])].filter((at) => at < end);
    },
  };
}

const settings = setting();
const rules = rule();
const resources = resource();

/** The shape of each type of statement; phrases have none, as each reads like a sentence. */
export const shapes: Readonly<Record<StatementType, Shape | undefined>> = {
  setting: settings,
  token: settings,
  let: assignment(),
  entry: assignment(),
  role: assignment(),
  group: assignment(),
  exchange: resources,
  queue: resources,
  stream: resources,
  topology: resources,
  allow: rules,
  can: rules,
  never: rules,
  broker: block(),
  settings: block(),
  profile: block(),
  vhost: block(),
  on: block(),
  test: block(),
  phrase: undefined,
  connect: undefined,
  tag: undefined,
  api: undefined,
  call: undefined,
};
