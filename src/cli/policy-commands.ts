import { can, canUsage } from './can.js';
import { check, checkUsage } from './check.js';
import { compile, compileUsage } from './compile.js';
import { diff, diffUsage } from './diff.js';
import { explain, explainUsage } from './explain.js';
import { fmt, fmtUsage } from './fmt.js';
import { init, initUsage } from './init.js';
import type { Command } from './io.js';
import { test, testUsage } from './test.js';
import { who, whoUsage } from './who.js';
import { why, whyUsage } from './why.js';

/*
 * The commands that read policies have most of their modules in common, so that the program has them in
 * one file: each file more would take about a millisecond of every start.
 */
export const policyCommands = {
  can: { usage: canUsage, run: can },
  check: { usage: checkUsage, run: check },
  compile: { usage: compileUsage, run: compile },
  diff: { usage: diffUsage, run: diff },
  explain: { usage: explainUsage, run: explain },
  fmt: { usage: fmtUsage, run: fmt },
  init: { usage: initUsage, run: init },
  test: { usage: testUsage, run: test },
  who: { usage: whoUsage, run: who },
  why: { usage: whyUsage, run: why },
} as const satisfies Readonly<Record<string, Command>>;

/** The name of a command that reads policies. */
export type PolicyCommand = keyof typeof policyCommands;
