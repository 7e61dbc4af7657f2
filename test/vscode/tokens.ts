import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, {
  type IGrammar,
  type ITokenizeLineResult,
  type StateStack,
} from 'vscode-textmate';

const { loadWASM, OnigScanner, OnigString } = oniguruma;
const { parseRawGrammar, Registry } = textmate;

/** Where the extension is kept. */
export const extensionFolder = fileURLToPath(new URL('../../editors/vscode/', import.meta.url));

/** A stretch of a text with the scopes that the grammar gives it, without the grammar's own. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

const grammarPath = `${extensionFolder}syntaxes/warren.tmLanguage.json`;

async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: () =>
      Promise.resolve(parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath)),
  });
  const grammar = await registry.loadGrammar('source.warren');
  if (grammar === null) throw new Error('there is no grammar');
  return grammar;
}

const loaded = loadGrammar();

/** Tokenises a text line by line, as editors do. Offsets are into the whole text. */
export async function tokensOf(text: string): Promise<readonly Token[]> {
  const grammar = await loaded;
  const tokens: Token[] = [];
  let state: StateStack | null = null;
  let offset = 0;
  for (const line of text.split('\n')) {
    const result: ITokenizeLineResult = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const end = Math.min(endIndex, line.length);
      if (startIndex < end)
        tokens.push({
          start: offset + startIndex,
          end: offset + end,
          text: line.slice(startIndex, end),
          scopes: scopes.slice(1),
        });
    }
    offset += line.length + 1;
  }
  return tokens;
}
