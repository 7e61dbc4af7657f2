import { command as can } from './can.js';
import { command as check } from './check.js';
import { command as compile } from './compile.js';
import type { Command } from './command.js';
import { command as diff } from './diff.js';
import { command as explain } from './explain.js';
import { command as fmt } from './fmt.js';
import { command as init } from './init.js';
import { command as test } from './test.js';
import { command as who } from './who.js';
import { command as why } from './why.js';

/*
 * The commands that read policies have most of their modules in common, so that the program has them in
 * one file: each file more would take about a millisecond of every start.
 */
export const policyCommands = {
  can,
  check,
  compile,
  diff,
  explain,
  fmt,
  init,
  test,
  who,
  why,
} as const satisfies Readonly<Record<string, Command>>;

/** The name of a command that reads policies. */
export type PolicyCommand = keyof typeof policyCommands;
