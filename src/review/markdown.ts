import { codeCell as code, prose as proseText, table } from '../report/markdown-text.js';
import type {
  Review,
  ReviewBroker,
  ReviewCell,
  ReviewChange,
  ReviewClaim,
  ReviewOperation,
} from './document.js';
import {
  coverageOf,
  fileAndLine,
  internalUsersText,
  linesGiving,
  numberOf,
  stateText,
} from './words.js';

/** A review in Markdown, as GitHub and GitLab read it: for a wiki, or the description of a change. */
export function reviewMarkdown(review: Review): string {
  const { title, brokers, claims, messages } = review;
  const blocks = [
    `# Access review of ${code(title)}`,
    summaryOf(review),
    ...(review.against === null ? [] : changesBlocks(review, review.against)),
    ...brokers.flatMap((broker) => brokerBlocks(broker, brokers.length > 1)),
    '## Guardrails and tests',
    claims.length === 0 ? 'The policy makes no claim.' : claimsTable(claims),
    '## What no claim speaks of',
    ...brokers.flatMap((broker) => uncoveredBlocks(broker, brokers.length > 1)),
    ...(messages.length === 0
      ? []
      : [
          '## What a check tells',
          table(
            ['Severity', 'Code', 'Where', 'Message'],
            messages.map(({ severity, code: name, place, text }) => [
              severity,
              code(name),
              code(fileAndLine(place)),
              prose(text),
            ]),
          ),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summaryOf({ brokers, claims }: Review): string {
  const failed = claims.filter(({ on }) => on.some(({ state }) => state === 'fails')).length;
  const verdict =
    claims.length === 0 ? 'no claim' : failed === 0 ? 'all hold' : `**${failed} failed**`;
  return [
    `- ${numberOf(brokers.length, 'broker')}: ${brokers.map(({ name }) => code(name)).join(', ')}`,
    `- ${numberOf(new Set(brokers.flatMap(({ roles }) => roles.map(({ name }) => name))).size, 'role')}`,
    `- ${numberOf(claims.length, 'claim')}, ${verdict}`,
    ...brokers.map((broker) => {
      const { covered, all } = coverageOf(broker);
      const where = brokers.length === 1 ? '' : ` on ${code(broker.name)}`;
      return `- claims speak of ${covered} of ${numberOf(all, 'granted right')}${where}`;
    }),
    ...internalUsersText(brokers).map((text) => `- ${prose(text)}`),
  ].join('\n');
}

function changesBlocks({ brokers }: Review, against: string): readonly string[] {
  const rows = brokers.flatMap((broker) => [
    ...broker.roles.flatMap(({ name, changes }) => changeRows(broker.name, name, changes)),
    ...broker.gone.flatMap(({ name, changes }) => changeRows(broker.name, name, changes)),
  ]);
  // What is gained is what somebody has to answer for.
  const sorted = rows.toSorted(
    (a, b) => Number(a.direction === 'lost') - Number(b.direction === 'lost'),
  );
  return [
    `## Changes against ${code(against)}`,
    rows.length === 0
      ? 'The same access.'
      : table(
          ['', 'Broker', 'Role', 'Vhost', 'What', 'By'],
          sorted.map(({ cells }) => cells),
        ),
  ];
}

interface ChangeRow {
  readonly direction: ReviewChange['direction'];
  readonly cells: readonly string[];
}

function changeRows(
  broker: string,
  role: string,
  changes: readonly ReviewChange[],
): readonly ChangeRow[] {
  return changes.map(({ direction, phrase, vhost, by, place }) => ({
    direction,
    cells: [
      direction === 'gained' ? '**gained**' : 'lost',
      ...[code(broker), code(role), vhost === null ? '' : code(vhost), code(phrase)],
      `${code(by)}, ${code(fileAndLine(place))}`,
    ],
  }));
}

function brokerBlocks(broker: ReviewBroker, isOneOfSeveral: boolean): readonly string[] {
  const where = isOneOfSeveral ? ` on ${code(broker.name)}` : '';
  const rows = broker.cells.flatMap((cell) => cellRow(cell, broker));
  const besides = broker.roles.flatMap(({ name, grants, rounds }) => {
    const rights = grants.filter(({ vhost }) => vhost === null);
    const lines = [
      ...rights.map(({ phrase, place }) => `${code(phrase)} (${code(fileAndLine(place))})`),
      ...rounds.map((round) => `**${prose(round)}.**`),
    ];
    return lines.length === 0 ? [] : [[code(name), lines.join('<br>')]];
  });
  const spills = broker.roles.flatMap(({ name, grants, spills: found }) =>
    found.map(({ phrase, vhost, effect, grant }) => {
      const place = grants[grant]?.place;
      return [
        ...[code(name), code(vhost), code(phrase), prose(effect)],
        place === undefined ? '' : code(fileAndLine(place)),
      ];
    }),
  );
  return [
    `## Who can do what${where}`,
    rows.length === 0
      ? 'No role can do anything with an exchange, queue or stream.'
      : table(['Role', 'Vhost', 'Resource', 'Can', 'By'], rows),
    ...(besides.length === 0
      ? []
      : [`## Tags and rights on the Amazon MQ API${where}`, table(['Role', 'Has'], besides)]),
    ...(spills.length === 0
      ? []
      : [
          `## Given and not asked for${where}`,
          table(['Role', 'Vhost', 'Can', 'What it brings about', 'By'], spills),
        ]),
  ];
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

function uncoveredBlocks(broker: ReviewBroker, isOneOfSeveral: boolean): readonly string[] {
  const rows = broker.roles.flatMap(({ name, grants }) =>
    grants
      .filter(({ claims }) => claims.length === 0)
      .map(({ phrase, vhost, place }) => [
        code(name),
        vhost === null ? '' : code(vhost),
        code(phrase),
        code(fileAndLine(place)),
      ]),
  );
  const where = isOneOfSeveral ? `On ${code(broker.name)}: ` : '';
  if (coverageOf(broker).all === 0) return [`${where}Nothing is granted.`];
  if (rows.length === 0) return [`${where}Claims speak of everything that is granted.`];
  return [
    ...(isOneOfSeveral ? [`On ${code(broker.name)}:`] : []),
    table(['Role', 'Vhost', 'Grant', 'Where'], rows),
  ];
}

/** A message in a table or in a line of its own. */
function prose(text: string): string {
  return proseText(text, code);
}
