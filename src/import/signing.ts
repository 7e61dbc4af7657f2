import { issuerProblems } from '../aws/issuer.js';
import {
  isSigningAlgorithm,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
} from '../aws/sts-tokens.js';
import { at } from '../program/diff/doubts.js';
import { issuerOfKeys, keysOf } from '../prove/diff/entrance.js';
import type { BrokerConfig } from '../rabbitmq/read/broker-config.js';
import { shownValue } from '../rabbitmq/settings/secret.js';
import type { Place } from '../source/source.js';
import { cut, text } from '../program/diff/passed-over.js';

/** The issuer whose keys \`compile\` makes the broker look for where they are. */
export function issuerOf(
  { issuer, jwksUrl, settings }: BrokerConfig,
  isUnknown: (place: Place | undefined) => boolean,
): { readonly issuer?: string; readonly remarks: readonly string[] } {
  const url = jwksUrl ?? issuer;
  const place = [...settings.values()].find(({ value }) => value === url)?.place;
  if (url === undefined || isUnknown(place)) return { remarks: [] };
  const whose = jwksUrl === undefined ? url.replace(/\/$/, '') : issuerOfKeys(jwksUrl);
  if (issuerProblems(whose).length === 0 && (jwksUrl === undefined || whose !== url))
    return { issuer: whose, remarks: [] };
  const told = `\`${cut(text(shownValue('', url)))}\` is no place that a policy can name: what is compiled from one looks for the keys at \`${keysOf('ISSUER')}\`, over HTTPS; fill in the issuer`;
  return { remarks: [at(place, told)] };
}

/** How tokens may be signed: as AWS can sign them, where the file leaves that open. */
export function algorithmsOf({ algorithms, provider }: BrokerConfig): {
  readonly algorithms?: readonly SigningAlgorithm[];
  readonly remarks: readonly string[];
} {
  // A provider may have algorithms of its own.
  if (provider !== undefined) return { remarks: [] };
  if (algorithms.length === 0) return { algorithms: SIGNING_ALGORITHMS, remarks: [] };
  const own = SIGNING_ALGORITHMS.filter((one) => algorithms.includes(one));
  const others = algorithms.filter((one) => !isSigningAlgorithm(one));
  const told = others.map((one) => `\`${cut(text(one))}\``).join(', ');
  return {
    ...(own.length > 0 && { algorithms: own }),
    remarks:
      others.length === 0
        ? []
        : [
            `tokens signed with ${told} are accepted, and no policy can say so: AWS signs with ${SIGNING_ALGORITHMS.join(' or ')}`,
          ],
  };
}
