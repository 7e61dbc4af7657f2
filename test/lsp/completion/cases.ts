/**
 * What is offered at the `|`: `has` and `first` are labels that must be there, `first` at the head of the
 * list in that order, `not` labels that must not.
 */
export interface CompletionCase {
  readonly text: string;
  readonly first?: readonly string[];
  readonly has?: readonly string[];
  readonly not?: readonly string[];
  /** The text after the first offer was taken, where that is to be shown. */
  readonly taken?: string;
}

const head = `
broker prod { engine amazon-mq 4.2
  account 111122223333 }
broker lab { engine rabbitmq 4.3 }
role checkout = arn:aws:iam::\${account}:role/shop/checkout
# Packs what was ordered.
role packer = arn:aws:iam::\${account}:role/packer
group services = checkout, packer
group targets = prod, lab
profile rpc(service) { consume queue \${service}.reply }
vhost orders {
  exchange orders.events topic
  # Where dead letters go.
  exchange orders.dlx fanout
  queue orders.work
  queue "order intake"
  stream orders.log
}
vhost billing { queue bills }
`;

const kinds = ['exchange', 'queue', 'stream', 'resource'];

/** By what they show. */
export const cases: Readonly<Record<string, CompletionCase>> = {
  'declarations at the top': {
    text: '|',
    has: ['broker', 'role', 'group', 'profile', 'vhost', 'on', 'test', 'allow', 'never', '@expect'],
    not: ['queue', 'publish', 'can', 'engine', 'let'],
  },
  'declarations in a vhost, with a file that is broken behind': {
    text: 'vhost orders {\n  |\n role = {{ ',
    has: ['exchange', 'queue', 'stream', 'topology', 'allow', 'never', 'test', 'on'],
    not: ['broker', 'role', 'can', 'publish'],
  },
  'claims in a test': {
    text: 'test "t" {\n  vhost orders {\n  ne|',
    has: ['can', 'never', 'on'],
    not: ['allow', 'queue', 'vhost'],
  },
  'declarations in an on block': {
    text: 'on prod {\n  |\n}',
    has: ['role', 'vhost'],
    not: ['broker'],
  },
  'settings of a broker that are not given yet': {
    text: 'broker b {\n  engine rabbitmq 4.3\n  |\n}',
    has: ['issuer', 'token', 'settings', 'let', 'internal-users'],
    not: ['engine', 'queue', '@expect'],
  },
  'verbs and profiles in a rule of a vhost': {
    text: 'vhost orders { allow checkout {\n  |\n} }',
    has: ['publish', 'consume', 'connect', 'rpc', '@expect'],
    not: ['tag', 'deploy', 'allow', 'mq:RebootBroker'],
  },
  'tags and API rights in a rule at the top': {
    text: 'allow checkout { | }',
    has: ['tag', 'deploy', 'observe', 'mq:RebootBroker', 'rpc'],
    not: ['publish', 'connect'],
  },
  'everything in a guardrail at the top': {
    text: 'never checkout { | }',
    has: ['tag', 'deploy', 'publish', 'connect'],
  },
  'kinds that a verb can be about': {
    text: 'vhost orders { allow checkout { publish | } }',
    first: ['exchange', 'stream', 'super-stream'],
    not: ['queue', 'resource'],
  },
  'the exchanges that a super stream can be': {
    text: `vhost orders { allow oncall { publish super-stream | } }`,
    has: ['orders.events', 'orders.dlx'],
    not: ['orders.log', 'orders.work'],
  },
  'no clause behind a super stream': {
    text: `vhost orders { allow oncall { publish super-stream orders.events | } }`,
    has: [],
    not: ['key', 'to'],
  },
  'kinds that all verbs can be about': {
    text: 'vhost orders { allow checkout { declare, consume | } }',
    first: ['queue', 'stream'],
    not: ['exchange'],
  },
  'every kind for a raw permission': {
    text: 'vhost orders { allow checkout { write | } }',
    first: kinds,
  },
  'further verbs': {
    text: 'vhost orders { allow checkout { consume, | } }',
    has: ['purge', 'declare', 'bind'],
    not: ['consume', 'connect', 'tag'],
  },
  'queues of the vhost, and no others': {
    text: 'vhost orders { allow checkout { consume queue | } }',
    first: ['orders.work', '"order intake"', 'orders.log'],
    has: ['amq.gen-*', 'amq.rabbitmq.reply-to'],
    not: ['bills', 'orders.dlx'],
  },
  'exchanges for a half-typed name': {
    text: 'vhost orders { allow checkout { publish exchange orders.e|',
    first: ['orders.events', 'orders.dlx'],
    has: ['amq.default'],
    taken: 'vhost orders { allow checkout { publish exchange orders.events',
  },
  'streams for a stream': {
    text: 'vhost orders { allow checkout { consume stream | } }',
    first: ['orders.log'],
    not: ['orders.work'],
  },
  'the whole of a name with dots, dashes and wildcards is replaced': {
    text: 'vhost orders { allow checkout { consume queue ord|ers.*-x.y } }',
    taken: 'vhost orders { allow checkout { consume queue orders.work } }',
  },
  'a quoted name is replaced with its quotes': {
    text: 'vhost orders { allow checkout { consume queue "ord|er" } }',
    taken: 'vhost orders { allow checkout { consume queue orders.work } }',
  },
  'names of every vhost in a profile': {
    text: 'profile p(x) {\n  consume queue |\n}',
    has: ['bills', 'orders.work'],
  },
  'the next name of a list': {
    text: 'vhost orders { allow checkout { consume queue orders.work, | } }',
    has: ['orders.log'],
  },
  'the clauses that a verb takes': {
    text: 'vhost orders { allow checkout { bind queue orders.work | } }',
    first: ['to', 'key'],
    not: ['from', 'dead-letter'],
  },
  'the clause that belongs to a declaration': {
    text: 'vhost orders { allow checkout { declare queue orders.work | } }',
    first: ['dead-letter'],
    not: ['key'],
  },
  'the word exchange behind to': {
    text: 'vhost orders { allow checkout { bind queue orders.work to | } }',
    first: ['exchange'],
    not: ['queue'],
  },
  'exchanges behind to exchange': {
    text: 'vhost orders { allow checkout { bind queue orders.work to exchange | } }',
    first: ['orders.events', 'orders.dlx'],
  },
  'exchanges behind dead-letter': {
    text: 'vhost orders { queue q dead-letter | }',
    first: ['orders.events', 'orders.dlx'],
  },
  'keys that other phrases name': {
    text: 'vhost orders { allow packer { publish exchange orders.events key a.b }\n allow checkout { publish exchange orders.events key | } }',
    first: ['a.b'],
  },
  'types of an exchange': {
    text: 'vhost orders { exchange e | }',
    first: ['direct', 'fanout', 'topic', 'headers', 'alternate'],
  },
  'roles and groups as a subject': {
    text: 'allow |',
    first: ['checkout', 'packer', 'services'],
    has: ['anyone'],
    not: ['except', 'prod', 'targets'],
  },
  'subjects that are not named yet': {
    text: 'allow checkout, |',
    has: ['packer', 'services'],
    not: ['checkout', 'anyone'],
  },
  'the exception of anyone': { text: 'never anyone | {', first: ['except'] },
  'roles behind except': { text: 'never anyone except | {', has: ['checkout'], not: ['anyone'] },
  'brokers and groups of brokers in on': {
    text: 'on | {',
    first: ['prod', 'lab', 'targets'],
    not: ['services', 'checkout'],
  },
  'brokers that may have a further block': {
    text: 'broker |',
    first: ['prod', 'lab'],
    not: ['targets'],
  },
  'members of a group': { text: 'group g = |', has: ['checkout', 'services', 'prod'] },
  vhosts: { text: 'vhost |', first: ['orders', 'billing'] },
  engines: { text: 'broker b { engine | }', first: ['amazon-mq', 'rabbitmq'] },
  'lines and patches of an engine': {
    text: 'broker b { engine amazon-mq | }',
    first: ['4.3', '4.2', '3.13'],
    has: ['4.3.6', '4.2.0'],
    not: ['4.1', '4.0'],
  },
  regions: {
    text: 'broker b { region | }',
    has: ['eu-west-1', 'mx-central-1', 'eusc-de-east-1'],
    not: ['aws-global'],
  },
  'accounts of other brokers': { text: 'broker b { account | }', first: ['111122223333'] },
  partitions: { text: 'broker b { partition | }', has: ['aws', 'aws-cn'] },
  'on and off': { text: 'broker b { internal-users | }', first: ['on', 'off'] },
  'signing algorithms': { text: 'broker b { token | }', first: ['ES384', 'RS256'] },
  'the algorithm that is left': {
    text: 'broker b { token ES384, | }',
    first: ['RS256'],
    not: ['ES384'],
  },
  'the longest life of a token': { text: 'broker b { token ES384 | }', first: ['max'] },
  durations: { text: 'broker b { token ES384 max | }', has: ['15m', '60m'] },
  'keys of rabbitmq.conf that the engine knows': {
    text: 'broker prod { settings {\n  | } }',
    has: ['heartbeat', 'consumer_timeout'],
    not: ['auth_backends.1', 'tcp_listen_options.backlog', 'auth_oauth2.resource_server_id'],
  },
  'keys of a machine of one’s own': {
    text: 'broker lab { settings {\n  hearbeat = 60\n  |\n} }',
    has: ['heartbeat', 'tcp_listen_options.backlog'],
    not: ['loopback_users.guest', 'load_definitions'],
  },
  'words that a key of rabbitmq.conf can have': {
    text: 'broker prod { settings { secure.management.http.headers.enabled = | } }',
    first: ['true', 'false'],
  },
  'the beginnings of ARNs': {
    text: 'role r = |',
    first: ['arn:aws:iam::${account}:role/shop/', 'arn:aws:iam::${account}:role/'],
  },
  tags: { text: 'allow checkout { tag monitoring, | }', has: ['management'], not: ['monitoring'] },
  'further API rights': { text: 'allow checkout { deploy, | }', has: ['reboot'], not: ['deploy'] },
  'conditions of API rights': { text: 'allow checkout { deploy | }', has: ['where'] },
  'whose tags a condition is about': {
    text: 'allow checkout { deploy where | }',
    first: ['tag', 'request-tag'],
  },
  'further conditions': {
    text: 'allow checkout { deploy where tag a = b, | }',
    first: ['tag', 'request-tag'],
  },
  'codes of warnings': {
    text: 'vhost orders {\n  @expect(|\n  allow checkout { }\n}',
    has: ['spill', 'default-exchange'],
    not: ['unknown-name'],
  },
  'nothing for the reason of an @expect': { text: '@expect(spill, |', first: [] },
  'variables of an ARN': {
    text: 'role r = arn:aws:iam::${acc|',
    has: ['account', 'region', 'partition', 'broker'],
    not: ['role', 'service'],
    taken: 'role r = arn:aws:iam::${account}',
  },
  'parameters and the role in a profile': {
    text: 'profile p(service) { consume queue ${|}.reply }',
    first: ['service', 'role'],
    taken: 'profile p(service) { consume queue ${service}.reply }',
  },
  'the role in allow': { text: 'vhost v { allow checkout { consume queue ${| } }', has: ['role'] },
  'what stands in the place of a parameter': {
    text: 'profile reads(q) { consume queue ${q} }\nvhost orders { allow checkout { reads(|) } }',
    first: ['orders.work'],
    not: ['checkout', 'orders.dlx', 'bills'],
  },
  'a key in the place of a parameter, behind another': {
    text: 'profile sends(e, k) { publish exchange ${e}, orders.events key ${k} }\nvhost orders { allow packer { publish exchange orders.events key packed.eu } allow checkout { sends(orders.dlx, |) } }',
    first: ['packed.eu'],
    not: ['checkout', 'orders.work'],
  },
  'nothing behind the last parameter': {
    text: 'vhost v { allow checkout { rpc(checkout, |) } }',
    first: [],
  },
  'members of a group but itself': { text: 'group all = checkout, |', not: ['all', 'checkout'] },
  'arguments of a profile': { text: 'vhost v { allow checkout { rpc(| } }', has: ['checkout'] },
  'a documentation comment': { text: 'allow pack|', has: ['packer'] },
  'nothing in a comment': { text: '# allow |', first: [] },
  'nothing for a new name': { text: 'role | = x', first: [] },
};

/** What stands before the text of each case. */
export const preamble = head;
