import { isAccountId } from './accounts.js';
import { partitionNamed, type PartitionId } from './partitions.js';
import { quote, quoteCharacter } from './quote.js';
import { isRegionName } from './regions.js';

/** The ARN of something whose content Amazon MQ reads into a broker's configuration. */
export interface ContentArn {
  readonly partition: PartitionId;
  /** Undefined for an object in S3, whose ARN names none. */
  readonly region: string | undefined;
}

/** The ARN, or in one sentence what is wrong with the text and what to write instead. */
export type ContentArnResult =
  { readonly ok: true; readonly arn: ContentArn } | { readonly ok: false; readonly reason: string };

/** How the ARNs of a service look. */
interface ServiceFacts {
  readonly service: string;
  /** Whether they name a region and an account. */
  readonly isPlaced: boolean;
  readonly resource: RegExp;
  readonly example: string;
}

/**
 * The services that content is read from. Source: amazon-mq/rabbitmq-aws, `aws_arn_util:resolve_arn`, which
 * is what Amazon MQ runs; the shapes from the Service Authorization Reference.
 */
const SERVICES: readonly ServiceFacts[] = [
  {
    service: 's3',
    isPlaced: false,
    resource: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/./,
    example: 'arn:aws:s3:::my-bucket/ca.pem',
  },
  {
    service: 'secretsmanager',
    isPlaced: true,
    resource: /^secret:./,
    example: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:NAME-AbCdEf',
  },
  {
    service: 'acm-pca',
    isPlaced: true,
    resource: /^certificate-authority\/[0-9a-f-]{36}$/,
    example:
      'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11223344-1234-1122-2233-112233445566',
  },
];

/** Partition, service, region, account and resource, of which only the last may hold a colon. */
const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;

/** Reads the ARN of an object in S3, a secret or a private certificate authority. */
export function parseContentArn(text: string): ContentArnResult {
  const [, partition = '', service = '', region = '', account = '', resource = ''] =
    ARN.exec(text) ?? [];
  const facts = SERVICES.find((known) => known.service === service);
  if (!text.startsWith('arn:'))
    return refuse(`${quote(text)} is not an ARN; write one such as ${SERVICES[0]?.example ?? ''}.`);
  const stranger = /[^\x21-\x7e]|[*?]/u.exec(text);
  if (stranger !== null)
    return refuse(`The ARN holds ${quoteCharacter(stranger[0])}; write the ARN of one thing.`);
  if (facts === undefined)
    return refuse(
      `Amazon MQ reads from ${SERVICES.map((known) => known.service).join(', ')}, not from ${quote(service)}; write an ARN such as ${SERVICES[0]?.example ?? ''}.`,
    );
  const known = partitionNamed(partition);
  if (known === undefined) return refuse(`AWS has no partition ${quote(partition)}.`);
  const isPlaced = isRegionName(region) && isAccountId(account);
  if (facts.isPlaced ? !isPlaced : region !== '' || account !== '')
    return refuse(
      `An ARN of ${service} ${facts.isPlaced ? 'names its region and account' : 'names neither region nor account'}, as in ${facts.example}.`,
    );
  if (!facts.resource.test(resource))
    return refuse(`This is no ARN that ${service} has; write one such as ${facts.example}.`);
  return {
    ok: true,
    arn: { partition: known.id, region: facts.isPlaced ? region : undefined },
  };
}

function refuse(reason: string): ContentArnResult {
  return { ok: false, reason };
}
