import { isSigningAlgorithm, TOKEN_LIMITS, type SigningAlgorithm } from '../../aws/sts-tokens.js';
import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Word } from '../../syntax/tree.js';
import type { BrokerEntries } from './entries.js';

/** How tokens for a broker may be signed, and how long they may live at most. */
export interface TokenRules {
  readonly algorithms: readonly SigningAlgorithm[];
  readonly maxSeconds: number;
}

const defaults: TokenRules = { algorithms: ['ES384'], maxSeconds: 15 * 60 };
const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Reads `token ALG, ALG max DURATION`; both parts have a default. */
export function readToken(entries: BrokerEntries, reporter: Reporter): TokenRules {
  const entry = entries.settings.get('token');
  if (entry?.node.type !== 'token') return defaults;
  const { node, source } = entry;
  const algorithms = new Set<SigningAlgorithm>();
  for (const word of node.algorithms)
    if (word === null) continue;
    else if (isSigningAlgorithm(word.text)) algorithms.add(word.text);
    else {
      const place = { source, range: word.range };
      const meant = [word.text.toUpperCase(), word.text.toUpperCase().replace(/\d+$/, '384')];
      const known = meant.find(isSigningAlgorithm);
      reporter.report(catalog.badSetting, place, algorithm(word), correction(place, known));
    }
  const max = node.max ?? undefined;
  const maxSeconds = max === undefined ? defaults.maxSeconds : duration(max.text);
  if (max !== undefined && maxSeconds === undefined)
    reporter.report(
      catalog.badSetting,
      { source, range: max.range },
      { setting: 'token', value: max.text, expected: 'a duration from `1m` to `60m`' },
      correction({ source, range: max.range }, inMinutes(max.text)),
    );
  if (max !== undefined && maxSeconds !== undefined && maxSeconds < TOKEN_LIMITS.seconds.default)
    reporter.report(
      catalog.shortToken,
      { source, range: max.range },
      { seconds: maxSeconds, default: TOKEN_LIMITS.seconds.default },
    );
  return {
    algorithms: algorithms.size === 0 ? defaults.algorithms : [...algorithms].sort(),
    maxSeconds: maxSeconds ?? defaults.maxSeconds,
  };
}

function algorithm(word: Word): { setting: string; value: string; expected: string } {
  return { setting: 'token', value: word.text, expected: '`ES384` or `RS256`' };
}

/** A number of minutes that is written in other words, as a duration. */
function inMinutes(text: string): string | undefined {
  const [, minutes] = /^(\d{1,2})(?:min|mins|minutes?)?$/i.exec(text) ?? [];
  const meant = minutes === undefined ? '' : `${minutes}m`;
  return duration(meant) === undefined ? undefined : meant;
}

function duration(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^([0-9]{1,4})([smh])$/.exec(text) ?? [];
  const value = Number(digits) * (seconds[unit] ?? 0);
  return value >= TOKEN_LIMITS.seconds.shortest && value <= TOKEN_LIMITS.seconds.longest
    ? value
    : undefined;
}
