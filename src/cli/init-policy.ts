import { exampleEngine } from '../rabbitmq/engines.js';

const exampleBroker = `broker orders {
  engine  ${exampleEngine()}
  account 111122223333
  region  eu-west-1
  # The issuer of your account's tokens: \`aws iam get-outbound-web-identity-federation-info\`.
  issuer https://00000000-0000-4000-8000-000000000000.tokens.sts.global.api.aws
  token  ES384 max 15m
}
`;

/**
 * The policy to start from.
 *
 * @param brokers the blocks of its brokers, by default one with examples for values
 * @param partition where the account is
 */
export function startingPolicy(brokers = exampleBroker, partition = 'aws'): string {
  return `# Who may do what on the orders broker.

${brokers}
role checkout  = arn:${partition}:iam::\${account}:role/checkout
role fulfiller = arn:${partition}:iam::\${account}:role/fulfiller

vhost orders {
  exchange orders.events topic
  queue    orders.work

  # Tells the others what happens to an order.
  allow checkout {
    publish exchange orders.events key order.*
  }

  # Works off the orders, on a queue that it declares and binds itself.
  allow fulfiller {
    declare, consume queue orders.work
    bind queue orders.work to exchange orders.events key order.created
  }

  # Whatever else is granted, nobody but fulfiller reads the orders.
  never anyone except fulfiller {
    consume queue orders.work
  }
}

test "an order gets through" {
  vhost orders {
    can   checkout  { publish exchange orders.events key order.created }
    can   fulfiller { consume queue orders.work }
    never fulfiller { configure exchange orders.events }
  }
}
`;
}
