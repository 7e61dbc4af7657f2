import { jsonText } from '../report/json-text.js';
import type { Review, ReviewBroker, ReviewCell } from './document.js';
import { fileAndLine, isAmong, linesGiving, lostAltogether } from './words.js';

/** The columns of the CSV. */
const COLUMNS = [
  'broker',
  'role',
  'arn',
  'groups',
  'vhost',
  'kind',
  'resource',
  'operation',
  'how_much',
  'keys',
  'example',
  'asked',
  'lines',
  'change',
] as const;

/**
 * A review as CSV of RFC 4180, for spreadsheets: a line for each operation that a role can do with a resource,
 * and for each right that is about no resource. A cell that a spreadsheet would take for a formula has an
 * apostrophe before it; programs read the JSON.
 */
export function reviewCsv({ brokers }: Review): string {
  const rows = [COLUMNS, ...brokers.flatMap(brokerRows)];
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

type Row = readonly string[];

function brokerRows(broker: ReviewBroker): readonly Row[] {
  const operations = broker.cells.flatMap((cell) => cellRows(cell, broker));
  const besides = broker.roles.flatMap(({ name, arn, groups, grants }) =>
    grants.flatMap(({ phrase, vhost, place }): readonly Row[] =>
      vhost !== null && phrase !== 'connect'
        ? []
        : [
            [
              ...[broker.name, name, arn, groups.join(' '), vhost ?? '', '', '', phrase],
              ...['all', '', '', 'yes', fileAndLine(place), ''],
            ],
          ],
    ),
  );
  return [...operations, ...besides];
}

function cellRows(
  { role: at, resource, can, gained, lost }: ReviewCell,
  broker: ReviewBroker,
): readonly Row[] {
  const role = broker.roles[at];
  const thing = broker.resources[resource];
  if (role === undefined || thing === undefined) return [];
  const head = [
    ...[broker.name, role.name, role.arn, role.groups.join(' ')],
    ...[broker.vhosts[thing.vhost] ?? '', thing.kind, thing.name],
  ];
  const held = can.map((one): Row => {
    const { word, how, keys = [], example = '', unasked } = one;
    const changes = [
      ...(isAmong(one, gained) ? ['gained'] : []),
      ...(isAmong(one, lost) ? ['lost'] : []),
    ];
    return [
      ...[...head, word, how, keys.join(' '), example, unasked === true ? 'no' : 'yes'],
      ...[linesGiving(one, broker, at).join(' '), changes.join(' ')],
    ];
  });
  const gone = lostAltogether({ can, ...(lost && { lost }) });
  return [
    ...held,
    ...gone.map((permission): Row => [...head, permission, 'none', '', '', '', '', 'lost']),
  ];
}

/** What spreadsheets take for the beginning of a formula. Source: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A review as JSON, with everything that the page holds. */
export function reviewJson(review: Review): string {
  return `${jsonText(review, 2)}\n`;
}
