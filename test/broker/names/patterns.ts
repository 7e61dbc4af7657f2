/** A pattern as a policy grants it, names that the broker takes for it, and names that it does not. */
export interface GrantedPattern {
  readonly pattern: string;
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/** The role that is granted the pattern at this place of {@link PATTERNS}. */
export function patternRole(at: number): string {
  return `pattern-${at}`;
}

/** The broker's wildcard takes the first place that fits, and never goes back. */
export const PATTERNS: readonly GrantedPattern[] = [
  {
    pattern: '*-dlq',
    taken: ['a-dlq', '-dlq', 'a.b-dlq', 'dlq-dlq', 'ü-dlq'],
    left: ['a-dlq-dlq', 'a-dlq2', 'dlq', 'a-dlq-', 'a-dlq-b-dlq'],
  },
  { pattern: '*dlq', taken: ['a-dlq', 'dlq', 'ddlq'], left: ['dlq-dlq', 'dlqdlq', 'dlq.'] },
  {
    pattern: 'order.*.eu',
    taken: ['order.a.eu', 'order..eu', 'order.a.b.eu', 'order.eu.eu'],
    left: ['order.eu', 'order.a.eu.eu', 'order.a.us', 'xorder.a.eu'],
  },
  { pattern: '*aa', taken: ['aa', 'xaa'], left: ['aaa', 'xaaa', 'a'] },
  { pattern: 'a*b*c', taken: ['abc', 'axbxc', 'abbc'], left: ['abcc', 'abcbc', 'ac', 'acb'] },
  { pattern: '*.*', taken: ['.', 'a.b', 'a.b.c', '..'], left: ['a', 'ab'] },
  {
    pattern: 'work*',
    taken: ['work', 'work.a', 'work*', 'work/a'],
    left: ['wor', 'Work', 'awork'],
  },
  { pattern: '"a+*"', taken: ['a+', 'a+b'], left: ['a ', 'a b', 'a%2Bb'] },
  { pattern: '"{sub}*"', taken: ['{sub}', '{sub}.a'], left: ['sub', 'arn:aws:iam::a'] },
  { pattern: '"\\**"', taken: ['*', '*a'], left: ['a', 'a*'] },
  { pattern: '*', taken: ['a', '*', ' ', 'a/b'], left: [] },
];
