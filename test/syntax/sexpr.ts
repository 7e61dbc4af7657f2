import type { Clause, Expect, Item, Subject, Template, Word } from '#warren/syntax/tree.js';

/** The tree as s-expressions, an item a line; a gap is `_`. */
export function printTree(items: readonly Item[]): string {
  return items.map((item) => `${print(item, '')}\n`).join('');
}

/** The same in one line. */
export function printInline(items: readonly Item[]): string {
  return printTree(items)
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}

function print(item: Item, indent: string): string {
  const accepted = item.expects.map((expect) => `${indent}${printExpect(expect)}\n`).join('');
  const inner = 'items' in item ? item.items : [];
  const body = inner.map((child) => `\n${print(child, `${indent}  `)}`).join('');
  return `${accepted}${indent}(${head(item).filter(Boolean).join(' ')}${body})`;
}

function head(item: Item): string[] {
  switch (item.type) {
    case 'broker':
      return [item.type, list(item.names)];
    case 'setting':
      return [item.keyword.text, list(item.values)];
    case 'token':
      return [item.type, list(item.algorithms), one(item.max)];
    case 'let':
      return [item.type, one(item.name), one(item.value)];
    case 'settings':
      return [item.type, ...item.entries.map((entry) => `${entry.key.text}=${one(entry.value)}`)];
    case 'role':
      return [item.type, one(item.name), one(item.arn)];
    case 'group':
      return [item.type, one(item.name), list(item.members)];
    case 'profile':
      return [item.type, one(item.name), list(item.parameters)];
    case 'vhost':
      return [item.type, one(item.pattern)];
    case 'on':
      return [item.type, list(item.brokers)];
    case 'test':
      return [item.type, one(item.title)];
    case 'exchange':
      return [
        item.type,
        one(item.name),
        optional(item.exchangeType),
        named('alternate', item.alternate),
      ];
    case 'queue':
    case 'stream':
      return [item.type, one(item.name), named('dead-letter', item.deadLetter)];
    case 'topology':
      return [item.type, one(item.file)];
    case 'allow':
    case 'can':
    case 'never':
      return [item.type, printSubject(item.subject)];
    case 'phrase':
      return [
        item.type,
        list(item.verbs),
        one(item.kind),
        list(item.names),
        ...item.clauses.map(printClause),
      ];
    case 'connect':
      return [item.type];
    case 'tag':
      return [item.type, list(item.tags)];
    case 'api':
      return [item.type, list(item.rights)];
    case 'call':
      return [item.type, item.keyword.text, list(item.arguments)];
  }
}

function printExpect(expect: Expect): string {
  return `(expect ${one(expect.code)} ${one(expect.reason)})`;
}

function printClause(clause: Clause): string {
  return `(${clause.type} ${list(clause.values)})`;
}

function printSubject(subject: Subject | null): string {
  if (subject === null) return '_';
  if (!subject.anyone) return list(subject.names);
  return subject.names.length === 0 ? 'anyone' : `anyone except ${list(subject.names)}`;
}

function list(nodes: readonly (Word | Template | null)[]): string {
  return `[${nodes.map(one).join(' ')}]`;
}

function one(node: Word | Template | null | undefined): string {
  if (node === undefined) return '';
  if (node === null) return '_';
  return 'parts' in node ? printTemplate(node) : node.text;
}

function optional(node: Template | null): string {
  return node === null ? '' : one(node);
}

function named(name: string, node: Template | null): string {
  return node === null ? '' : `${name}=${one(node)}`;
}

/** A star or dollar that is a letter is escaped, to differ from those that are not. */
function printTemplate({ quoted, parts }: Template): string {
  const text = parts
    .map((part) => {
      if (part.type === 'wildcard') return '*';
      if (part.type === 'interpolation') return `\${${part.name}}`;
      return part.text
        .replace(/[*\\$]/g, '\\$&')
        .replace(/\n/g, '\\n')
        .replace(/\t/g, '\\t');
    })
    .join('');
  return quoted ? `"${text}"` : text;
}
