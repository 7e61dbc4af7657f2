import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A policy as file names and texts. */
export type PolicyTexts = ReadonlyMap<string, string>;

/** How many vhosts the roles of a sample share; fixed, so that only the number of roles grows. */
const TEAMS = 20;

/** The file with what the files of all teams use: the broker and a profile. */
export const SHARED_FILE = 'brokers.warren';

const PRELUDE = `
# Calls other services and waits for the answer on queues of its own.
profile rpc-client(service) {
  @expect(default-exchange, "answers come back by queue name")
  publish exchange amq.default
  declare, consume queue \${service}.reply.*
}
`;

/** A broker block that `compile` accepts. */
export function brokerBlock(name: string, engine: string): string {
  return `broker ${name} {
  engine  ${engine}
  account 111122223333
  region  eu-west-1
  id      b-1234a5b6-78cd-901e-2fab-3a45b6c178d9
  configuration c-1234a5b6-78cd-901e-2fab-3a45b6c178d9
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}
`;
}

/**
 * A policy of services that tell, ask and work: each role has an exchange, two kinds of queues and
 * ten phrases, listens to its neighbour, and belongs to one of twenty vhosts, each with a file and a
 * guardrail of its own.
 */
export function samplePolicy(roles: number, engine: string): PolicyTexts {
  const files = new Map([[SHARED_FILE, brokerBlock('bench', engine) + PRELUDE]]);
  for (let team = 0; team < Math.min(TEAMS, roles); team++) {
    const members: number[] = [];
    for (let role = team; role < roles; role += TEAMS) members.push(role);
    files.set(`team-${team}.warren`, teamFile(team, members));
  }
  return files;
}

function teamFile(team: number, members: readonly number[]): string {
  const names = members.map((role) => `svc-${role}`);
  const roles = names.map((name) => `role ${name} = arn:aws:iam::\${account}:role/team/${name}`);
  const services = names.map((name, at) => service(name, names[at - 1] ?? name));
  return `${roles.join('\n')}\n
vhost team-${team} {
  exchange team.audit topic
  queue    team.ledger

${services.join('\n')}
  never anyone {
    configure exchange team.audit
    consume queue team.ledger
  }
}
`;
}

function service(name: string, neighbour: string): string {
  return `  exchange ${name}.events topic
  exchange ${name}.dead   fanout
  queue    ${name}.work   dead-letter ${name}.dead
  queue    ${name}.held
  queue    ${name}.reply.*

  allow ${name} {
    publish exchange ${name}.events key order.created.*, order.cancelled
    publish exchange team.audit key ${name}.*
    declare exchange ${name}.events
    declare exchange ${name}.dead
    declare queue ${name}.work dead-letter ${name}.dead
    bind queue ${name}.work to exchange ${neighbour}.events key order.*, stock.low
    bind queue ${name}.held to exchange team.audit key ${neighbour}.*
    consume queue ${name}.held
    publish exchange amq.topic key ${name}.done.*
    rpc-client(${name})
  }
`;
}

/** The policy after every hundredth role lost the right to consume. */
export function without(policy: PolicyTexts): PolicyTexts {
  const lost = /^ {4}consume queue svc-\d*00\.held\n/gm;
  return new Map([...policy].map(([name, text]) => [name, text.replace(lost, '')]));
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes a policy to a folder that is removed when this process ends, and answers its path. */
export function writePolicy(files: PolicyTexts): string {
  const folder = mkdtempSync(join(tmpdir(), 'warren-bench-'));
  folders.push(folder);
  mkdirSync(join(folder, 'policy'));
  for (const [name, text] of files) writeFileSync(join(folder, 'policy', name), text);
  return join(folder, 'policy');
}

/** What is typed into a policy that is being edited. */
export const KEYS = 'abcdefghijklmnopqrstuvwxyz.-*" \n';

/** The policy of a sample in one file. */
export function inOneFile(roles: number, engine: string): PolicyTexts {
  return new Map([['all.warren', [...samplePolicy(roles, engine).values()].join('\n')]]);
}

/** How many lines the files of a policy have. */
export function linesOf(texts: PolicyTexts): number {
  return [...texts.values()].reduce((sum, text) => sum + text.split('\n').length, 0);
}
