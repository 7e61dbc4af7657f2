import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  TextEdit,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Range,
} from 'vscode-languageserver';
import { printable } from '../../report/printable.js';
import { complete } from '../../assist/completion/complete.js';
import type { Offer, OfferKind } from '../../assist/completion/offer.js';
import type { Feature } from '../feature.js';
import { filesBeside } from '../files-beside.js';

/** What makes an editor ask by itself: the end of a word, and signs within names and values. */
const triggers = [' ', ',', '(', '{', '"', '.', '*', '-', '@', '/', ':'];

const nothing: CompletionList = { isIncomplete: false, items: [] };

/** Offers what can stand where somebody types. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: triggers } }),
  register(connection, desk) {
    const { answer, places } = desk;
    connection.onCompletion(
      answer(({ textDocument, position }: CompletionParams): CompletionList => {
        const view = places.view(textDocument);
        if (view === undefined) return nothing;
        const { offers, replaced } = complete(
          view.file,
          view.offset(position),
          view.snapshot,
          filesBeside,
        );
        const range = view.range(replaced);
        const able = desk.client.textDocument?.completion?.completionItem;
        const snippets = able?.snippetSupport === true;
        const items = offers.map((offer, at) => itemOf(offer, at, range, snippets));
        return { isIncomplete: false, items };
      }, nothing),
    );
  },
};

/** What each kind of offer is in the protocol. */
const kinds: Readonly<Record<OfferKind, CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  'enum-member': CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  function: CompletionItemKind.Function,
  interface: CompletionItemKind.Interface,
  keyword: CompletionItemKind.Keyword,
  module: CompletionItemKind.Module,
  property: CompletionItemKind.Property,
  struct: CompletionItemKind.Struct,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};

/** An offer for the editor; `at` is its rank. */
function itemOf(offer: Offer, at: number, range: Range, snippets: boolean): CompletionItem {
  const { label, kind, text = label, snippet, detail, documentation } = offer;
  const isSnippet = snippets && snippet !== undefined;
  const shown = printable(label);
  return {
    label: shown,
    // What is typed is held against the name itself.
    ...(shown === label ? {} : { filterText: label }),
    kind: kinds[kind],
    ...(detail === undefined ? {} : { detail: printable(detail) }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    sortText: String(at).padStart(5, '0'),
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: TextEdit.replace(range, isSnippet ? snippet : text),
  };
}
