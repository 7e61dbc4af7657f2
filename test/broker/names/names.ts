import { arnOf } from '../stage.js';

/** A name with the names that a wrong reading of its scope would grant instead, or as well. */
export interface AwkwardName {
  readonly name: string;
  readonly neighbours: readonly string[];
}

/** The role that is granted everything that has the name at this place of {@link NAMES}. */
export function roleOf(at: number): string {
  return `name-${at}`;
}

/** Names of which some text or file format thinks otherwise than AMQP does. */
export const NAMES: readonly AwkwardName[] = [
  { name: 'a b', neighbours: ['a+b', 'a%20b', 'ab'] },
  { name: 'a+b', neighbours: ['a b', 'a%2Bb'] },
  { name: 'a/b', neighbours: ['a%2Fb', 'a', 'b'] },
  { name: 'a%2Fb', neighbours: ['a/b', 'a%2fb', 'a%252Fb'] },
  { name: '100%', neighbours: ['100', '100%25'] },
  { name: 'a%zz', neighbours: ['a', 'azz'] },
  { name: 'a*b', neighbours: ['axb', 'ab', 'a**b', 'a%2Ab'] },
  { name: '*', neighbours: ['x', '**'] },
  { name: '{}', neighbours: ['x'] },
  { name: '{sub}', neighbours: ['sub', arnOf('name-9')] },
  { name: '{aud}', neighbours: ['stage'] },
  { name: 'a#b', neighbours: ['a', 'a#', 'a.b'] },
  { name: "it's", neighbours: ['its', 'it'] },
  { name: "'a'", neighbours: ['a'] },
  { name: '"a"', neighbours: ['a'] },
  { name: 'a\\b', neighbours: ['ab', 'a/b', 'a\\\\b'] },
  { name: 'ü', neighbours: ['u', 'u\u0308', 'Ã¼', '%C3%BC'] },
  { name: 'U\u0308', neighbours: ['Ü', 'U'] },
  { name: '中', neighbours: ['-', '?', 'ä¸\u00ad'] },
  { name: '🐰', neighbours: ['0', '?', '�'] },
  { name: 'a ', neighbours: ['a', 'a  ', 'a+'] },
  { name: ' a', neighbours: ['a', '+a'] },
  { name: '$(x)', neighbours: ['x', '$'] },
  { name: '${x}', neighbours: ['x', '$'] },
  { name: '..', neighbours: ['.', '...'] },
  { name: 'a\tb', neighbours: ['a b', 'ab'] },
  { name: 'a\u0001\u007fb', neighbours: ['ab'] },
  { name: 'a,b;c=d&e?', neighbours: ['a'] },
  { name: '<<"a">>', neighbours: ['a'] },
  { name: 'Work', neighbours: ['work', 'WORK'] },
  { name: 'n'.repeat(255), neighbours: ['n'.repeat(254)] },
  // RabbitMQ cuts long refusals off, also inside of a letter, and then fails to send them.
  { name: `${'ü'.repeat(127)}n`, neighbours: ['ü'.repeat(50)] },
];
