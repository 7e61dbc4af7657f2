import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Edit } from '../diagnostics/diagnostic.js';
import type { Source } from '../source/source.js';
import { headFrom, most, type BlockRepair } from './block-repair.js';
import type { Tokens } from './tokens.js';
import { isReserved } from './words.js';

/** Names in braces, on one line. */
const LIST =
  /^\{[ \t]*((?:[^\s{}(),"=#]+|"[^"]*")(?:[ \t]*,[ \t]*(?:[^\s{}(),"=#]+|"[^"]*"))*)[ \t]*\}/;

/** Lists of names, and the parameters of a profile, in braces. */
export function bracketedLists(source: Source, tokens: Tokens): readonly BlockRepair[] {
  const { text } = tokens;
  const found: BlockRepair[] = [];
  for (let token = 1; token < tokens.count && found.length < most; token++) {
    if (tokens.kind(token) !== '{') continue;
    const at = tokens.start(token);
    const profile = profileBefore(tokens, token);
    if (profile === undefined && !isBeforeNames(tokens, token - 1)) continue;
    const [whole, names = ''] = LIST.exec(headFrom(text, at)) ?? [];
    if (whole === undefined || names.split(/[\s,]+/).some(isReserved)) continue;
    const end = at + whole.length - 1;
    const signs = profile === undefined ? ([' ', ' '] as const) : (['(', ')'] as const);
    const edits: readonly Edit[] = [at, end].map((where, which) => ({
      source,
      range: { start: where, end: where + 1 },
      text: signs[which]?.trim() ?? '',
    }));
    const reason =
      profile === undefined
        ? `A list stands without brackets: \`${names}\`.`
        : `The parameters of a profile stand in parentheses: \`${profile}(${names})\`.`;
    const title = profile === undefined ? 'Remove the brackets' : `Write \`${profile}(${names})\``;
    found.push({
      masks: [
        { at, sign: signs[0] },
        { at: end, sign: signs[1] },
      ],
      tell: (reporter) => {
        const place = { source, range: { start: at, end: at + 1 } };
        const particulars = { found: '`{`', reason };
        reporter.report(catalog.unexpectedToken, place, particulars, { fixes: [{ title, edits }] });
      },
    });
  }
  return found;
}

/** Whether a token is a word or sign that names follow. */
function isBeforeNames(tokens: Tokens, token: number): boolean {
  const kind = tokens.kind(token);
  return kind === '=' || (kind === 'word' && isReserved(wordOf(tokens, token)));
}

/** The profile whose parameters a token stands in the place of. */
function profileBefore(tokens: Tokens, token: number): string | undefined {
  const isDeclared = token > 1 && wordOf(tokens, token - 2) === 'profile';
  return isDeclared && tokens.kind(token - 1) === 'word' ? wordOf(tokens, token - 1) : undefined;
}

function wordOf(tokens: Tokens, token: number): string {
  return tokens.text.slice(tokens.start(token), tokens.end(token));
}
