import type { ReviewCell } from '../document.js';
import type { BrokerView } from './broker-view.js';

/** What of the matrix somebody wants to see, and in which order. */
export interface Choice {
  /** Words that all have to be in the names of the role and the resource, and of its vhost and the teams. */
  readonly text: string;
  /** The operations that count; all of them where there are none. */
  readonly words: ReadonlySet<string>;
  readonly rows: 'resources' | 'roles';
  readonly order: 'name' | 'most';
  /** Whether only what was gained or lost counts. */
  readonly changed: boolean;
  /** Whether what every vhost has counts too. */
  readonly builtIn: boolean;
}

/** A row or column of the matrix. */
export interface MatrixLine {
  readonly at: number;
  readonly name: string;
  readonly link: string;
  readonly note: string;
  /** The vhost of a resource, the teams of a role. */
  readonly group: string;
}

/** The part of the matrix that is shown. */
export interface Chosen {
  readonly rows: readonly MatrixLine[];
  readonly columns: readonly MatrixLine[];
  readonly cellAt: (row: number, column: number) => ReviewCell | undefined;
  readonly cells: number;
  /** The most signs that a cell has. */
  readonly widest: number;
}

/** Finds what is to be shown: rows and columns without any cell that counts are left out. */
export function choose(view: BrokerView, choice: Choice): Chosen {
  const { broker } = view;
  const wanted = choice.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const lacking = (texts: readonly string[]): readonly (readonly string[])[] =>
    texts.map((text) => wanted.filter((word) => !text.includes(word)));
  const ofRoles = lacking(
    broker.roles.map(({ name, arn, groups }) => [name, arn, ...groups].join(' ').toLowerCase()),
  );
  const ofResources = broker.resources.map((one) =>
    [one.kind, one.name, one.type ?? '', view.vhostOf(one)].join(' ').toLowerCase(),
  );
  const counts = ({ role, resource, can, gained, lost }: ReviewCell): boolean => {
    if (!choice.builtIn && view.resource(resource).origin === 'built-in') return false;
    if (choice.changed && gained === undefined && lost === undefined) return false;
    if (choice.words.size > 0 && !can.some(({ word }) => choice.words.has(word))) return false;
    const text = ofResources[resource] ?? '';
    return (ofRoles[role] ?? []).every((word) => text.includes(word));
  };
  const cells = broker.cells.filter(counts);
  const perRole = new Map<number, number>();
  const perResource = new Map<number, number>();
  const byKey = new Map<number, ReviewCell>();
  let widest = 1;
  for (const cell of cells) {
    perRole.set(cell.role, (perRole.get(cell.role) ?? 0) + 1);
    perResource.set(cell.resource, (perResource.get(cell.resource) ?? 0) + 1);
    byKey.set(cell.role * broker.resources.length + cell.resource, cell);
    widest = Math.max(widest, cell.can.length);
  }
  const isByRole = choice.rows === 'roles';
  // Columns have no headings of groups, so teams would only be a riddle there.
  const roles = inOrder(
    [...perRole.keys()].map((at) => roleLine(view, at, isByRole)),
    perRole,
    choice,
  );
  const resources = inOrder(
    [...perResource.keys()].map((at) => resourceLine(view, at)),
    perResource,
    choice,
  );
  return {
    rows: isByRole ? roles : resources,
    columns: isByRole ? resources : roles,
    cellAt: (row, column) =>
      byKey.get(
        isByRole ? row * broker.resources.length + column : column * broker.resources.length + row,
      ),
    cells: cells.length,
    widest,
  };
}

/** Lines of one group stand together; in it they stand in the order that is wanted. */
function inOrder(
  lines: readonly MatrixLine[],
  counts: ReadonlyMap<number, number>,
  { order }: Choice,
): readonly MatrixLine[] {
  return lines.toSorted(
    (a, b) =>
      compare(a.group, b.group) ||
      (order === 'most' ? (counts.get(b.at) ?? 0) - (counts.get(a.at) ?? 0) : 0) ||
      a.at - b.at,
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function roleLine(view: BrokerView, at: number, isGrouped: boolean): MatrixLine {
  const { name, groups } = view.role(at);
  const group = isGrouped ? groups.join(', ') : '';
  return { at, name, link: view.linkToRole(at), note: '', group };
}

function resourceLine(view: BrokerView, at: number): MatrixLine {
  const resource = view.resource(at);
  const { kind, name, type, origin } = resource;
  const note = [kind, type ?? '', origin === 'declared' ? '' : origin].filter(Boolean).join(' ');
  return { at, name, link: view.linkToResource(at), note, group: view.vhostOf(resource) };
}
