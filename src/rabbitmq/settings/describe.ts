import { engineName, releaseName, type Engine } from '../engines.js';
import type { ValueProblem } from './conf-value.js';
import type { SettingProblem } from './problem.js';

/** Why a line cannot be added to rabbitmq.conf, as a sentence with what to write instead. */
export function describeSettingProblem(
  problem: SettingProblem,
  key: string,
  value: string,
  engine: Engine,
): string {
  switch (problem.kind) {
    case 'unknown-key': {
      const offer = problem.nearest === undefined ? '' : ` Did you mean \`${problem.nearest}\`?`;
      return `\`${engineName(engine)}\` does not know the key \`${key}\`.${offer}`;
    }
    case 'not-in-every-release': {
      const releases = problem.lacking.map(releaseName);
      return `The key \`${key}\` is not known to ${releases.slice(0, 3).join(', ')}${releases.length > 3 ? ', …' : ''}, which \`${engineName(engine)}\` may be. Name the patch level if it is another.`;
    }
    case 'written-by-compiler':
      return `\`${key}\` ${problem.reason}. Remove this line.`;
    case 'refused':
      return `\`${key}\` cannot be set here: it ${problem.reason}.`;
    case 'wrong-type':
      return `\`${value}\` is no value for \`${key}\`: it takes ${problem.expected}.`;
    case 'out-of-range':
      return `\`${value}\` is no value for \`${key}\`: it takes a number${problem.least === undefined ? '' : ` from ${problem.least}`}${problem.most === undefined ? '' : ` to ${problem.most}`}.`;
    case 'unholdable-value':
      return `The value of \`${key}\` cannot be written into rabbitmq.conf: ${describeValue(problem.reason)}.`;
  }
}

function describeValue(problem: ValueProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'it is empty';
    case 'character':
      return `it holds ${/^[!-~]$/.test(problem.character) ? `\`${problem.character}\`` : 'a character that is not printable ASCII'}`;
    case 'substitution':
      return '`$(` stands for the value of another key there';
    case 'section':
      return '`{{` opens a section on Amazon MQ';
    case 'quote':
      return "it needs single quotes and holds a `'` itself";
  }
}
