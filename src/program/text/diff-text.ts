import type { Entrance } from '../../prove/diff/access.js';
import type { BrokerDiff } from '../../prove/diff/diff.js';
import type { Change } from '../../prove/diff/change.js';
import { describeChange, type Written } from '../../tell/change.js';
import type { Accepted } from '../accept/accept.js';
import { nameText, patternText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import { styled, type Style } from '../../report/style.js';
import type { Place } from '../../source/source.js';
import { diffAlike, type AlikeDiff, type Direction, type Whose } from '../diff/alike.js';
import { acceptedBlock, countAccepted } from './accepted-text.js';
import { brokersText } from './brokers-text.js';

/** How what one side alone gives is shown. */
interface Look {
  readonly mark: '+' | '-';
  readonly word: 'GAINED' | 'LOST';
  /** What the two sides are called: first the one that gives it. */
  readonly sides: readonly [string, string];
  /** What to say of a vhost that the other side gives no access to. */
  readonly entry: string;
  /** What a reader has to know of it. */
  readonly legend: string;
  readonly colours: readonly Style[];
}

/** What is gained is what somebody has to answer for, so it stands out. */
const LOOKS: Readonly<Record<Direction, Look>> = {
  gained: {
    mark: '+',
    word: 'GAINED',
    sides: ['new', 'old'],
    entry: 'which it could not enter',
    legend: 'the new side gives it and the old one does not: look at it first',
    colours: ['bold', 'yellow'],
  },
  lost: {
    mark: '-',
    word: 'LOST',
    sides: ['old', 'new'],
    entry: 'which it can no longer enter',
    legend: 'the old side gives it and the new one does not: whoever uses it is refused',
    colours: ['red'],
  },
};

/** From so many changes on a reader may have forgotten what the words mean. */
const MANY = 10;

/** How a comparison is told. */
export interface DiffOptions {
  readonly colour: boolean;
  /** The names of all brokers that were compared. */
  readonly all?: readonly string[] | undefined;
  /** What was gained and accepted, where that was asked for. */
  readonly accepted?: Accepted | undefined;
}

/**
 * A comparison for people: by brokers and role, each change with where it comes from on both sides. What
 * differs alike on several brokers is told once.
 */
export function diffText(
  diffs: readonly BrokerDiff[],
  { colour, all = diffs.map(({ broker }) => broker), accepted }: DiffOptions,
): string {
  const signed = accepted === undefined ? [] : acceptedBlock(accepted, all);
  if (diffs.length + signed.length === 0) return 'The same access.\n';
  const sections = diffAlike(diffs, (what, direction) => changeLines(what, LOOKS[direction]));
  const changes = sections.flatMap(({ roles }) => roles.flatMap((role) => role.changes));
  const counts = (['gained', 'lost'] as const).map((direction) => ({
    look: LOOKS[direction],
    count: changes.filter((change) => change.direction === direction).length,
  }));
  const legend = counts
    .filter(({ count }) => count > 0 && (colour || changes.length >= MANY))
    .map(({ look }) => {
      const heading = `${look.mark} ${look.word}`.padEnd(8);
      return `${paint(heading, look, colour)}  ${look.legend}`;
    });
  const total = counts.map(({ look, count }) => {
    const text = `${count} ${look.word.toLowerCase()}`;
    return count === 0 ? text : paint(text, look, colour);
  });
  if (signed.length > 0) total.splice(1, 0, `${countAccepted(accepted)} accepted`);
  const blocks = [
    ...sections.map((section) => sectionLines(section, all, colour)),
    ...(legend.length === 0 ? [] : [legend]),
    ...(signed.length === 0 ? [] : [signed]),
    [total.join(', ')],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Those on both sides whose rights no comparison can tell; the empty text where there is nobody. */
export function outsideText(outside: readonly Entrance[]): string {
  const lines = outside.map(
    ({ who, place }) => `  ${printable(who)}${place === undefined ? '' : `, ${placeText(place)}`}`,
  );
  return lines.length === 0 ? '' : ['Outside of this comparison:', ...lines, ''].join('\n');
}

function sectionLines(
  { brokers, only, roles }: AlikeDiff,
  all: readonly string[],
  colour: boolean,
): readonly string[] {
  const side = only === undefined ? '' : ` (only in the ${only} one)`;
  return [
    `${printable(brokersText(brokers, all))}${side}`,
    ...roles.flatMap(({ whose, changes }) => [
      `  ${whoseText(whose)}`,
      ...changes.flatMap(({ direction, lines: [first = '', ...rest] }) => {
        const line = paint(first, LOOKS[direction], colour);
        return [`    ${line}`, ...rest.map((text) => `        ${text}`)];
      }),
    ]),
  ];
}

/** A role; or an alias, that tokens name elsewhere than where AWS names roles. */
function whoseText(whose: Whose): string {
  if (whose.kind === 'anybody') return 'whoever it lets in';
  const { name, arn, claims } = whose;
  const others = claims.filter((claim) => claim !== 'sub' && claim !== 'scope');
  const isRole = claims.includes('sub') && others.length === 0;
  const shown = printable(arn ?? 'with an ARN of its own on each');
  if (isRole) return `role ${name === undefined ? '' : `${name} `}${shown}`;
  const looked = claims.map((claim) => `\`${printable(claim)}\``);
  return `alias ${shown}, in the claim ${looked.join(' or ')}`;
}

/** What is told of a change: first what it is, then what stands for it on both sides. */
function changeLines(what: Change | Entrance, look: Look): readonly string[] {
  const { mark, word, sides } = look;
  const [mine, theirs] = sides;
  if ('who' in what) {
    const where = what.place === undefined ? 'by default' : placeText(what.place);
    return [`${mark} ${word} ${printable(what.who)}`, `${mine}: ${where}`];
  }
  const { phrase, action, vhost, vhosts, entry, unproved, by, nearest } = describeChange(what);
  const example = vhost === undefined ? '' : nameText(vhost);
  const place =
    vhosts === undefined
      ? example && ` in vhost ${example}`
      : ` in vhost ${patternText(vhosts)}, for example ${example}`;
  const parts = [
    printable(phrase) + place,
    action && `for example ${action}`,
    entry && look.entry,
  ].filter(Boolean);
  return [
    `${mark} ${unproved ? 'PERHAPS ' : ''}${word} ${parts.join(', ')}`,
    ...(unproved ? ['too complex to prove, so it counts as different'] : []),
    `${mine}: ${writtenText(by)}`,
    `${theirs}: ${nearest === undefined ? 'nothing like it' : writtenText(nearest)}`,
  ];
}

function paint(text: string, { colours }: Look, coloured: boolean): string {
  return coloured ? styled(colours, text) : text;
}

function writtenText({ phrase, places }: Written): string {
  return `${printable(phrase)}, ${places.map(placeText).join(', used at ')}`;
}

function placeText({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${printable(source.name)}:${line}:${column}`;
}
