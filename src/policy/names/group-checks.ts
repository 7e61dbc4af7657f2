import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Word } from '../../syntax/tree.js';
import { textsOf } from '../../syntax/walk.js';
import { circles } from './circles.js';
import { placeIn, type Outline } from '../outline.js';

/** Checks that every member of every group names something, and that no group contains itself. */
export function checkGroups(outline: Outline, reporter: Reporter): void {
  const declared = new Set<string>();
  for (const { node } of [...outline.roles, ...outline.groups])
    if (node.name !== null) declared.add(node.name.text);
  for (const { node } of outline.brokers)
    for (const name of textsOf(node.names)) declared.add(name);

  const members = new Map<string, readonly string[]>();
  for (const { node, source } of outline.groups) {
    if (node.name !== null) members.set(node.name.text, textsOf(node.members));
    for (const member of node.members) {
      if (member === null || declared.has(member.text)) continue;
      const nearest = reporter.suggester.nearest(member.text, declared);
      const place = { source, range: member.range };
      const what = 'role, group or broker';
      reporter.report(
        catalog.unknownName,
        place,
        { what, name: member.text, nearest, isElsewhere: false },
        correction(place, nearest),
      );
    }
  }
  checkNamesakes(outline, reporter);
  checkMixed(outline, reporter);
  const circular = circles(members);
  for (const { node, source } of outline.groups)
    if (node.name !== null && circular.has(node.name.text))
      reporter.report(
        catalog.circularGroup,
        { source, range: node.name.range },
        { name: node.name.text },
      );
}

/** A group of roles that holds a broker, or the reverse: nothing can be said of both. */
function checkMixed({ groups, brokers, roles }: Outline, reporter: Reporter): void {
  const ofBrokers = new Set(brokers.flatMap(({ node }) => textsOf(node.names)));
  const ofRoles = new Set(roles.flatMap(({ node }) => textsOf([node.name])));
  for (const { node, source } of groups) {
    const kindOf = (member: Word | null): 'role' | 'broker' | undefined => {
      if (member === null) return undefined;
      if (ofRoles.has(member.text)) return 'role';
      return ofBrokers.has(member.text) ? 'broker' : undefined;
    };
    const first = node.members.map(kindOf).find((kind) => kind !== undefined);
    for (const member of node.members) {
      const kind = kindOf(member);
      if (member === null || kind === undefined || kind === first) continue;
      const particulars = {
        name: member.text,
        what: `a ${kind}`,
        wanted: first === 'role' ? 'a role or a group of roles' : 'a broker',
      };
      reporter.report(catalog.nameOfOtherKind, { source, range: member.range }, particulars);
    }
  }
}

/** A broker and a group share the names that an `on` block can use. */
function checkNamesakes({ groups, brokers }: Outline, reporter: Reporter): void {
  const declared = new Map(
    groups.flatMap((group) => {
      const { name } = group.node;
      return name === null ? [] : [[name.text, placeIn(group, name)] as const];
    }),
  );
  for (const broker of brokers)
    for (const name of broker.node.names) {
      const group = name === null ? undefined : declared.get(name.text);
      if (name === null || group === undefined) continue;
      const notes = [{ message: 'The group is declared here.', place: group }];
      const particulars = { name: name.text, broker: undefined };
      reporter.report(catalog.duplicateName, placeIn(broker, name), particulars, { notes });
    }
}
