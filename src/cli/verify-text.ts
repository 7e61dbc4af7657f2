import { printable } from '../report/printable.js';
import { placeJson, placeText } from '../program/text/scope-line.js';
import { jsonText } from '../report/json-text.js';
import { listed } from '../policy/phrases/phrase-text.js';
import type { Uncompared } from '../verify/topology/compare.js';
import { unprobedText } from '../verify/probes/tell.js';
import {
  differencesIn,
  missingIn,
  type TellableDifference,
  type VerifyReport,
} from '../verify/report.js';
import { counted } from '../source/counted.js';

/**
 * What was verified, for people: a line for each difference, then what was not looked at, and at last
 * what was.
 *
 * @param all whether every name that a difference is about is listed
 */
export function verifyText(report: VerifyReport, all: boolean): string {
  const differences = differencesIn(report);
  const lines = [
    ...differences.flatMap((one) => differenceLines(one, all)),
    ...notesIn(report).map(printable),
    printable(summary(report, differences.length)),
  ];
  return `${lines.join('\n')}\n`;
}

function differenceLines(
  { place, what, remedy, names }: TellableDifference,
  all: boolean,
): readonly string[] {
  const at = place === undefined ? '' : `${placeText(place)}: `;
  const listed = all && names.length > 1 ? names.map((name) => printable(`  ${name}`)) : [];
  return [printable(`${at}${what}; ${remedy}`), ...listed];
}

function notesIn({ notes, topology, probes }: VerifyReport): readonly string[] {
  const unprobed = probes && unprobedText(probes.unprobed);
  return [
    ...(['exchange', 'queue'] as const).flatMap((kind) => uncomparedText(kind, topology)),
    ...notes,
    ...(unprobed === undefined ? [] : [unprobed]),
  ];
}

/** What there is of a kind of which the policy declares nothing: a line for all vhosts. */
function uncomparedText(
  kind: Uncompared['kind'],
  topology: VerifyReport['topology'],
): readonly string[] {
  const found = (topology?.uncompared ?? []).filter((one) => one.kind === kind);
  if (found.length === 0) return [];
  const count = found.reduce((sum, one) => sum + one.count, 0);
  const vhosts = listed(found.map(({ vhost }) => vhost));
  const where = found.length === 1 ? `the vhost ${vhosts}` : `${found.length} vhosts (${vhosts})`;
  return [
    `Not compared: ${counted(count, kind)} in ${where}, for which the policy declares no ${kind}.`,
  ];
}

/** What was verified, in a line. */
function summary(report: VerifyReport, differences: number): string {
  const { broker, topology, signIn, probes, unseen, failure } = report;
  const parts: string[] = [];
  if (topology !== undefined)
    parts.push(
      `${counted(topology.vhosts, 'vhost')}, ${counted(topology.exchanges, 'exchange')} and ${counted(topology.queues, 'queue')}`,
    );
  if (signIn !== undefined)
    parts.push(
      signIn.isTaken && (signIn.entered.length > 0 || signIn.differences.length === 0)
        ? `the sign-in of ${signIn.role ?? 'somebody'} to ${counted(signIn.entered.length, 'vhost')}`
        : 'a sign-in that fails',
    );
  if (probes !== undefined)
    parts.push(
      `${counted(probes.permitted + probes.refused, 'probe')}, ${probes.permitted.toLocaleString('en')} permitted and ${probes.refused.toLocaleString('en')} refused`,
    );
  const what = parts.length === 0 ? 'nothing' : parts.join('; ');
  if (failure !== undefined)
    return `${broker}: verified until it broke off: ${what}; ${counted(differences, 'difference')} until then`;
  if (unseen.length > 0)
    return `${broker}: verified in part: ${what}; ${counted(differences, 'difference')} in that`;
  return differences === 0
    ? `${broker} is as the policy says: ${what}`
    : `${broker} differs from the policy: ${counted(differences, 'difference')} in ${what}`;
}

/** What was verified, for programs. */
export function verifyJson(report: VerifyReport): string {
  const { broker, topology, signIn, probes, notes } = report;
  const failure = missingIn(report);
  const isSame = failure === undefined && differencesIn(report).length === 0;
  const json = {
    broker,
    same: isSame,
    complete: failure === undefined,
    ...(failure === undefined ? {} : { failure }),
    differences: differencesIn(report).map(({ place, vhost, ...one }) => ({
      ...one,
      ...(vhost === undefined ? {} : { vhost }),
      ...(place === undefined ? {} : { place: placeJson(place) }),
    })),
    ...(topology === undefined
      ? {}
      : {
          topology: {
            vhosts: topology.vhosts,
            exchanges: topology.exchanges,
            queues: topology.queues,
            uncompared: topology.uncompared,
          },
        }),
    ...(signIn === undefined
      ? {}
      : { signIn: { role: signIn.role ?? null, taken: signIn.isTaken, vhosts: signIn.entered } }),
    ...(probes === undefined
      ? {}
      : {
          probes: {
            permitted: probes.permitted,
            refused: probes.refused,
            unprobed: Object.fromEntries(probes.unprobed),
          },
        }),
    notes,
  };
  return `${jsonText(json, 2)}\n`;
}
