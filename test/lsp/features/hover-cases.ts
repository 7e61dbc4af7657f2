import { hostile } from '../../prove/hostile-policy.js';

/** What the texts of the cases have in common. */
const world = `
broker b {
  engine  rabbitmq 4.3.3
  account 111122223333
  issuer  https://keys.example.com
  let prefix = orders
}
role checkout = arn:aws:iam::111122223333:role/shop/checkout
role worker = arn:aws:iam::\${account}:role/worker
`;

/** The cursor stands on something that there is to say something of. */
export const hoverCases: Readonly<Record<string, string>> = {
  'a role, with its documentation and everything it can do': `${world}
# Works off what was ordered.
# It never publishes.
role reader = arn:aws:iam::111122223333:role/reader

vhost orders {
  queue work
  exchange orders.events topic
  allow re|ader, checkout { consume queue w*, work }
  allow reader { bind queue work to exchange orders.events key order.* }
}
allow reader { tag monitoring }
`,
  'a phrase with which more spills, all of which is told': `${world}
vhost orders {
  exchange events topic  exchange audit topic  exchange work topic  queue jobs
  allow worker {
    consume queue jobs
    bind queue jobs to exchange events key order.*
    pub|lish exchange audit, work key svc.*
  }
}
`,
  'a phrase of a role that is too complex to look through': `${world}
vhost orders {
  exchange events topic  exchange audit topic  queue jobs
  allow worker {
    consume queue jobs
    bind queue jobs to exchange events key order.*
    pub|lish exchange audit key svc.*
  }
}
${hostile(30, 2).replaceAll('allow r ', 'allow worker ')}
`,
  'a role that is granted nothing': `${world}
allow check|out { }
`,
  'a role that two brokers have each': `
broker a { engine rabbitmq 4.3 account 111122223333 }
broker b { engine rabbitmq 4.3 account 444455556666 }
on a { role r = arn:aws:iam::111122223333:role/r }
on b { role r = arn:aws:iam::444455556666:role/r }
vhost v { allow |r { connect } }
`,
  'a role of three brokers, with names of their own': `
broker dev, staging, prod { engine rabbitmq 4.3 }
broker dev { account 111122223333 let env = dev }
broker staging { account 222233334444 let env = stg }
broker prod { account 333344445555 let env = prod }
role r = arn:aws:iam::\${account}:role/r-\${env}
vhost v {
  queue jobs.\${env}
  allow |r { consume queue jobs.\${env} }
  on dev, staging { allow r { purge queue jobs.* } }
}
`,
  'a phrase on three brokers': `
broker dev, staging, prod { engine rabbitmq 4.3 }
broker dev { let env = dev }
broker staging { let env = stg }
broker prod { let env = prod }
role r = arn:aws:iam::111122223333:role/r
vhost v {
  queue jobs.\${env}
  allow r { con|sume queue jobs.\${env} }
}
`,
  'a role with more rights than a screen has lines': `${world}
profile many(a) { ${Array.from({ length: 20 }, (_, at) => `consume queue \${a}.${at}`).join(' ')} }
vhost v { allow work|er { many(x) } }
`,
  'a variable that two of three brokers share': `
broker a, b, c { engine rabbitmq 4.3 }
broker a, b { let x = one }
broker c { let x = two }
vhost \${|x} { }
`,
  'a group with its roles': `${world}
# Everybody.
group all = some
group some = checkout, worker
allow a|ll { tag monitoring }
`,
  'a broker': `
# The one in production.
broker b| { engine amazon-mq 4.2 account 111122223333 }
`,
  'a profile': `${world}
# Calls others.
profile rpc(name) { consume queue \${name}.reply }
vhost v { allow worker { rp|c(worker) } }
`,
  'a parameter, with what the uses give it': `${world}
profile rpc(name) { consume queue \${na|me}.reply }
vhost v { allow worker, checkout { rpc(worker) rpc("two words") } }
`,
  'a variable of each broker': `
broker a { engine rabbitmq 4.3 let x = one }
broker b { engine rabbitmq 4.3 let x = two }
vhost \${|x} { }
`,
  'a setting that is a variable': `${world}
role me = arn:aws:iam::\${acc|ount}:role/me
`,
  'a setting without a name of its own': `
broker b { en|gine rabbitmq 4.3 }
`,
  'the parts of an ARN': `
broker b { engine rabbitmq 4.3 account 444455556666 }
role me = arn:aws:iam::111122223333:rol|e/path/to/me
`,
  'what a phrase comes to': `${world}
vhost orders {
  queue work
  exchange orders.events topic
  allow checkout { bi|nd queue work to exchange orders.events key order.* }
}
`,
  'what a phrase of a profile comes to': `${world}
profile rpc(name) { cons|ume queue \${name}.reply }
vhost v { allow worker { rpc(worker) } allow checkout { rpc(checkout) } }
`,
  'access to a vhost': `${world}
vhost v* { allow worker { conn|ect } }
`,
  'a tag': `${world}
allow worker { tag monit|oring }
`,
  'a right on the Amazon MQ API': `${world}
never worker { rebo|ot }
`,
  'what a pattern means': `${world}
vhost orders {
  queue work dead-letter dead
  queue workers
  stream wolf
  exchange dead fanout
  allow worker { consume queue w|o* }
}
`,
  'a pattern that means something built in': `${world}
vhost orders { allow worker { publish exchange amq.t|opic key a } }
`,
  'a pattern that means nothing declared': `${world}
vhost orders { allow worker { consume queue no|ne } }
`,
  'a declaration of a queue': `${world}
vhost orders {
  # What is to be done.
  queue wo|rk dead-letter dead
  exchange dead
}
`,
  'a warning that is accepted': `${world}
@expect(admini|strator-tag, "break glass")
allow worker { tag administrator }
`,
  'a keyword, with the documentation of its block': `${world}
# Guards the audit trail.
nev|er worker { consume queue audit }
`,
  'a vhost': `${world}
# All about orders.
vhost or|ders { }
`,
  'nothing for a blank line': `
role r = arn:aws:iam::111122223333:role/r
|
`,
  'a broken file, as far as it can be read': `${world}
vhost orders { queue work allow worker { consume queue wo|rk, publish
`,
};
