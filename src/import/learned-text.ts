import { formatSource } from '../format/format.js';
import { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { meet, Resources, type Resource } from '../policy/resources/resources.js';
import { firstFit } from '../pattern/name-set.js';
import { Source } from '../source/source.js';
import type { LearnedPhrase } from './learned-phrases.js';
import type { ImportedRole } from './naming.js';
import { brokerLines, brokerName, inComment, roleLine, type DraftBroker } from './policy-text.js';
import { declarationOf } from './rule-text.js';

/** What one role did in one vhost. */
export interface LearnedBlock {
  readonly role: string;
  readonly phrases: readonly LearnedPhrase[];
}

/** What a learned policy is written of. */
export interface LearnedDraft {
  /** What stands at its head, a line each. */
  readonly head: readonly string[];
  readonly engine: string;
  readonly roles: readonly ImportedRole[];
  /** By vhost, in the order of their names. */
  readonly vhosts: ReadonlyMap<string, readonly LearnedBlock[]>;
  /** What a vhost declares, beside what its phrases need. */
  readonly declared: ReadonlyMap<string, readonly Resource[]>;
  /** The types of exchanges by vhost and name, for those that only phrases name. */
  readonly typeOf: (vhost: string, exchange: string) => string | undefined;
}

/** The broker of a learned policy, of which no more is known than who does something there. */
export function learnedBroker(roles: readonly ImportedRole[]): DraftBroker {
  const name = brokerName(undefined, new Set());
  return { name, audience: undefined, scopePrefix: undefined, issuer: undefined, roles };
}

/** The text of a learned policy in canonical format. */
export function learnedText(draft: LearnedDraft): string {
  const broker = learnedBroker(draft.roles);
  const text = [
    ...draft.head.map((line) => `# ${inComment(line)}`),
    '',
    ...brokerLines(broker, { engine: draft.engine, internalUsers: undefined, brokers: [broker] }),
    '',
    ...draft.roles.map(roleLine),
    ...Array.from(draft.vhosts, ([vhost, blocks]) => vhostLines(vhost, blocks, draft)).flat(),
    '',
  ].join('\n');
  return formatSource(new Source('imported.warren', text)).text;
}

function vhostLines(
  vhost: string,
  blocks: readonly LearnedBlock[],
  draft: LearnedDraft,
): readonly string[] {
  const declared = draft.declared.get(vhost) ?? [];
  const phrases = blocks.flatMap((block) => block.phrases);
  const more = missing(vhost, phrases, new Resources(declared), draft);
  return [
    '',
    `vhost ${patternText(Pattern.literal(vhost))} {`,
    ...declared.map(declarationOf),
    ...more,
    ...blocks.flatMap((block, at) => [
      ...(at > 0 || declared.length + more.length > 0 ? [''] : []),
      `allow ${block.role} {`,
      ...block.phrases.flatMap(({ text, evidence, above }) => [
        ...above.map((line) => `# ${inComment(line)}`),
        `${text} # ${inComment(evidence)}`,
      ]),
      '}',
    ]),
    '}',
  ];
}

/** Declarations of what phrases name and nothing declares. */
function missing(
  vhost: string,
  phrases: readonly LearnedPhrase[],
  resources: Resources,
  { typeOf }: LearnedDraft,
): readonly string[] {
  const lines = new Set<string>();
  for (const name of phrases.flatMap(({ exchanges }) => exchanges)) {
    const pattern = Pattern.literal(name);
    if (name.startsWith('amq.') || isDeclared(pattern, 'exchange', resources)) continue;
    const type = typeOf(vhost, name);
    const said =
      type === undefined || /^[a-z][\w-]*$/.test(type) ? (type ?? '') : JSON.stringify(type);
    lines.add(`exchange ${patternText(pattern)} ${said}`.trim());
  }
  const named = phrases.flatMap(({ queues }) => queues);
  // Of a queue that is not shown only its publishers may tell that it is a stream.
  const streams = new Set(
    named.filter(({ kind }) => kind === 'stream').map(({ pattern }) => pattern.key),
  );
  for (const { pattern } of named) {
    if (pattern.first.binary.startsWith('amq.') || isDeclared(pattern, 'queue', resources))
      continue;
    lines.add(`${streams.has(pattern.key) ? 'stream' : 'queue'} ${patternText(pattern)}`);
  }
  return [...lines];
}

function isDeclared(pattern: Pattern, kind: 'queue' | 'exchange', resources: Resources): boolean {
  return resources
    .meeting(pattern, kind)
    .some((one) => one.place !== undefined && meet(firstFit(one.pattern), firstFit(pattern)));
}
