import type { LoadedPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';

/** The texts of a policy by the names of its files. */
export type Texts = Readonly<Record<string, string>>;

/** A policy of two brokers in three files, which lean on each other, that has something of everything, also of what is wrong. */
export const everything: Texts = {
  'brokers.warren': `
broker main, spare {
  engine  amazon-mq 4.2
  account 111122223333
  region  eu-west-1
  let team = orders
  let state = held
}
broker spare { engine rabbitmq 4.3 account 111122223333 }

role checkout = arn:aws:iam::\${account}:role/checkout
role worker   = arn:aws:iam::111122223333:role/\${team}/worker
role auditor  = arn:aws:iam::111122223333:role/auditor
group services = checkout, worker

profile rpc(service) {
  @expect(default-exchange, "answers come back by queue name")
  publish exchange amq.default
  declare, consume queue \${service}.reply.*
}
profile watch(what) { consume queue \${what}.\${state}  nothing-of(\${what}) }
profile nothing-of(what) { connect  bind queue \${what}.held to exchange \${team}.dead }
allow auditor { tag monitoring  observe }
never services { configure resource * }
`,
  'orders.warren': `
vhost orders {
  exchange orders.events topic
  exchange orders.dead   fanout
  exchange orders.notes  topic
  queue    orders.work   dead-letter orders.dead
  queue    orders.held
  queue    *.reply.*

  allow checkout {
    publish exchange orders.events key order.created.*, order.cancelled
    rpc(checkout)
  }
  allow worker {
    rpc(worker)
    consume queue orders.work
    consume queue orders.*
    bind queue orders.work to exchange orders.events key order.*
    bind queue orders.held to exchange orders.dead
    publish exchange orders.notes key worker.*
  }
  allow auditor { watch(orders) }
  on spare { allow auditor { consume queue orders.held } }

  never anyone except worker { consume queue orders.work }
  test "a checkout tells" {
    can checkout { publish exchange orders.events key order.created.eu }
    never checkout { consume queue orders.work }
  }
}
`,
  'others.warren': `
vhost other-* {
  exchange news fanout
  queue    news.*
  allow services { publish exchange news  consume queue news.\${role} }
}
vhost orders { queue orders.late  allow auditor { consume queue orders.held, orders.late } }
vhost other-one { queue audit  allow auditor { consume queue audti  connect } }
`,
};

/** The policy as if it had been loaded; every text is a source of its own, as after reading it anew. */
export function loadedFrom(texts: Texts): LoadedPolicy {
  const sources = Object.entries(texts).map(([name, text]) => new Source(name, text));
  return { sources, root: '/', problems: [], textProblems: [] };
}
