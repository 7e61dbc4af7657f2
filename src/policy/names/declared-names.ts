import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type {
  GroupDeclaration,
  ProfileDeclaration,
  RoleDeclaration,
  Word,
} from '../../syntax/tree.js';
import type { OnBlocks } from '../brokers/on-blocks.js';
import type { Outline, Outlined } from '../outline.js';

/** What the names of a policy stand for on one broker. */
export interface DeclaredNames {
  readonly roles: ReadonlyMap<string, Outlined<RoleDeclaration>>;
  readonly groups: ReadonlyMap<string, Outlined<GroupDeclaration>>;
  readonly profiles: ReadonlyMap<string, Outlined<ProfileDeclaration>>;
}

/** A declared name with the file that it stands in. */
interface NamedPlace {
  readonly name: Word;
  readonly source: Source;
}

/**
 * Collects the names that count for a broker. Roles and groups share one space of names; a name
 * declared twice is reported at both places, and its first declaration counts.
 */
export function declaredNames(
  outline: Outline,
  on: OnBlocks,
  broker: string,
  reporter: Reporter,
): DeclaredNames {
  const subjects = new Map<string, NamedPlace>();
  return {
    roles: collect(outline.roles, subjects),
    groups: collect(outline.groups, subjects),
    profiles: collect(outline.profiles, new Map()),
  };

  function collect<T extends { readonly name: Word | null }>(
    declarations: readonly Outlined<T>[],
    taken: Map<string, NamedPlace>,
  ): Map<string, Outlined<T>> {
    const found = new Map<string, Outlined<T>>();
    for (const declaration of declarations) {
      const { node, source } = declaration;
      if (node.name === null || !on.counts(declaration, broker)) continue;
      const first = taken.get(node.name.text);
      if (first === undefined) {
        taken.set(node.name.text, { name: node.name, source });
        found.set(node.name.text, declaration);
      } else
        reporter.report(
          catalog.duplicateName,
          { source, range: node.name.range },
          { name: node.name.text, broker },
          {
            notes: [
              {
                message: 'It is declared first here.',
                place: { source: first.source, range: first.name.range },
              },
            ],
          },
        );
    }
    return found;
  }
}
