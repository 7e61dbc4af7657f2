import { posix } from 'node:path';
import { beginsRoleArn } from '../aws/arn-beginning.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Engine } from '../rabbitmq/engines.js';
import type { Resource } from '../policy/resources/resources.js';
import type { BrokerDiff } from '../prove/diff/diff.js';
import type { Source } from '../source/source.js';
import { ofOneAccount } from './accounts.js';
import {
  importConfiguration,
  type ImportedAudience,
  type ImportedConfiguration,
} from './configuration.js';
import { readDefinitions, type Definitions } from './definitions.js';
import { accountsOf, inOneAccount, rolesOf, type ImportedRole } from './naming.js';
import { brokerName, policyText, type Draft, type DraftBroker } from './policy-text.js';
import { proveImport } from './prove-import.js';
import { importUsers, type ImportedUsers } from './users.js';

/** The files that are imported together; one of them at least. */
export interface Inputs {
  readonly conf?: Source;
  readonly advanced?: Source;
  readonly definitions?: Source;
}

/** How they are imported. */
export interface ImportOptions {
  readonly engine: Engine;
  /** The engine as a policy writes it. */
  readonly engineText: string;
  /** The ARNs of roles by what stands for them in the files. */
  readonly mapped: ReadonlyMap<string, string>;
  /** The account of the broker, where it was named. */
  readonly account?: string | undefined;
  /** Where the command was called; absolute. */
  readonly cwd: string;
  /** The folder that the policy is for, relative to that; the same where it is not given. */
  readonly folder?: string;
}

/** A policy, with what is to be said of it. */
export interface Imported {
  readonly text: string;
  /** What the policy does not say, and what the broker passes over, a line each. */
  readonly remarks: readonly string[];
  /** How many roles it grants something. */
  readonly roles: number;
  /** What differs; none where the same access is proved both ways. */
  readonly differences: readonly BrokerDiff[];
}

/** What came of an import. */
export type ImportResult =
  | { readonly kind: 'imported'; readonly imported: Imported }
  /** Inputs that cannot be read, or used so, a line each. */
  | { readonly kind: 'unable'; readonly reasons: readonly string[] }
  /** No policy can say it: what is wrong with the one that came nearest. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[] };

/** Up to so many exchanges and queues are declared one by one; more stay in the file of the export. */
const MOST_DECLARED = 1_000;

/** Makes a policy of what a broker has, and proves that it gives the same access. */
export function importPolicy(inputs: Inputs, options: ImportOptions): ImportResult {
  const { conf, advanced } = inputs;
  const remarks: string[] = [];
  const configured =
    conf === undefined && advanced === undefined
      ? undefined
      : importConfiguration(options, conf, advanced);
  if (configured?.ok === false) return { kind: 'unable', reasons: configured.reasons };
  const read = inputs.definitions && readDefinitions(inputs.definitions);
  if (read?.ok === false) return { kind: 'unable', reasons: [read.reason] };
  const configuration = configured?.configuration;
  remarks.push(...(configuration?.remarks ?? []));
  const definitions = read?.definitions;
  remarks.push(...(definitions?.remarks ?? []));
  const counts = configuration?.internalUsers !== false;
  const users = definitions !== undefined && counts ? importUsers(definitions) : undefined;
  remarks.push(...(users?.remarks ?? []));
  if (definitions !== undefined && !counts && definitions.users.size > 0)
    remarks.push('the broker asks no internal backend, so that its own users are not imported');
  const audiences = audiencesOf(configuration, users);
  const subjects = audiences.flatMap((one) => one.subjects);
  const strangers = [...options.mapped.keys()].filter(
    (name) => !subjects.some((subject) => subject.name === name),
  );
  if (strangers.length > 0)
    return {
      kind: 'unable',
      reasons: strangers.map(
        (name) => `--map names '${name}', and no alias or user of that name is given anything`,
      ),
    };
  const chosen = ofOneAccount(rolesOf(subjects, options.mapped), options.account);
  if (!chosen.ok) return { kind: 'unable', reasons: [chosen.reason] };
  const { roles } = chosen;
  remarks.push(...chosen.remarks, ...toldOfJoined(roles));
  if (conf !== undefined && configuration?.internalUsers === true && definitions === undefined)
    remarks.push(
      "the broker's own users stand in no configuration: name a definitions export too to import them",
    );
  const brokers = brokersOf(audiences, roles, remarks);
  const draft = (all: readonly DraftBroker[], declares: boolean): Draft => ({
    files: [conf, advanced, inputs.definitions].flatMap((source) => source?.name ?? []),
    engine: options.engineText,
    // Whose users are imported has such a backend: they go once nobody signs in as one.
    internalUsers: internalUsers(
      options.engine,
      configuration?.internalUsers ?? (users === undefined ? undefined : true),
    ),
    settings: configuration?.settings ?? [],
    brokers: all,
    vhosts: declares ? declared(definitions) : new Map(),
    topology: declares ? topologyFile(definitions, options.folder) : undefined,
  });
  // What is declared may forbid what is given all the same, such as a name that the matcher loses.
  for (const declares of definitions === undefined ? [false] : [true, false]) {
    const compared = brokers.map((one) => ({ ...one, roles: inOneAccount(one.roles) }));
    const proof = proveImport(
      policyText(draft(compared, declares)),
      compared,
      options.cwd,
      inputs.definitions,
    );
    const text = policyText(draft(brokers, declares));
    if (proof.kind === 'faulty') {
      if (!declares) return proof;
      const [first] = proof.diagnostics;
      remarks.push(
        `exchanges and queues are not declared, as a policy refuses what is given beside them: ${first?.message ?? ''}`,
      );
      continue;
    }
    if (declares && topologyFile(definitions) !== undefined)
      remarks.push(
        `the exchanges and queues stay in ${inputs.definitions?.name ?? ''}, which the policy names${options.folder === undefined ? ': save it in this folder' : ''}`,
      );
    const { differences } = proof;
    return { kind: 'imported', imported: { text, remarks, roles: roles.length, differences } };
  }
  return { kind: 'faulty', diagnostics: [] };
}

