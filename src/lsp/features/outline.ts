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
  return items.flatMap((item) => {
    const kind = kinds[item.type];
    if (kind === undefined) return [];
    const children = 'items' in item ? symbolsOf(item.items, view) : [];
    return [
      {
        name: printable(titleOf(item, view.source)),
        kind,
        range: view.range(item.range),
        selectionRange: view.range(nameOf(item).range),
        children,
      },
    ];
  });
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
          declarationsIn(items).flatMap((item) => {
            const kind = kinds[item.type];
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

/** The items with a name of their own, of all blocks. */
function declarationsIn(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [
    ...(['allow', 'can', 'never', 'on'].includes(item.type) ? [] : [item]),
    ...('items' in item ? declarationsIn(item.items) : []),
  ]);
}

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
