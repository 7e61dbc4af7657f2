import { head } from '../cli/warren.js';

/** A policy about which much can be asked: keys, tags, rights on the API, what is refused and forbidden. */
export const asked = `broker b {
  engine  amazon-mq 4.2
  account 111122223333
  region  eu-west-1
  id      b-1
  configuration c-1
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}
broker c {
  engine  rabbitmq 4.3
  account 111122223333
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}
group brokers = b, c

role r = arn:aws:iam::111122223333:role/r
role s = arn:aws:iam::111122223333:role/s
role ops = arn:aws:iam::111122223333:role/ops
group team = r, s

profile worker(name) { consume queue \${name}.* }

vhost v {
  exchange events topic alternate lost
  exchange lost fanout
  exchange audit topic
  queue jobs.a dead-letter lost
  queue secret
  stream log

  allow r {
    worker(jobs)
    bind queue jobs.a to exchange events key order.*
    publish exchange audit key r.*
    write exchange lost
  }
  allow s { publish exchange events key order.*, order.new }
  on c { allow s { consume stream log } }
  never anyone except ops { consume queue secret }
  never s { consume queue jobs.a }
}
allow ops { tag administrator, monitoring }
on b { allow ops { deploy, observe } }

test "orders go out" { vhost v { can s { publish exchange events key order.new } } }
test "and nobody else reads" { vhost v { never team { consume queue jobs.a } } }
`;

/** The same with other access, and with a role that the first has not. */
export const changed = `${asked
  .replace('key order.*, order.new', 'key order.new')
  .replace('worker(jobs)', 'worker(jobs) consume queue secret')
  .replace('on b { allow ops { deploy, observe } }', 'on b { allow ops { observe } }')
  .replace('tag administrator, monitoring', 'tag monitoring')}
role gone = arn:aws:iam::111122223333:role/gone
vhost v { allow gone { consume queue jobs.a } }
`;

/** A policy with an error. */
export const faulty = `${head}vhost v { allow nobody { connect } }\n`;

/** A broker's rabbitmq.conf that lets others in, with an alias in another claim and a scope with a claim. */
export const conf = `auth_backends.1 = rabbit_auth_backend_oauth2
auth_backends.2 = rabbit_auth_backend_internal
auth_oauth2.resource_server_id = c
auth_oauth2.verify_aud = false
auth_oauth2.additional_scopes_key = groups sub
auth_oauth2.scope_aliases.1.alias = arn:aws:iam::111122223333:role/r
auth_oauth2.scope_aliases.1.scope = c.read:v/jobs.* c.write:v/{client}.x
auth_oauth2.scope_aliases.2.alias = staff
auth_oauth2.scope_aliases.2.scope = c.read:v/*
`;

/** Entries that accept a part of what changed, and one that accepts nothing. */
export const accepted = `accept r on b, c
  vhost v
  consume queue secret
  because "SHOP-1: it reads them"

accept s on b, c, nowhere
  vhost v
  consume queue jobs.a
  because "SHOP-2: nothing of the kind"
`;
