import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { Environment } from '../brokers/environment.js';

/*
 * The vhosts of a question, as an argument gives them: their plain name, in which `*` is the wildcard and
 * `${name}` what the broker has, as in a policy. `\*` is a star, and `\$` a dollar.
 */

/** The argument that stands for a pattern of vhosts. */
export function vhostArgument({ literals }: Pattern): string {
  const texts = literals.map(({ text, binary }) => text ?? binary);
  return texts.map((text) => text.replaceAll('*', '\\*').replaceAll('${', '\\${')).join('*');
}

const SPECIAL = /(\\[*$]|\*|\$\{[A-Za-z][\w-]*\})/;

/** The vhosts that an argument stands for on a broker. A name that the broker lacks is taken as it stands. */
export function readVhostArgument(argument: string, environment: Environment): Pattern {
  return Pattern.fromParts(
    argument.split(SPECIAL).flatMap((part, at) => {
      if (at % 2 === 0) return [part];
      if (part === '*') return [WILDCARD];
      if (part.startsWith('\\')) return [part.slice(1)];
      const value = environment.lookup(part.slice(2, -1));
      return value.found === 'text' ? value.text : [part];
    }),
  );
}
