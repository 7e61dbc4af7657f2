/** What RabbitMQ calls its permissions. */
export type Permission = 'configure' | 'write' | 'read';

/** A text as RabbitMQ sees it: bytes; a string stands for its UTF-8. */
export type Text = string | Uint8Array;

/** A question about access to a virtual host, a resource in it, or a routing key. */
export type AccessQuestion =
  | { readonly check: 'vhost'; readonly vhost: Text }
  | {
      readonly check: 'resource';
      readonly vhost: Text;
      readonly kind: 'queue' | 'exchange';
      readonly name: Text;
      readonly permission: Permission;
    }
  | {
      readonly check: 'topic';
      readonly vhost: Text;
      readonly name: Text;
      readonly permission: Permission;
      readonly routingKey: Text;
    };

/** A question about somebody with these scopes, which have their prefix taken off. */
export type ScopeQuestion = AccessQuestion & { readonly scopes: readonly Text[] };

/** A question about a role's token, also about the user tags that it gives. */
export type RoleQuestion = (AccessQuestion | { readonly check: 'tag'; readonly tag: Text }) & {
  readonly roleArn: string;
  /** Which claim of the token names the role, as a path with dots: `sub` unless given. */
  readonly claim?: string;
};

/** Whether RabbitMQ's wildcard matcher takes a text for a pattern. */
export interface MatchQuestion {
  readonly text: Text;
  readonly pattern: Text;
}

/** The lines for `offline.escript` of questions about scopes. */
export function scopeLines(questions: Iterable<ScopeQuestion>): string[] {
  return lines(questions, (question) => question.scopes);
}

/** The lines for `offline.escript` of questions about roles. */
export function roleLines(questions: Iterable<RoleQuestion>): string[] {
  return lines(questions, ({ roleArn, claim }) =>
    claim === undefined ? [roleArn] : [roleArn, claim],
  );
}

/**
 * The line for `offline.escript` before the questions about a configuration.
 * @param advanced the path of its advanced.config, or `none`
 */
export function configLine(conf: string, advanced: string, audience: string): string {
  return line('config', base64(conf), base64(advanced), base64(audience));
}

/** The lines for `offline.escript` of questions about patterns. */
export function matchLines(questions: Iterable<MatchQuestion>): string[] {
  return Array.from(questions, ({ text, pattern }) => line('match', base64(text), base64(pattern)));
}

/** Declares each subject once, before the first question about it. */
function lines<Q extends ScopeQuestion | RoleQuestion>(
  questions: Iterable<Q>,
  subjectOf: (question: Q) => readonly Text[],
): string[] {
  const numbers = new Map<string, number>();
  const result: string[] = [];
  for (const question of questions) {
    const subject = line('subject', ...subjectOf(question).map(base64));
    let number = numbers.get(subject);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(subject, number);
      result.push(subject);
    }
    result.push(questionLine(question, String(number)));
  }
  return result;
}

function questionLine(question: ScopeQuestion | RoleQuestion, subject: string): string {
  if (question.check === 'tag') return line('tag', subject, base64(question.tag));
  const vhost = base64(question.vhost);
  if (question.check === 'vhost') return line('vhost', subject, vhost);
  const name = base64(question.name);
  if (question.check === 'topic')
    return line('topic', subject, vhost, name, question.permission, base64(question.routingKey));
  return line('resource', subject, vhost, question.kind, name, question.permission);
}

function line(...fields: readonly string[]): string {
  return fields.join('\t');
}

function base64(text: Text): string {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Buffer.from(bytes).toString('base64');
}
