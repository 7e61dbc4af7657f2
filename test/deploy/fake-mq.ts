import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fromWire, OPERATIONS, property, toWire, type Operation } from './model.js';
import { signatureProblem, type Credentials } from './signature.js';

export const BROKER = 'b-1234a5b6-78cd-901e-2fab-3a45b6c178d9';
export const CONFIGURATION = 'c-1234a5b6-78cd-901e-2fab-3a45b6c178d9';
export const OTHER = 'c-99999999-78cd-901e-2fab-3a45b6c178d9';
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const CREDENTIALS: Credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/** A broker and its configuration as Amazon MQ holds them. */
export interface State {
  broker: string;
  engine: string;
  version: string;
  account: string;
  /** Revision numbers of the one configuration, or of the other one where the broker runs with that. */
  current: number | undefined;
  pending: number | undefined;
  /** The id of the configuration that the broker runs with. */
  currentIn: string;
  history: number[];
  /** The texts of the revisions, the first one at 0. */
  revisions: string[];
  /** What describes them: `deploy` leaves its name, everybody else what they like. */
  descriptions: (string | undefined)[];
  /** The texts of the revisions of the configuration OTHER. */
  others: string[];
  /** The number of the newest revision, where the texts before it are of no interest. */
  latest: number | undefined;
  configurationEngine: string;
  configurationVersion: string;
  /** Members of the answer to DescribeBroker beside those: `Pending…` and others. */
  besides: Record<string, unknown>;
  /** What becomes of the broker at its next reboot, if not what should. */
  after: string | undefined;
  /** How many looks a reboot takes. */
  rebooting: number;
  /** What the service takes out of a text, and says so. */
  sanitised: { readonly line: string; readonly reason: string } | undefined;
  /** What the service changes in a text without a word. */
  changes: (text: string) => string;
}

/** How a request goes wrong. */
export type Fault =
  /** Answers with an error of the API instead of doing what is asked. */
  | { readonly status: number; readonly error: string; readonly message: string }
  /** Does what is asked, or does not, and never answers. */
  | { readonly hang: 'before' | 'after' }
  /** Does what is asked: it is a later request that goes wrong. */
  | { readonly well: true }
  /** Does what is asked after somebody else did something. */
  | { readonly meanwhile: (state: State) => void }
  /** Answers, and goes on answering: a blank now and then, and no end. */
  | { readonly drip: true };

/** A server on this machine that plays the part of Amazon MQ that a deployment uses. */
export interface FakeMq {
  readonly url: string;
  readonly state: State;
  /** The operations that were carried out or refused, in order. */
  readonly log: string[];
  /** What is to go wrong with the next requests for an operation. */
  readonly faults: Map<string, Fault[]>;
  /** Resolves when a request for an operation hangs. */
  readonly hanging: () => Promise<void>;
  readonly close: () => Promise<void>;
}

class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

