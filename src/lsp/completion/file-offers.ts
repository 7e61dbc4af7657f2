import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver';
import { display } from '../../pattern/display.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Source } from '../../source/source.js';
import type { Offer } from './offer.js';

/** The JSON files beside a policy file, for `topology`; none where the folder cannot be read. */
export function fileOffers({ path }: Source): readonly Offer[] {
  if (path === undefined) return [];
  return entriesOf(dirname(path))
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .map((name) => ({
      label: display(Pattern.literal(name), () => true),
      kind: CompletionItemKind.File,
    }));
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
