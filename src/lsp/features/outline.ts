import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { printable } from '../../report/printable.js';
import type { Source } from '../../source/source.js';
import type { Item, Template, Word } from '../../syntax/tree.js';
import { allItems, walkItems } from '../../syntax/walk.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';

/** How an editor pictures each kind of item; those that are left out are no landmarks of a file. */
const kinds: Readonly<Partial<Record<Item['type'], SymbolKind>>> = {
  broker: SymbolKind.Module,
  let: SymbolKind.Constant,
  role: SymbolKind.Class,
  group: SymbolKind.Enum,
  profile: SymbolKind.Function,
  vhost: SymbolKind.Namespace,
  on: SymbolKind.Namespace,
  test: SymbolKind.Method,
  exchange: SymbolKind.Interface,
  queue: SymbolKind.Struct,
  stream: SymbolKind.Struct,
  topology: SymbolKind.File,
  allow: SymbolKind.Key,
  can: SymbolKind.Event,
  never: SymbolKind.Event,
};

/** Blocks that declare nothing. */
const nameless: readonly Item['type'][] = ['allow', 'can', 'never', 'on'];

/** The outline of a file: its blocks and declarations. */
export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(connection, { answer, places }) {
    connection.onDocumentSymbol(
      answer(({ textDocument }: DocumentSymbolParams): DocumentSymbol[] | null => {
        const view = places.view(textDocument);
        return view === undefined ? null : symbolsOf(view.file.items, view);
      }, null),
    );
  },
};

function symbolsOf(items: readonly Item[], view: FileView): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  walkItems(items, symbols, (item, siblings) => {
    const kind = kinds[item.type];
    if (kind === undefined) return undefined;
    const children: DocumentSymbol[] = [];
    siblings.push({
      name: printable(titleOf(item, view.source)),
      kind,
      range: view.range(item.range),
      selectionRange: view.range(nameOf(item).range),
      children,
    });
    return children;
  });
  return symbols;
}

/** Finds what is declared in any open policy by a part of its name. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(connection, { answer, places }) {
    connection.onWorkspaceSymbol(
      answer(({ query }: WorkspaceSymbolParams): WorkspaceSymbol[] => {
        const wanted = query.toLowerCase();
        const files = places.folders.all.flatMap(({ snapshot }) => snapshot.files);
        return files.flatMap(({ source, items }) =>
          allItems(items).flatMap((item) => {
            const kind = nameless.includes(item.type) ? undefined : kinds[item.type];
            const name = printable(titleOf(item, source));
            if (kind === undefined || !name.toLowerCase().includes(wanted)) return [];
            return [
              { name, kind, location: places.location({ source, range: nameOf(item).range }) },
            ];
          }),
        );
      }, []),
    );
  },
};

/** What an item is called: by what stands behind its keyword. */
function titleOf(item: Item, source: Source): string {
  const { text } = item.keyword;
  if (item.type === 'on') return `on ${brokersOf(item.brokers, source)}`;
  if (item.type === 'broker') return brokersOf(item.names, source) || text;
  if ('subject' in item)
    return item.subject === null ? text : `${text} ${source.slice(item.subject.range)}`;
  const name = nameOf(item);
  return name === item.keyword ? text : source.slice(name.range);
}

function brokersOf(names: readonly (Word | null)[], source: Source): string {
  return names.flatMap((name) => (name === null ? [] : [source.slice(name.range)])).join(', ');
}

/** The part of an item that names it; its keyword, where it has none. */
function nameOf(item: Item): Word | Template {
  switch (item.type) {
    case 'role':
    case 'group':
    case 'profile':
    case 'let':
    case 'exchange':
    case 'queue':
    case 'stream':
      return item.name ?? item.keyword;
    case 'vhost':
      return item.pattern ?? item.keyword;
    case 'test':
      return item.title ?? item.keyword;
    case 'topology':
      return item.file ?? item.keyword;
    case 'broker':
      return item.names[0] ?? item.keyword;
    case 'on':
    case 'allow':
    case 'can':
    case 'never':
    case 'setting':
    case 'token':
    case 'settings':
    case 'phrase':
    case 'connect':
    case 'tag':
    case 'api':
    case 'call':
      return item.keyword;
  }
}