/** What is given to the tokens of each audience; the broker's own users come with the first. */
function audiencesOf(
  configuration: ImportedConfiguration | undefined,
  users: ImportedUsers | undefined,
): readonly ImportedAudience[] {
  const audiences = configuration?.audiences ?? [NO_AUDIENCE];
  return audiences.map((one, at) => ({
    ...one,
    subjects: [...one.subjects, ...(at === 0 ? (users?.subjects ?? []) : [])].filter(
      ({ scopes }) => scopes.length > 0,
    ),
  }));
}

const NO_AUDIENCE: ImportedAudience = {
  audience: undefined,
  scopePrefix: undefined,
  issuer: undefined,
  algorithms: undefined,
  subjects: [],
};

function toldOfJoined(roles: readonly ImportedRole[]): readonly string[] {
  return roles.flatMap(({ arn, subjects }) => {
    const names = [...new Set(subjects.map(({ name }) => `\`${name}\``))];
    if (names.length < 2) return [];
    return [`${names.join(' and ')} are one role, ${arn}, which has what each of them has`];
  });
}

/** The brokers of the policy, one for each audience. */
function brokersOf(
  audiences: readonly ImportedAudience[],
  roles: readonly ImportedRole[],
  remarks: string[],
): readonly DraftBroker[] {
  const taken = new Set<string>();
  return audiences.map(({ subjects, issuer, algorithms, ...given }): DraftBroker => {
    const audience = usable(given.audience);
    const prefix = usable(given.scopePrefix);
    const scopePrefix = prefix !== undefined && !beginsRoleArn(prefix) ? prefix : undefined;
    if (audience !== given.audience)
      remarks.push('the audience holds what no policy can say; the policy has one of its own');
    if (scopePrefix !== given.scopePrefix)
      remarks.push(
        'the scope prefix is none that a policy can have; there it is the audience and a dot',
      );
    const own = roles
      .map((role) => ({ ...role, subjects: role.subjects.filter((one) => subjects.includes(one)) }))
      .filter((role) => role.subjects.length > 0);
    const accounts = accountsOf(own);
    if (accounts.length > 1)
      remarks.push(
        `the roles are of several accounts (${accounts.join(', ')}), and one broker takes the tokens of one: \`check\` refuses the policy until that is settled`,
      );
    return {
      name: brokerName(audience, taken),
      audience,
      scopePrefix,
      issuer,
      algorithms,
      roles: own,
    };
  });
}

/** An audience or a prefix, if a policy and every reader of what is compiled take it as it is. */
function usable(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9._:/-]+$/.test(text) ? text : undefined;
}

/** Whether it has to be said that internal users stay, or go. */
function internalUsers(engine: Engine, stay: boolean | undefined): boolean | undefined {
  const usual = engine.product === 'amazon-mq';
  return stay === undefined || stay === usual ? undefined : stay;
}

function declared(definitions: Definitions | undefined): ReadonlyMap<string, readonly Resource[]> {
  return new Map(definitions?.vhosts.map(({ name, resources }) => [name, resources]));
}

/** The path of the export from a folder, where it holds too much to be declared one by one. */
function topologyFile(definitions: Definitions | undefined, folder = '.'): string | undefined {
  const count = definitions?.vhosts.reduce((sum, { resources }) => sum + resources.length, 0) ?? 0;
  if (definitions === undefined || count <= MOST_DECLARED) return undefined;
  const { name } = definitions.source;
  return posix.isAbsolute(name) ? name : posix.relative(folder, name);
}
