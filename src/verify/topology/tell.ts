import { listed } from '../../policy/phrases/phrase-text.js';
import type { Finding, FindingKind } from './finding.js';

/** A difference in words. */
export interface Told {
  /** What the broker has, and what the policy says: a clause. */
  readonly what: string;
  /** What to do: a clause. */
  readonly remedy: string;
}

/** What each kind of finding is in words. */
const WORDS: Readonly<Record<FindingKind, (finding: Finding) => Told>> = {
  'missing-vhost': ({ vhost }) => ({
    what: `the vhost \`${vhost ?? ''}\` does not exist`,
    remedy: 'create it, or correct its name here',
  }),
  'undeclared-vhost': ({ vhost, found }) => ({
    what: `no block speaks of the vhost \`${vhost ?? ''}\`, which has ${found}`,
    remedy: 'open a block for it, or delete it if nobody needs it',
  }),
  'missing-exchange': missing('exchange'),
  'missing-queue': missing('queue'),
  'missing-stream': missing('stream'),
  'undeclared-exchange': undeclared('exchange'),
  'undeclared-queue': undeclared('queue'),
  'exchange-type': (finding) => ({
    what: `${things('exchange', finding)} ${isOrAre(finding)} of type ${finding.found}, and this says ${finding.declared}${keysText(finding)}`,
    remedy: 'correct the line, or delete and declare it anew, as a type cannot be changed',
  }),
  'queue-kind': (finding) => ({
    what: `${things('queue', finding)} ${isOrAre(finding)} of type ${finding.found}, and this says ${finding.declared}`,
    remedy: 'correct the line, or delete and declare it anew, as a type cannot be changed',
  }),
  'dead-letter': (finding) => forwarding('queue', 'dead-letter', finding),
  alternate: (finding) => forwarding('exchange', 'alternate', finding),
  'internal-user': ({ names, found }) => ({
    what: `the internal ${names.length === 1 ? 'user' : 'users'} ${listed(names)} ${names.length === 1 ? 'has' : 'have'} ${found}, beside what the policy gives`,
    remedy: 'take the rights away, or delete the user if nothing signs in by it any more',
  }),
  'internal-backend': ({ names }) => ({
    what: `the broker let in the internal user ${listed(names)}, and this says \`internal-users off\``,
    remedy: 'bring the compiled configuration to the broker',
  }),
};

/** A finding in words. */
export function tellFinding(finding: Finding): Told {
  return WORDS[finding.kind](finding);
}

function missing(noun: string): (finding: Finding) => Told {
  return (finding) => ({
    what: `${things(noun, finding)} ${isOrAre(finding)} missing`,
    remedy: `have ${itOrThem(finding)} declared on the broker, or take the line away`,
  });
}

function undeclared(noun: string): (finding: Finding) => Told {
  return (finding) => ({
    what: `no line declares ${things(noun, finding)}`,
    remedy: `declare ${itOrThem(finding)}, or delete ${itOrThem(finding)} if nobody needs ${itOrThem(finding)}`,
  });
}

function forwarding(noun: string, clause: string, finding: Finding): Told {
  const { declared, found } = finding;
  const has =
    found === ''
      ? `${isOne(finding) ? 'has' : 'have'} no ${clause} exchange`
      : `${isOne(finding) ? 'has' : 'have'} the ${clause} exchange ${found}`;
  const says = declared === '' ? 'names none' : `says \`${declared}\``;
  return {
    what: `${things(noun, finding)} ${has}, and this ${says}`,
    remedy: found.endsWith('its argument')
      ? 'correct the line, or delete and declare it anew with the right argument'
      : "correct the line, or what sets it on the broker: an argument, or one of the broker's own policies",
  };
}

/** What follows for routing keys where an exchange is, or is not, a topic exchange. */
function keysText({ declared, found }: Finding): string {
  if (declared === 'topic') return ', so that the broker looks at no routing key there';
  return found === 'topic' ? ', so that the broker looks at routing keys there' : '';
}

function things(noun: string, finding: Finding): string {
  const { names, vhost } = finding;
  const plural = isOne(finding) ? noun : `${names.length.toLocaleString('en')} ${noun}s`;
  const article = isOne(finding) ? 'the ' : '';
  const where = vhost === undefined ? '' : ` in the vhost \`${vhost}\``;
  const shown = isOne(finding) ? listed(names) : `(${listed(names)})`;
  return `${article}${plural} ${shown}${where}`;
}

function isOne({ names }: Finding): boolean {
  return names.length === 1;
}

function isOrAre(finding: Finding): string {
  return isOne(finding) ? 'is' : 'are';
}

function itOrThem(finding: Finding): string {
  return isOne(finding) ? 'it' : 'them';
}
