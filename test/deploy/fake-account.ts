import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { issuerKeys } from '../verify/jwt.js';
import { ACCOUNT, CREDENTIALS, REGION } from './fake-mq.js';
import { fromWire, OPERATIONS, property, toWire } from './model.js';
import { signatureProblem } from './signature.js';

export const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

/** The keys of that issuer, made once. */
export const KEYS = issuerKeys();

/** A broker as Amazon MQ tells of it: the members of DescribeBroker. */
export type ToldBroker = Readonly<Record<string, unknown>>;

/** How a request for an action goes wrong. */
export type AccountFault =
  | { readonly status: number; readonly error: string; readonly message: string }
  /** Never answers. */
  | { readonly hang: true }
  /** Answers something else than was asked for. */
  | { readonly body: string };

/** An account as AWS tells of it. */
export interface AccountState {
  account: string;
  partition: string;
  region: string;
  /** Undefined where federation is off. */
  issuer: string | undefined;
  /** What IAM says of that; an issuer may be told of an account whose federation is off. */
  enabled: boolean;
  /** What stands where the keys of an issuer do, by its host; others have none. */
  keys: Map<string, { readonly status: number; readonly body: string } | 'hang'>;
  /** What STS gives who asks for a token; undefined where it gives none. */
  token: string | undefined;
  brokers: ToldBroker[];
  /** How many brokers a page of the list has. */
  page: number;
  /** What is to go wrong whenever an action is asked for. */
  faults: Map<string, AccountFault>;
}

/** An account with federation on and no broker. */
export function freshAccount(): AccountState {
  const host = new URL(ISSUER).host;
  return {
    account: ACCOUNT,
    partition: 'aws',
    region: REGION,
    issuer: ISSUER,
    enabled: true,
    keys: new Map([[host, { status: 200, body: JSON.stringify(KEYS.jwks) }]]),
    token: undefined,
    brokers: [],
    page: 100,
    faults: new Map(),
  };
}

/** A server on this machine that plays what of IAM, STS and Amazon MQ tells of an account. */
export interface FakeAccount {
  readonly url: string;
  readonly state: AccountState;
  /** What was asked for, in order. */
  readonly log: string[];
  readonly close: () => Promise<void>;
}

/** Starts the server over a state. */
export async function fakeAccount(state: AccountState): Promise<FakeAccount> {
  const log: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    if (url.endsWith('/jwks.json')) {
      keys(url, state, response);
      return;
    }
    const { service, action, answer } = asked(method, url, body, state);
    log.push(action);
    const fail = service === 'mq' ? failJson : failXml;
    const problem = signatureProblem(
      { method, url, headers, body },
      CREDENTIALS,
      state.region,
      service,
    );
    if (problem !== undefined) {
      fail(response, 403, 'SignatureDoesNotMatch', problem);
      return;
    }
    const fault = state.faults.get(action);
    if (fault === undefined) answer(response);
    else if ('status' in fault) fail(response, fault.status, fault.error, fault.message);
    else if ('body' in fault) response.end(fault.body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      response.writeHead(500).end(String(thrown));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${String(property(server.address(), 'port'))}`,
    state,
    log,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function keys(url: string, state: AccountState, response: ServerResponse): void {
  const found = state.keys.get(url.split('/')[1] ?? '');
  if (found === 'hang') return;
  if (found === undefined) response.destroy();
  else response.writeHead(found.status).end(found.body);
}

/** What a request asks for, and what answers it. */
interface Asked {
  readonly service: 'iam' | 'sts' | 'mq';
  readonly action: string;
  readonly answer: (response: ServerResponse) => void;
}

const STS: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetWebIdentityToken']);

function asked(method: string, url: string, body: string, state: AccountState): Asked {
  if (method === 'POST') {
    const action = new URLSearchParams(body).get('Action') ?? '';
    const service = STS.has(action) ? 'sts' : 'iam';
    return {
      service,
      action,
      answer: (response) => {
        if (action === 'GetCallerIdentity') identity(response, state);
        else if (action === 'GetWebIdentityToken') token(response, state);
        else if (action === 'GetOutboundWebIdentityFederationInfo') federation(response, state);
        else failXml(response, 400, 'InvalidAction', action);
      },
    };
  }
  const [path = '', query = ''] = url.split('?');
  const isList = path === '/v1/brokers';
  return {
    service: 'mq',
    action: isList ? 'ListBrokers' : 'DescribeBroker',
    answer: (response) => {
      if (isList) list(response, new URLSearchParams(query), state);
      else describe(response, path, state);
    },
  };
}

function identity(response: ServerResponse, { account, partition }: AccountState): void {
  xml(
    response,
    'GetCallerIdentity',
    `<Arn>arn:${partition}:sts::${account}:assumed-role/admin/me</Arn><UserId>AROA:me</UserId><Account>${account}</Account>`,
  );
}

function token(response: ServerResponse, { token: text }: AccountState): void {
  if (text === undefined) failXml(response, 403, 'AccessDenied', 'Not authorized.');
  else
    xml(
      response,
      'GetWebIdentityToken',
      `<WebIdentityToken>${text}</WebIdentityToken><Expiration>2026-11-27T00:00:00Z</Expiration>`,
    );
}

function federation(response: ServerResponse, { issuer, enabled }: AccountState): void {
  if (issuer === undefined)
    failXml(response, 404, 'FeatureDisabled', 'Outbound federation is disabled.');
  else
    xml(
      response,
      'GetOutboundWebIdentityFederationInfo',
      `<IssuerIdentifier>${issuer}</IssuerIdentifier><JwtVendingEnabled>${enabled}</JwtVendingEnabled>`,
    );
}

function list(
  response: ServerResponse,
  query: URLSearchParams,
  { brokers, page }: AccountState,
): void {
  const from = Number(query.get('nextToken') ?? '0');
  const rest = brokers.length > from + page;
  const summary = new Set(['BrokerId', 'BrokerName', 'BrokerArn', 'BrokerState', 'EngineType']);
  const told = brokers
    .slice(from, from + page)
    .map((broker) =>
      Object.fromEntries(Object.entries(broker).filter(([name]) => summary.has(name))),
    );
  reply(response, 'ListBrokers', {
    BrokerSummaries: told,
    ...(rest ? { NextToken: String(from + page) } : {}),
  });
}

function describe(response: ServerResponse, path: string, { brokers }: AccountState): void {
  const found = brokers.find(({ BrokerId }) => path === `/v1/brokers/${String(BrokerId)}`);
  if (found === undefined) failJson(response, 404, 'NotFoundException', 'No such broker.');
  else reply(response, 'DescribeBroker', found);
}

function reply(response: ServerResponse, name: string, output: object): void {
  const operation = OPERATIONS.find((one) => one.name === name);
  const wire = toWire(operation?.output, output);
  // What the model does not have would be a mistake of the test.
  fromWire(operation?.output, wire);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wire));
}

function xml(response: ServerResponse, action: string, members: string): void {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<${action}Response><${action}Result>${members}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function failXml(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' });
  response.end(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  );
}

function failJson(response: ServerResponse, status: number, error: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error });
  response.end(JSON.stringify({ message }));
}
