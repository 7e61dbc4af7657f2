import { Memo } from '../../pattern/memo.js';
import type { Pattern } from '../../pattern/pattern.js';

/*
 * Names that read as if they were written for something else: regular expressions, as `rabbitmqctl
 * set_permissions` takes them, and claims of a token, as scopes of RabbitMQ name them.
 */

/** What a name that reads like a regular expression may have been meant for. */
export interface ExpressionHabit {
  /** The sign that gives it away, as it stands in the name. */
  readonly sign: string;
  /** The pattern of Warren for what the expression takes in, where that is one. */
  readonly meant: string | undefined;
}

/** Signs of regular expressions that hardly a name has, the surest first. `*` stands for a wildcard. */
const SIGNS: readonly RegExp[] = [
  /^\^/,
  /\$$/,
  /\\\.|\\[dwsDWS](?=[+*{]|$)/,
  /^\(?\.[*+]/,
  /\.\+$/,
  /\([^()]*\|[^()]*\)/,
  /\[\^?[^\]]*-[^\]]*\](?:[+*?]|\{\d)?/,
  /\[[^\]]+\][+*?]/,
  /\)[+*?]/,
];

const expressions = new Memo<string, { readonly found: ExpressionHabit | undefined }>(10_000);
const ODD = /[^A-Za-z0-9_.:/@-]/;
const PLAIN = /^[A-Za-z0-9_.:/@*-]+$/;

/** How a pattern reads as a regular expression; undefined for an ordinary name. */
export function asExpression(pattern: Pattern): ExpressionHabit | undefined {
  if (!isOdd(pattern)) return undefined;
  return expressions.get(pattern.key, () => ({ found: read(textOf(pattern)) })).found;
}

/** Whether a pattern holds anything but what nearly every name is made of, or starts as `.*` does. */
function isOdd({ literals, first, stars }: Pattern): boolean {
  if (stars > 0 && first.binary === '.') return true;
  for (const { binary } of literals) if (ODD.test(binary)) return true;
  return false;
}

function read(text: string): ExpressionHabit | undefined {
  const sign = SIGNS.map((one) => one.exec(text)?.[0]).find((found) => found !== undefined);
  return sign === undefined ? undefined : { sign: shown(sign), meant: meantBy(text) };
}

/** The sign without a wildcard, which is none of an expression alone. */
function shown(sign: string): string {
  return sign.replace(/^\(?\.\*$/, '.');
}

/** The pattern with the meaning of a simple expression. Unlike it, a pattern means the whole name. */
function meantBy(text: string): string | undefined {
  const starts = text.startsWith('^');
  const ends = text.endsWith('$');
  const body = text.slice(starts ? 1 : 0, ends ? -1 : undefined);
  const open = body
    .replaceAll(/\.[*+]|\\d[*+]?|\\w[*+]?|\[[^\]]*\][*+]?/g, '*')
    .replaceAll(/\\([.\-/])/g, '$1');
  const whole = `${starts || open.startsWith('*') ? '' : '*'}${open}${ends || open.endsWith('*') ? '' : '*'}`;
  const meant = whole.replaceAll(/\*+/g, '*');
  return PLAIN.test(meant) ? meant : undefined;
}

/** The name of a claim that a pattern names in braces, as a scope of RabbitMQ would. */
export function claimIn(pattern: Pattern): string | undefined {
  if (!pattern.literals.some(({ binary }) => binary.includes('{'))) return undefined;
  return /\{([A-Za-z_][A-Za-z0-9_.-]*)\}/.exec(textOf(pattern))?.[1];
}

/** A pattern as a text, each wildcard as `*`. */
function textOf({ literals }: Pattern): string {
  return literals.map(({ text, binary }) => text ?? binary).join('*');
}
