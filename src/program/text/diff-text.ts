import { styleText } from 'node:util';
import type { Entrance } from '../../prove/diff/access.js';
import { countChanges, type BrokerDiff, type RoleDiff } from '../../prove/diff/diff.js';
import type { Change } from '../../prove/diff/change.js';
import { describeChange, type Written } from '../../tell/change.js';
import { nameText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import type { Place } from '../../source/source.js';

/** How what one side alone gives is shown. */
interface Direction {
  readonly mark: '+' | '-';
  readonly word: 'GAINED' | 'LOST';
  /** What the two sides are called: first the one that gives it. */
  readonly sides: readonly [string, string];
  /** What to say of a vhost that the other side gives no access to. */
  readonly entry: string;
  readonly colour: 'green' | 'red';
}

const GAINED: Direction = {
  mark: '+',
  word: 'GAINED',
  sides: ['new', 'old'],
  entry: 'which it could not enter',
  colour: 'red',
};

const LOST: Direction = {
  mark: '-',
  word: 'LOST',
  sides: ['old', 'new'],
  entry: 'which it can no longer enter',
  colour: 'green',
};

/** A comparison for people: by broker and role, each change with where it comes from on both sides. */
export function diffText(brokers: readonly BrokerDiff[], colour: boolean): string {
  if (brokers.length === 0) return 'The same access.\n';
  const { gained, lost } = countChanges(brokers);
  const blocks = brokers.map((broker) => brokerLines(broker, colour).join('\n'));
  return `${[...blocks, `${gained} gained, ${lost} lost`].join('\n\n')}\n`;
}

/** Those on both sides whose rights no comparison can tell; the empty text where there is nobody. */
export function outsideText(outside: readonly Entrance[]): string {
  const lines = outside.map(
    ({ who, place }) => `  ${printable(who)}${place === undefined ? '' : `, ${placeText(place)}`}`,
  );
  return lines.length === 0 ? '' : ['Outside of this comparison:', ...lines, ''].join('\n');
}

function brokerLines(
  { broker, only, roles, entrances }: BrokerDiff,
  colour: boolean,
): readonly string[] {
  const side = only === undefined ? '' : ` (only in the ${only} one)`;
  return [
    `broker ${printable(broker)}${side}`,
    ...roles.flatMap((role) => roleLines(role, colour)),
    ...(entrances === undefined ? [] : ['  whoever it lets in']),
    ...(entrances?.gained ?? []).flatMap((one) => entranceLines(one, GAINED, colour)),
    ...(entrances?.lost ?? []).flatMap((one) => entranceLines(one, LOST, colour)),
  ];
}

function roleLines(role: RoleDiff, colour: boolean): readonly string[] {
  return [
    `  ${whose(role)}`,
    ...role.gained.flatMap((change) => changeLines(change, GAINED, colour)),
    ...role.lost.flatMap((change) => changeLines(change, LOST, colour)),
  ];
}

/** A role; or an alias, that tokens name elsewhere than where AWS names roles. */
function whose({ arn, name, claims }: RoleDiff): string {
  const others = claims.filter((claim) => claim !== 'sub' && claim !== 'scope');
  const isRole = claims.includes('sub') && others.length === 0;
  if (isRole) return `role ${name === undefined ? '' : `${name} `}${printable(arn)}`;
  const looked = claims.map((claim) => `\`${printable(claim)}\``);
  return `alias ${printable(arn)}, in the claim ${looked.join(' or ')}`;
}

function entranceLines(
  { who, place }: Entrance,
  direction: Direction,
  colour: boolean,
): readonly string[] {
  const { mark, word, sides } = direction;
  const where = place === undefined ? 'by default' : placeText(place);
  return [
    `    ${paint(`${mark} ${word}`, direction, colour)} ${printable(who)}`,
    `        ${sides[0]}: ${where}`,
  ];
}

function changeLines(change: Change, direction: Direction, colour: boolean): readonly string[] {
  const { phrase, action, vhost, entry, unproved, by, nearest } = describeChange(change);
  const { mark, word, sides } = direction;
  const place = vhost === undefined ? '' : ` in vhost ${nameText(vhost)}`;
  const what = [
    printable(phrase) + place,
    action && `for example ${action}`,
    entry && direction.entry,
  ];
  const heading = `${mark} ${unproved ? 'PERHAPS ' : ''}${word}`;
  const [mine, theirs] = sides;
  return [
    `    ${paint(heading, direction, colour)} ${what.filter(Boolean).join(', ')}`,
    ...(unproved ? ['        too complex to prove, so it counts as different'] : []),
    `        ${mine}: ${writtenText(by)}`,
    `        ${theirs}: ${nearest === undefined ? 'nothing like it' : writtenText(nearest)}`,
  ];
}

function paint(text: string, { colour }: Direction, coloured: boolean): string {
  return coloured ? styleText(['bold', colour], text, { validateStream: false }) : text;
}

function writtenText({ phrase, places }: Written): string {
  return `${printable(phrase)}, ${places.map(placeText).join(', used at ')}`;
}

function placeText({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${printable(source.name)}:${line}:${column}`;
}
