import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import { lex, shownAt } from './tokens.js';

/** So much of a text shows what it is, in UTF-16 code units and lines. */
const looked = 4_000;
const lines = 20;

/** What a text is that is no policy. */
interface Format {
  readonly called: string;
  /** What to do with it; else how a policy is written is shown. */
  readonly advice?: string;
  readonly is: (head: string) => boolean;
}

const IMPORT =
  '`warren import FILE` makes a policy of a `rabbitmq.conf`, an `advanced.config` or a `definitions.json`.';

const YAML_LINE = /^[ \t]*(?:---.*|-(?:[ \t].*)?|(?:- )*["']?[\w./@-]+["']?:(?:[ \t].*)?)$/;
const CONF_LINE = /^[ \t]*[\w-]+(?:\.[\w$/:-]+)+[ \t]*=/;

/** The formats that are most often near a broker, each with what shows it. */
const formats: readonly Format[] = [
  { called: 'XML', is: (head) => /^<[?/A-Za-z]/.test(head) },
  { called: 'Erlang terms', advice: IMPORT, is: (head) => /^\[\s*\{\s*[\w']+\s*,/.test(head) },
  { called: 'JSON', advice: IMPORT, is: (head) => /^[{[]\s*["{[\]}]/.test(head) },
  {
    called: 'Terraform',
    is: (head) =>
      /^(?:resource|data|provider|terraform|variable|module|output|locals)[ \t]+(?:"[\w-]+"[ \t]*){0,2}\{/.test(
        head,
      ),
  },
  { called: 'a `rabbitmq.conf`', advice: IMPORT, is: (head) => everyLine(head, CONF_LINE) },
  { called: 'YAML', is: (head) => everyLine(head, YAML_LINE) },
];

/**
 * Tells of a whole file in another format, as the one mistake that it is; whether it is one. Asked of texts
 * with mistakes alone.
 */
export function tellOtherFormat(source: Source, reporter: Reporter): boolean {
  const tokens = lex(source.text);
  let first = 0;
  while (tokens.kind(first) === 'comment') first++;
  if (first >= tokens.count) return false;
  const start = tokens.start(first);
  const head = source.text.slice(start, start + looked);
  const format = formats.find(({ is }) => is(head));
  if (format === undefined) return false;
  const range = shownAt(source.text, start);
  const found = `\`${source.slice(range)}\``;
  const advice = format.advice ?? 'A policy is written as in `vhost orders { queue work }`.';
  const reason = `The file reads as ${format.called}, and no policy. ${advice}`;
  reporter.report(catalog.unexpectedToken, { source, range }, { found, reason });
  return true;
}

/** Whether all lines at the start of a text, and two at least, have a form; blank ones and comments have any. */
function everyLine(head: string, form: RegExp): boolean {
  const some = head
    .split(/\r?\n/)
    .slice(0, lines)
    .filter((line) => !/^[ \t]*(?:#.*)?$/.test(line));
  const whole = head.length < looked ? some : some.slice(0, -1);
  return whole.length > 1 && whole.every((line) => form.test(line));
}
