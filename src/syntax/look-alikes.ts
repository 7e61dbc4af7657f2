import { codePointText } from '../source/unseen.js';

/*
 * Letters of other scripts in a name of Latin ones: the two names look alike, and the broker takes them for
 * two things.
 */

/** Letters that look like a Latin one, each before that, after Unicode's table of confusable characters. */
const PAIRS =
  'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSЗ3αaοoνvρpιiΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXɑaɡg';

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(.)(.)/gu)].map(([, letter = '', latin = '']) => [letter, latin]),
);

const SCRIPTS: readonly (readonly [script: RegExp, name: string])[] = [
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter'],
  [/\p{Script=Greek}/u, 'a Greek letter'],
  [/[\uFF00-\uFFEF]/u, 'a full-width letter'],
];

/** A letter that is not of the script of the others around it. */
interface OtherLetter {
  readonly letter: string;
  /** What it is, as a sentence. */
  readonly told: string;
  /** The whole name in plain letters; undefined where nobody can say it. */
  readonly plain: string | undefined;
}

/**
 * The first letter of a bare name that was probably not meant: one of another script beside Latin letters, or
 * in a name whose letters all look like Latin ones. Accented Latin letters are none, and `${…}` is left out.
 */
export function otherLetterIn(name: string): OtherLetter | undefined {
  const letters = [...name.replace(/\$\{[^}]*\}/g, '').matchAll(/[\p{L}\p{N}]/gu)].map(
    ([letter]) => letter,
  );
  const isMixed = letters.some((letter) => /\p{Script=Latin}/u.test(letter));
  const others = letters.filter((letter) => isOther(letter));
  const [letter] = others;
  if (letter === undefined) return undefined;
  if (!isMixed && others.some((one) => latinOf(one) === undefined)) return undefined;
  const script = SCRIPTS.find(([form]) => form.test(letter))?.[1] ?? 'another letter';
  const latin = latinOf(letter);
  const looks = latin === undefined ? '' : ` that looks like \`${latin}\``;
  const plain = others.every((one) => latinOf(one) !== undefined)
    ? name.replace(/[\p{L}\p{N}]/gu, (one) => (isOther(one) ? (latinOf(one) ?? one) : one))
    : undefined;
  return { letter, told: `It is ${codePointText(letter)}, ${script}${looks}.`, plain };
}

function isOther(letter: string): boolean {
  if (/[A-Za-z0-9]/.test(letter)) return false;
  return latinOf(letter) !== undefined || !/[\p{Script=Latin}\p{N}]/u.test(letter);
}

/** The letter or digit that looks the same, also for one that is only wider, bolder or in a circle. */
function latinOf(letter: string): string | undefined {
  const plain = LOOKS_LIKE.get(letter) ?? letter.normalize('NFKC');
  return /^[A-Za-z0-9]+$/.test(plain) ? plain : undefined;
}
