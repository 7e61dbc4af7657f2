import type { BrokerTerms } from '../diagnostics/alike.js';
import { codeCell as code, prose as proseText, table } from '../report/markdown-text.js';
import { OnBrokers, type AlikeRows } from './alike-rows.js';
import type {
  Review,
  ReviewBroker,
  ReviewCell,
  ReviewChange,
  ReviewClaim,
  ReviewOperation,
  ReviewRole,
} from './document.js';
import {
  coverageOf,
  fileAndLine,
  internalUsersText,
  linesGiving,
  numberOf,
  stateText,
} from './words.js';

/**
 * A review in Markdown, as GitHub and GitLab read it: for a wiki, or the description of a change. What holds alike on
 * several brokers stands there once, with their names.
 *
 * @param terms what each of the brokers has of its own
 */
export function reviewMarkdown(review: Review, terms: readonly BrokerTerms[]): string {
  const { title, claims, messages } = review;
  const brokers = new OnBrokers(review, terms);
  const blocks = [
    `# Access review of ${code(title)}`,
    summaryOf(review, brokers),
    ...(review.against === null ? [] : changesBlocks(review.against, brokers)),
    ...accessBlocks(brokers),
    '## Guardrails and tests',
    claims.length === 0 ? 'The policy makes no claim.' : claimsTable(claims),
    '## What no claim speaks of',
    ...uncoveredBlocks(brokers),
    ...(messages.length === 0
      ? []
      : [
          '## What a check tells',
          table(
            ['Severity', 'Code', 'Where', 'Message'],
            messages.map(({ severity, code: name, place, text, on }) => [
              severity,
              code(name),
              code(fileAndLine(place)),
              on === null ? prose(text) : `${prose(text)} (${prose(on)})`,
            ]),
          ),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summaryOf({ brokers, claims }: Review, on: OnBrokers): string {
  const failed = claims.filter((claim) => claim.on.some(({ state }) => state === 'fails')).length;
  const verdict =
    claims.length === 0 ? 'no claim' : failed === 0 ? 'all hold' : `**${failed} failed**`;
  const coverage = on.each((broker) => {
    const { covered, all } = coverageOf(broker);
    return [[`claims speak of ${covered} of ${numberOf(all, 'granted right')}`]];
  });
  return [
    `- ${numberOf(brokers.length, 'broker')}: ${brokers.map(({ name }) => code(name)).join(', ')}`,
    `- ${numberOf(new Set(brokers.flatMap(({ roles }) => roles.map(({ name }) => name))).size, 'role')}`,
    `- ${numberOf(claims.length, 'claim')}, ${verdict}`,
    ...coverage.map(({ on: where, cells: [text = ''] }) => `- ${behind(text, where)}`),
    ...internalUsersText(brokers).map((text) => `- ${prose(text)}`),
  ].join('\n');
}

/** A text, and where it holds behind it. */
function behind(text: string, on: string): string {
  return on === '' ? text : `${text} ${on}`;
}

function changesBlocks(against: string, brokers: OnBrokers): readonly string[] {
  const rows = brokers
    .each(({ roles, gone }) =>
      [...roles, ...gone].flatMap(({ name, changes }) => changeRows(name, changes)),
    )
    .map(({ brokers: names, cells: [direction = '', ...cells] }) => [direction, names, ...cells]);
  // What is gained is what somebody has to answer for.
  const isLost = ([direction]: readonly string[]): number => Number(direction === 'lost');
  return [
    `## Changes against ${code(against)}`,
    rows.length === 0
      ? 'The same access.'
      : table(
          ['', 'Broker', 'Role', 'Vhost', 'What', 'By'],
          rows.toSorted((a, b) => isLost(a) - isLost(b)),
        ),
  ];
}

function changeRows(
  role: string,
  changes: readonly ReviewChange[],
): readonly (readonly string[])[] {
  return changes.map(({ direction, phrase, vhost, by, place }) => [
    direction === 'gained' ? '**gained**' : 'lost',
    ...[code(role), vhost === null ? '' : code(vhost), code(phrase)],
    `${code(by)}, ${code(fileAndLine(place))}`,
  ]);
}

function accessBlocks(brokers: OnBrokers): readonly string[] {
  const access = brokers.rows((broker) => broker.cells.flatMap((cell) => cellRow(cell, broker)));
  const besides = brokers.rows(({ roles }) => roles.flatMap(besidesRow));
  const spills = brokers.rows(({ roles }) => roles.flatMap(spillRows));
  return [
    ...access.flatMap(({ on, rows }) => [
      `## ${behind('Who can do what', on)}`,
      rows.length === 0
        ? 'No role can do anything with an exchange, queue or stream.'
        : table(['Role', 'Vhost', 'Resource', 'Can', 'By'], rows),
    ]),
    ...tables('Tags and rights on the Amazon MQ API', ['Role', 'Has'], besides),
    ...tables(
      'Given and not asked for',
      ['Role', 'Vhost', 'Can', 'What it brings about', 'By'],
      spills,
    ),
  ];
}

/** A table with its heading for each group of brokers that has rows. */
function tables(
  title: string,
  head: readonly string[],
  groups: readonly AlikeRows[],
): readonly string[] {
  return groups
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ on, rows }) => [`## ${behind(title, on)}`, table(head, rows)]);
}

function besidesRow({ name, grants, rounds }: ReviewRole): readonly (readonly string[])[] {
  const rights = grants.filter(({ vhost }) => vhost === null);
  const lines = [
    ...rights.map(({ phrase, place }) => `${code(phrase)} (${code(fileAndLine(place))})`),
    ...rounds.map((round) => `**${prose(round)}.**`),
  ];
  return lines.length === 0 ? [] : [[code(name), lines.join('<br>')]];
}

function spillRows({ name, grants, spills }: ReviewRole): readonly (readonly string[])[] {
  return spills.map(({ phrase, vhost, effect, grant }) => {
    const place = grants[grant]?.place;
    return [
      ...[code(name), code(vhost), code(phrase), prose(effect)],
      place === undefined ? '' : code(fileAndLine(place)),
    ];
  });
}

function cellRow(
  { role: at, resource, can }: ReviewCell,
  broker: ReviewBroker,
): readonly (readonly string[])[] {
  const role = broker.roles[at];
  const thing = broker.resources[resource];
  if (role === undefined || thing === undefined || can.length === 0) return [];
  const lines = can.flatMap((one) => linesGiving(one, broker, at));
  return [
    [
      code(role.name),
      code(broker.vhosts[thing.vhost] ?? ''),
      `${thing.kind} ${code(thing.name)}`,
      can.map(operationText).join(', '),
      [...new Set(lines)].map(code).join(' '),
    ],
  ];
}

function operationText({ word, how, keys = [], unasked }: ReviewOperation): string {
  const restricted = keys.length === 0 ? '' : ` ${keys.map(code).join(' ')}`;
  const part = how === 'all' ? '' : how === 'part' ? ' (in part)' : ' (too complex to tell)';
  return `${word}${restricted}${keys.length === 0 ? part : ''}${unasked === true ? ' (not asked for)' : ''}`;
}

function claimsTable(claims: readonly ReviewClaim[]): string {
  return table(
    ['State', 'Claim', 'Vhost', 'Test', 'Where'],
    claims.map((claim) => {
      const { kind, subject, phrase, vhost, test, place } = claim;
      return [
        stateText(claim),
        code(`${kind} ${subject} { ${phrase} }`),
        vhost === null ? '' : code(vhost),
        test === null ? 'guardrail' : prose(test),
        code(fileAndLine(place)),
      ];
    }),
  );
}

function uncoveredBlocks(brokers: OnBrokers): readonly string[] {
  const uncovered = brokers.rows((broker) => {
    const rows = broker.roles.flatMap(uncoveredRows);
    if (rows.length > 0) return rows;
    return [
      coverageOf(broker).all === 0
        ? ['Nothing is granted.']
        : ['Claims speak of everything that is granted.'],
    ];
  });
  return uncovered.flatMap(({ on, rows }) => {
    const where = on.charAt(0).toUpperCase() + on.slice(1);
    const [[only = '', ...cells] = []] = rows;
    if (cells.length === 0) return [where === '' ? only : `${where}: ${only}`];
    const all = table(['Role', 'Vhost', 'Grant', 'Where'], rows);
    return where === '' ? [all] : [`${where}:`, all];
  });
}

function uncoveredRows({ name, grants }: ReviewRole): readonly (readonly string[])[] {
  return grants
    .filter(({ claims }) => claims.length === 0)
    .map(({ phrase, vhost, place }) => [
      code(name),
      vhost === null ? '' : code(vhost),
      code(phrase),
      code(fileAndLine(place)),
    ]);
}

/** A message in a table or in a line of its own. */
function prose(text: string): string {
  return proseText(text, code);
}
