import { countChanges, diffAccess } from '../prove/diff/diff.js';
import type { Entrance } from '../prove/diff/access.js';
import { outsideBoth } from '../prove/diff/entrances.js';
import { unreadOf } from '../prove/diff/unread.js';
import { brokerNames, pairBrokers, type Pair } from '../program/diff/pair.js';
import { readSides } from '../program/diff/read-sides.js';
import type { NoSide } from '../program/diff/side.js';
import { render } from '../report/formats.js';
import { diffJson } from './diff-json.js';
import { sidesOf } from './diff-sides.js';
import { diffText, outsideText } from '../program/text/diff-text.js';
import { unreadText } from '../program/text/unread-text.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { formatOption, readArguments } from './options.js';

const usage = `warren diff OLD NEW [--broker B] [--no-new-access] [--format text|json]
warren diff --git REF [PATH] [--broker B] [--no-new-access] [--format text|json]

Says what access each role gained and lost, with a concrete example of each: vhosts, permissions,
routing keys, user tags and rights on the Amazon MQ API. OLD and NEW are folders, files, or a
broker's rabbitmq.conf (any path that ends in .conf), to which an advanced.config beside it belongs.
Of a configuration it also says whom it lets in; what cannot be known from it is told, with 2. A scope
that takes in claims of the token is not compared: it is told, and counts as different.
With --git the files of a commit are compared with those on disk; PATH is the current folder by
default. Roles are the same by ARN, brokers by name; a rabbitmq.conf is compared with the broker that
--broker names, or the only one, or the one of its audience and scope prefix.

Exit code: 0 for the same access, 3 for different access; with --no-new-access 1 if anything was
gained, else 0. 1 for a policy with errors, 2 for wrong usage or unreadable input.
`;

/** The exit code of a comparison that found a difference. */
const DIFFERENT = 3;

const formats = ['text', 'json'] as const;

type DiffFormat = (typeof formats)[number];

/** `warren diff`. */
export const command: Command = {
  usage,
  options: { broker: 'text', format: formats, git: 'text', 'no-new-access': 'nothing' },
  takes: 'files',
  run: diff,
};

/** `warren diff`: the comparison goes to standard output. */
function diff(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options, formats);
  const { old, now } = sidesOf(options, io);
  const sides = readSides(old, now);
  if (!sides.ok) return refuse(sides.why, format, io);
  const paired = pairBrokers(sides.old, sides.now, options.values['broker']);
  if (!paired.ok) throw new UsageError(paired.reason);
  const differences = diffAccess(paired.pair.old, paired.pair.now);
  const outside = outsideOf(paired.pair);
  const unread = unreadOf(paired.pair.old, paired.pair.now);
  io.out.write(
    format === 'json'
      ? diffJson(differences, outside, unread)
      : (differences.length === 0 && unread.length > 0
          ? 'What can be compared is the same.\n'
          : diffText(differences, { colour: io.out.colour, all: brokerNames(paired.pair) })) +
          outsideText(outside) +
          unreadText(unread),
  );
  if (options.flags.has('no-new-access'))
    return countChanges(differences).gained > 0 || unread.some(({ side }) => side === 'new')
      ? exit.failed
      : exit.ok;
  return differences.length + unread.length > 0 ? DIFFERENT : exit.ok;
}

/** Tells why a side cannot be compared. */
function refuse(why: NoSide, format: DiffFormat, io: Io): number {
  if (why.kind === 'unable') throw new Failure(why.reasons);
  const reportTo = format === 'text' ? io.err : io.out;
  reportTo.write(render(format, why.diagnostics, reportTo));
  return exit.failed;
}

/** Those on both sides whose rights no comparison can tell. */
function outsideOf({ old: [old], now: [now] }: Pair): readonly Entrance[] {
  return old === undefined || now === undefined ? [] : outsideBoth(old, now);
}