/** Starts the server over a state. */
export async function fakeMq(state: State): Promise<FakeMq> {
  const log: string[] = [];
  const faults = new Map<string, Fault[]>();
  const stuck = new EventEmitter();
  const hanging = once(stuck, 'hang');
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    try {
      const problem = signatureProblem({ method, url, headers, body }, CREDENTIALS, REGION, 'mq');
      if (problem !== undefined) throw new ApiError(403, 'InvalidSignatureException', problem);
      const [operation, input] = route(method, url, body);
      log.push(operation.name);
      const fault = faults.get(operation.name)?.shift();
      if (fault !== undefined && 'status' in fault)
        throw new ApiError(fault.status, fault.error, fault.message);
      if (fault !== undefined && 'meanwhile' in fault) fault.meanwhile(state);
      if (fault !== undefined && 'drip' in fault) {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drops = setInterval(() => response.write(' '), 20);
        response.once('close', () => {
          clearInterval(drops);
        });
        stuck.emit('hang');
        return;
      }
      const hang = fault !== undefined && 'hang' in fault ? fault.hang : undefined;
      if (hang === 'before') {
        stuck.emit('hang');
        return;
      }
      const output = answer(operation.name, input, state);
      if (hang === 'after') stuck.emit('hang');
      else reply(response, 200, toWire(operation.output, output));
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      const told = { errorAttribute: '', message: thrown.message };
      reply(response, thrown.status, told, { 'x-amzn-errortype': thrown.error });
    }
  };
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      reply(response, 500, { message: String(thrown) });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = property(server.address(), 'port');
  return {
    url: `http://127.0.0.1:${String(port)}`,
    state,
    log,
    faults,
    hanging: async () => {
      await hanging;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

type Input = (name: string) => unknown;

function route(method: string, url: string, body: string): [Operation, Input] {
  for (const operation of OPERATIONS) {
    const match = operation.path.exec(url);
    if (operation.method !== method || match === null) continue;
    const parsed: unknown = body === '' ? {} : JSON.parse(body);
    const members = fromWire(operation.input, parsed);
    const values = match.slice(1).map((value) => decodeURIComponent(value));
    const ofPath = new Map(operation.parameters.map((name, at) => [name, values[at]]));
    return [operation, (name) => ofPath.get(name) ?? property(members, name)];
  }
  throw new ApiError(403, 'MissingAuthenticationTokenException', `${method} ${url}`);
}

function answer(name: string, input: Input, state: State): unknown {
  const handler = HANDLERS.get(name);
  if (handler === undefined)
    throw new ApiError(400, 'BadRequestException', `${name} is not played`);
  const configuration = String(input('ConfigurationId'));
  if (name.includes('Configuration') && ![CONFIGURATION, OTHER].includes(configuration))
    throw new ApiError(404, 'NotFoundException', "Can't find requested configuration.");
  if (name.includes('Broker') && input('BrokerId') !== BROKER)
    throw new ApiError(404, 'NotFoundException', "Can't find requested broker.");
  return handler(input, state);
}

const revisionId = (revision: number | undefined, id = CONFIGURATION): unknown =>
  revision === undefined ? undefined : { Id: id, Revision: revision };

/** A reboot comes to its end: everything that waited for it counts. */
function come(state: State): void {
  state.broker = state.after ?? 'RUNNING';
  if (state.pending !== undefined) {
    if (state.current !== undefined && state.currentIn === CONFIGURATION)
      state.history.push(state.current);
    [state.current, state.currentIn, state.pending] = [state.pending, CONFIGURATION, undefined];
  }
  for (const [name, value] of Object.entries(state.besides)) {
    if (!name.startsWith('Pending')) continue;
    if (name === 'PendingEngineVersion') state.version = String(value);
    const others = Object.entries(state.besides).filter(([other]) => other !== name);
    state.besides = Object.fromEntries([...others, [name.slice('Pending'.length), value]]);
  }
}

const HANDLERS: ReadonlyMap<string, (input: Input, state: State) => unknown> = new Map<
  string,
  (input: Input, state: State) => unknown
>([
  [
    'DescribeBroker',
    (_, state) => {
      if (state.broker === 'REBOOT_IN_PROGRESS' && state.rebooting-- <= 0) come(state);
      return {
        BrokerId: BROKER,
        BrokerArn: `arn:aws:mq:${REGION}:${state.account}:broker:orders:${BROKER}`,
        BrokerState: state.broker,
        EngineType: state.engine,
        EngineVersion: state.version,
        Configurations: {
          Current: revisionId(state.current, state.currentIn),
          Pending: revisionId(state.pending),
          History: state.history.map((revision) => revisionId(revision)),
        },
        ...state.besides,
      };
    },
  ],
  [
    'DescribeConfiguration',
    (input, { revisions, others, latest, configurationEngine, configurationVersion }) => {
      const isOther = input('ConfigurationId') === OTHER;
      return {
        Id: input('ConfigurationId'),
        EngineType: configurationEngine,
        EngineVersion: configurationVersion,
        LatestRevision: { Revision: isOther ? others.length : (latest ?? revisions.length) },
      };
    },
  ],
  [
    'DescribeConfigurationRevision',
    (input, { revisions, descriptions, others }) => {
      const isOther = input('ConfigurationId') === OTHER;
      const at = Number(input('ConfigurationRevision')) - 1;
      const text = (isOther ? others : revisions)[at];
      if (text === undefined) throw new ApiError(404, 'NotFoundException', 'No such revision.');
      return {
        ConfigurationId: input('ConfigurationId'),
        Data: Buffer.from(text).toString('base64'),
        Description: isOther ? undefined : descriptions[at],
      };
    },
  ],
  [
    'UpdateConfiguration',
    (input, state) => {
      const sent = Buffer.from(String(input('Data')), 'base64').toString();
      const { sanitised } = state;
      const isHit = sanitised !== undefined && sent.includes(sanitised.line);
      const text = isHit ? sent.replace(sanitised.line, '') : state.changes(sent);
      state.revisions.push(text);
      state.descriptions[state.revisions.length - 1] = String(input('Description'));
      const warning = isHit && { AttributeName: sanitised.line, Reason: sanitised.reason };
      return {
        Id: CONFIGURATION,
        LatestRevision: { Revision: state.revisions.length },
        Warnings: warning ? [warning] : [],
      };
    },
  ],
  [
    'UpdateBroker',
    (input, state) => {
      const configuration = input('Configuration');
      if (property(configuration, 'Id') !== CONFIGURATION)
        throw new ApiError(404, 'NotFoundException', "Can't find requested configuration.");
      const revision = Number(property(configuration, 'Revision'));
      const isCurrent = revision === state.current && state.currentIn === CONFIGURATION;
      state.pending = isCurrent ? undefined : revision;
      return { BrokerId: BROKER, Configuration: configuration };
    },
  ],
  [
    'RebootBroker',
    (_, state) => {
      if (state.broker.toUpperCase() !== 'RUNNING')
        throw new ApiError(400, 'BadRequestException', `The broker is ${state.broker}.`);
      state.broker = 'REBOOT_IN_PROGRESS';
      return {};
    },
  ],
]);
