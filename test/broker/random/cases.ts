import type { Suite } from '../../bed/tree.js';
import type { Asked, Target } from './ask.js';

/** A decision that differed once, or nearly. */
export interface Case extends Target, Asked {
  readonly title: string;
  readonly suite: Suite;
  readonly allowed: boolean;
}

/** What random trials found. They print differences in this form. */
export const CASES: readonly Case[] = [
  {
    // First found as a key that the model expected and the compiler did not write. What a pattern that
    // begins `amq.` means has been settled since: the built-in exchanges, as no client can declare
    // another. `amq.fa*` is `amq.fanout`, on which no key is checked.
    title: 'publish to a pattern of a built-in fanout exchange alone',
    suite: 'forky',
    text: `
broker west {
  engine amazon-mq 3.13
  account 111122223333
  region eu-west-1
  issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
  audience https://mq.example.com
}
role on-call = "arn:aws:iam::\${account}:role/on-call"
vhost keyamq.aud* {
  allow on-call {
    publish exchange amq.fa*
  }
}
`,
    broker: 'west',
    audience: 'https://mq.example.com',
    arn: 'arn:aws:iam::111122223333:role/on-call',
    decision: {
      check: 'topic',
      vhost: 'keyamq.aud',
      name: 'amq.fa',
      permission: 'write',
      routingKey: '',
    },
    allowed: false,
  },
];
