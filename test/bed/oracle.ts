import { configArguments, configFiles, inside, runOffline } from './offline.js';
import type { ConfigFiles } from './offline.js';
import { configLine, matchLines, roleLines, scopeLines } from './questions.js';
import type { MatchQuestion, RoleQuestion, ScopeQuestion } from './questions.js';
import type { Suite } from './tree.js';

/** A configuration, and what is asked about the roles in it. */
export interface Inquiry {
  readonly config: ConfigFiles;
  /** Whom the roles' tokens are for. */
  readonly audience: string;
  readonly questions: readonly RoleQuestion[];
}

/** RabbitMQ's own authorisation code without a broker. Answers stand in the order of the questions. */
export interface Oracle {
  /** What RabbitMQ decides for somebody with given scopes. */
  readonly decide: (questions: Iterable<ScopeQuestion>) => Promise<boolean[]>;
  /** Whether patterns match texts. */
  readonly matches: (questions: Iterable<MatchQuestion>) => Promise<boolean[]>;
  /**
   * What RabbitMQ decides with configurations for roles: it reads the files as at boot, and each role
   * logs in with a token signed for the purpose. A token that is refused has no right at all.
   * @returns a list for each inquiry
   * @throws if RabbitMQ does not take a configuration
   */
  readonly decideWithConfigs: (inquiries: readonly Inquiry[]) => Promise<boolean[][]>;
}

/**
 * The oracle of a suite's RabbitMQ. Each call costs about a second, each configuration in it a third
 * of one, and a question little, so ask many at once.
 */
export function oracle(suite: Suite): Oracle {
  const ask = async (
    lines: Iterable<string>,
    command: string,
    files: Readonly<Record<string, string>> = {},
  ): Promise<boolean[]> => {
    const questions = Array.from(lines, (line) => `${line}\n`).join('');
    const paths = [inside('questions'), inside('answers')];
    const all = { ...files, questions };
    const { result } = await runOffline(suite, all, [command, ...paths], 'answers');
    return Array.from(result, (answer) => answer === '1');
  };
  return {
    decide: (questions) => ask(scopeLines(questions), 'scopes'),
    matches: (questions) => ask(matchLines(questions), 'scopes'),
    decideWithConfigs: async (inquiries) => {
      const files = inquiries.flatMap(({ config }, at) =>
        Object.entries(configFiles(config, String(at))),
      );
      const lines = inquiries.flatMap(inquiryLines);
      const answers = await ask(lines, 'roles', Object.fromEntries(files));
      let from = 0;
      return inquiries.map(({ questions }) => answers.slice(from, (from += questions.length)));
    },
  };
}

function inquiryLines({ config, audience, questions }: Inquiry, at: number): string[] {
  return [configLine(...configArguments(config, String(at)), audience), ...roleLines(questions)];
}
