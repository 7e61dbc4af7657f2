import { configArguments, configFiles, inside, runOffline } from './offline.js';
import type { ConfigFiles } from './offline.js';
import { matchLines, roleLines, scopeLines } from './questions.js';
import type { MatchQuestion, RoleQuestion, ScopeQuestion } from './questions.js';
import type { Suite } from './tree.js';

/** RabbitMQ's own authorisation code without a broker. Answers stand in the order of the questions. */
export interface Oracle {
  /** What RabbitMQ decides for somebody with given scopes. */
  readonly decide: (questions: Iterable<ScopeQuestion>) => Promise<boolean[]>;
  /** Whether patterns match texts. */
  readonly matches: (questions: Iterable<MatchQuestion>) => Promise<boolean[]>;
  /**
   * What RabbitMQ decides with a configuration for roles: it reads the files as at boot, and each role
   * logs in with a token signed for the purpose. A token that is refused has no right at all.
   * @throws if RabbitMQ does not take the configuration
   */
  readonly decideWithConfig: (
    config: ConfigFiles,
    audience: string,
    questions: Iterable<RoleQuestion>,
  ) => Promise<boolean[]>;
}

/**
 * The oracle of a suite's RabbitMQ. Each call costs about half a second and then little for each
 * question, so ask many at once.
 */
export function oracle(suite: Suite): Oracle {
  const ask = async (
    lines: readonly string[],
    command: readonly string[],
    files: Readonly<Record<string, string>> = {},
  ): Promise<boolean[]> => {
    const all = { ...files, questions: lines.map((line) => `${line}\n`).join('') };
    const paths = [inside('questions'), inside('answers')];
    const { result } = await runOffline(suite, all, [...command, ...paths], 'answers');
    return Array.from(result, (answer) => answer === '1');
  };
  return {
    decide: (questions) => ask(scopeLines(questions), ['scopes']),
    matches: (questions) => ask(matchLines(questions), ['scopes']),
    decideWithConfig: (config, audience, questions) => {
      const command = ['roles', ...configArguments(config), audience];
      return ask(roleLines(questions), command, configFiles(config));
    },
  };
}
