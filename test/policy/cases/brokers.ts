import { ROLES, type CaseTable } from './case.js';

const sound = 'engine rabbitmq 4.3 issuer https://keys.example.com';
const amazon =
  'engine amazon-mq 4.2 issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

const placed = `${amazon} account 111122223333 region eu-west-1`;
const assumed = 'aws.arns.assume_role_arn = arn:aws:iam::111122223333:role/mq/secrets';

/** What can be wrong with a broker. */
export const brokerCases: CaseTable = {
  beside: ROLES,
  cases: {
    'missing-engine': {
      gives: [
        'broker «missing-engine:x» { issuer https://keys.example.com }',
        'broker x, «missing-engine:y» { issuer https://keys.example.com }\nbroker x { engine rabbitmq 4.3 }',
      ],
      spares: [`broker x { ${sound} }`, 'vhost v { }'],
    },
    'unknown-engine': {
      gives: [
        'broker x { engine «unknown-engine:rabbit» 4.3 issuer https://keys.example.com }',
        'broker x { engine rabbitmq «unknown-engine:2.8» issuer https://keys.example.com }',
        'broker x { engine amazon-mq «unknown-engine:4.0» issuer https://keys.example.com }',
        'broker x { engine rabbitmq «unknown-engine:latest» issuer https://keys.example.com }',
      ],
      spares: ['broker x { engine rabbitmq 4.3.5 issuer https://keys.example.com }'],
    },
    'newer-patch': {
      gives: ['broker x { engine rabbitmq «newer-patch:4.3.99» issuer https://keys.example.com }'],
      spares: ['broker x { engine rabbitmq 4.3.6 issuer https://keys.example.com }'],
    },
    'bad-setting': {
      gives: [
        `broker x { ${sound} account «bad-setting:11112222333» }`,
        `broker x { ${sound} region «bad-setting:ireland» }`,
        `broker x { ${sound} id «bad-setting:c-1» }`,
        `broker x { ${sound} configuration «bad-setting:b-1» }`,
        `broker x { ${sound} partition «bad-setting:aws-mars» }`,
        `broker x { ${sound} internal-users «bad-setting:maybe» }`,
        `broker x { ${sound} token «bad-setting:HS256» max 15m }`,
        `broker x { ${sound} token ES384 max «bad-setting:61m» }`,
        `broker x { ${sound} token ES384 max «bad-setting:59s» }`,
      ],
      spares: [
        `broker x { ${sound} account 111122223333 region eu-west-1 partition aws internal-users on }`,
        `broker x { ${sound} token ES384, RS256 max 60m }`,
        `broker x { ${sound} token RS256 max 1h }`,
      ],
    },
    'bad-issuer': {
      gives: [
        'broker x { engine rabbitmq 4.3 issuer «bad-issuer:http://keys.example.com» }',
        'broker x { engine rabbitmq 4.3 issuer «bad-issuer:https://keys.example.com/» }',
        'broker x { engine rabbitmq 4.3 issuer «bad-issuer:https://keys.example.com/.well-known/jwks.json» }',
        'broker x { engine amazon-mq 4.2 issuer «bad-issuer:https://3F1C2B7E-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws» }',
      ],
      spares: [`broker x { ${sound} }`],
    },
    'unusual-issuer': {
      gives: ['broker x { engine amazon-mq 4.2 issuer «unusual-issuer:https://keys.example.com» }'],
      spares: [`broker x { ${amazon} }`, `broker x { ${sound} }`],
    },
    'unholdable-setting': {
      gives: [
        `broker x { ${sound} audience «unholdable-setting:"a\\u{1F430}"» }`,
        `broker x { ${sound} scope-prefix «unholdable-setting:""» }`,
      ],
      spares: [`broker x { ${sound} audience orders scope-prefix o. }`],
    },
    'prefix-begins-arn': {
      gives: [
        ...[
          'a',
          'arn:aws:iam::111122223333:role/',
          'arn:aws:iam::999900001111:role/x/tag:',
          'arn:aws-cn:iam',
        ].map((prefix) => `broker x { ${sound} scope-prefix «prefix-begins-arn:"${prefix}"» }`),
        `broker x { ${sound} audience «prefix-begins-arn:"arn:aws:iam::111122223333:role/x"» }`,
      ],
      spares: [
        ...[
          'a.',
          'arn.',
          'arn:aws:iam::111122223333:user/',
          'arn:aws:iam::1111222233334',
          'role/',
        ].map((prefix) => `broker x { ${sound} scope-prefix "${prefix}" }`),
        `broker arn { ${sound} }`,
      ],
    },
    'duplicate-setting': {
      gives: [
        `broker x { ${sound} «duplicate-setting:engine» rabbitmq 4.2 }`,
        `broker x { ${sound} account 111122223333 }\nbroker x { «duplicate-setting:account» 111122223333 }`,
        `broker x { ${sound} let v = 1 let «duplicate-setting:v» = 2 }`,
        `broker x { ${sound} settings { heartbeat = 60 «duplicate-setting:heartbeat» = 90 } }`,
      ],
      spares: [
        `broker x { ${sound} }\nbroker x { account 111122223333 }`,
        `broker x, y { engine rabbitmq 4.3 issuer https://keys.example.com }\nbroker x { let v = 1 }\nbroker y { let v = 2 }`,
      ],
    },
    'built-in-variable': {
      gives: [
        `broker x { ${sound} let «built-in-variable:region» = north }`,
        `broker x { ${sound} let «built-in-variable:partition» = north }`,
      ],
      spares: [`broker x { ${sound} let area = north }`],
    },
    'circular-variable': {
      gives: [
        `broker x { ${sound} let v = «circular-variable:\${w}» let w = \${v} }\nvhost \${v} { }`,
        `broker x { ${sound} let v = «circular-variable:v-\${v}» }\nvhost \${v} { }`,
      ],
      spares: [`broker x { ${sound} let v = \${w}-1 let w = \${broker} }\nvhost \${v} { }`],
    },
    'bad-conf-line': {
      gives: [
        `broker x { ${sound} settings { «bad-conf-line:heartbeet» = 60 } }`,
        `broker x { ${sound} settings { heartbeat = «bad-conf-line:often» } }`,
        `broker x { ${sound} settings { «bad-conf-line:auth_oauth2.resource_server_id» = y } }`,
        `broker x { ${amazon} settings { «bad-conf-line:auth_oauth2.https.cacertfile» = /ca.pem } }`,
        `broker x { ${amazon} settings { management.oauth_provider_url = «bad-conf-line:http://idp.example» } }`,
        `broker x { ${amazon} settings { aws.arns.assume_role_arn = «bad-conf-line:arn:aws:iam::111122223333:user/u» } }`,
        `broker x { ${amazon} settings { heartbeat = «bad-conf-line:59» } }`,
        ...[
          '/etc/ca.pem',
          'arn:aws:s3:::',
          'arn:aws:s3:::certificates',
          'arn:aws:s3:::Certificates/ca.pem',
          'arn:aws:s3:eu-west-1:111122223333:certificates/ca.pem',
          'arn:aws:s3:::certificates/*',
          'arn:aws-mars:s3:::certificates/ca.pem',
          'arn:aws:secretsmanager:eu-west-1:111122223333:ca',
          'arn:aws:secretsmanager::111122223333:secret:ca-AbCdEf',
          'arn:aws:secretsmanager:eu-west-1:1111:secret:ca-AbCdEf',
          'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1',
          'arn:aws:ssm:eu-west-1:111122223333:parameter/ca',
        ].map(
          (arn) =>
            `broker x { ${placed} settings { ${assumed} aws.arns.ssl_options.cacertfile = «bad-conf-line:"${arn}"» } }`,
        ),
        `broker x { ${sound} settings { «bad-conf-line:mqtt.exchange» = topics } }`,
        `broker x { ${sound} settings { «bad-conf-line:mqtt.sparkplug» = true } }`,
        `broker x { ${sound} settings { «bad-conf-line:loopback_users.alice» = true } }`,
        `broker x { ${amazon} settings { heartbeat = «bad-conf-line:3601» } }`,
      ],
      spares: [
        `broker x { ${sound} settings { heartbeat = 60 } }`,
        `broker x { ${sound} settings { mqtt.exchange = amq.topic mqtt.sparkplug = false } }`,
        `broker x { ${sound} settings { loopback_users.guest = true } }`,
        `broker x { ${sound} settings { management.oauth_provider_url = http://idp.example } }`,
        `broker x { ${amazon} settings { management.oauth_provider_url = https://idp.example } }`,
        `broker x { ${amazon} settings { aws.arns.assume_role_arn = arn:aws:iam::111122223333:role/mq/secrets } }`,
        `broker x { ${amazon} settings { heartbeat = 3600 } }`,
      ],
    },
    'region-of-other-partition': {
      gives: [`broker x { ${sound} «region-of-other-partition:region cn-north-1» }`],
      spares: [`broker x { ${sound} region cn-north-1 partition aws-cn }`],
    },
    'unknown-region': {
      gives: [
        `broker x { ${sound} region «unknown-region:eu-west-7» }`,
        `broker x, y { ${sound} region «unknown-region:ap-north-1» }`,
        `broker x { ${sound} region «unknown-region:us-gov-west-9» partition aws-us-gov }`,
      ],
      spares: [
        `broker x { ${sound} region mx-central-1 }`,
        `broker x { ${sound} region eusc-de-east-1 partition aws-eusc }`,
        `broker x { ${sound} «region-of-other-partition:region us-gov-west-9» }`,
        `broker x { ${sound} region «bad-setting:eu-west7» }`,
      ],
    },
    'issuer-of-two-accounts': {
      gives: [
        `broker x, «issuer-of-two-accounts:y» { ${amazon} }\nbroker x { account 111122223333 }\nbroker y { account 444455556666 }`,
        `broker x { ${amazon} account 111122223333 }\nbroker z { ${amazon} account 111122223333 }\nbroker «issuer-of-two-accounts:y» { ${amazon} account 444455556666 }`,
      ],
      spares: [
        `broker x, y { ${amazon} account 111122223333 }`,
        `broker x { ${amazon} account 111122223333 }\nbroker y { ${amazon} }`,
        `broker x, y { ${sound} }\nbroker x { account 111122223333 }\nbroker y { account 444455556666 }`,
        `broker x { ${sound} account 111122223333 }\nbroker y { engine rabbitmq 4.3 issuer https://other.example.com account 444455556666 }`,
      ],
    },
    'account-of-two-issuers': {
      gives: [
        `broker x { ${amazon} account 111122223333 }\nbroker «account-of-two-issuers:y» { engine amazon-mq 4.3 account 111122223333 issuer https://4f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }`,
      ],
      spares: [
        `broker x { ${amazon} account 111122223333 }\nbroker y { ${sound} account 111122223333 }`,
        `broker x { ${amazon} account 111122223333 }\nbroker y { engine amazon-mq 4.3 account 444455556666 issuer https://4f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }`,
      ],
    },
    'missing-assume-role': {
      gives: [
        `broker x { ${placed} settings { aws.arns.ssl_options.cacertfile = «missing-assume-role:arn:aws:s3:::certificates/ca.pem» aws.arns.management.ssl.cacertfile = arn:aws:s3:::certificates/ca.pem } }`,
      ],
      spares: [
        `broker x { ${placed} settings { aws.arns.ssl_options.cacertfile = arn:aws:s3:::certificates/ca.pem ${assumed} } }`,
        `broker x { ${placed} settings { ${assumed} } }`,
        `broker x { ${placed} settings { aws.arns.ssl_options.cacertfile = arn:aws:s3:::certificates/ca.pem aws.arns.assume_role_arn = «bad-conf-line:arn:aws:iam::111122223333:user/u» } }`,
      ],
    },
    'foreign-arn': {
      gives: [
        `broker x { ${placed} settings { aws.arns.assume_role_arn = «foreign-arn:arn:aws:iam::444455556666:role/mq» } }`,
        `broker x { ${placed} settings { aws.arns.assume_role_arn = «foreign-arn:arn:aws-cn:iam::111122223333:role/mq» } }`,
        `broker x { ${placed} settings { ${assumed} aws.arns.ssl_options.cacertfile = «foreign-arn:arn:aws:secretsmanager:eu-west-2:111122223333:secret:ca-AbCdEf» } }`,
        `broker x { ${placed} settings { ${assumed} aws.arns.ssl_options.cacertfile = «foreign-arn:arn:aws-us-gov:s3:::certificates/ca.pem» } }`,
        `broker x { ${placed} settings { ${assumed} aws.arns.management.ssl.cacertfile = «foreign-arn:arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/11223344-1234-1122-2233-112233445566» } }`,
      ],
      spares: [
        `broker x { ${placed} settings { ${assumed} aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:eu-west-1:111122223333:secret:ca-AbCdEf } }`,
        `broker x { ${placed} settings { ${assumed} aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:eu-west-1:444455556666:secret:ca-AbCdEf } }`,
        `broker x { ${amazon} settings { ${assumed} aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:eu-west-2:111122223333:secret:ca-AbCdEf } }`,
      ],
    },
    'forgeable-address': {
      gives: ['', 'mqtt.', 'stomp.', 'web_mqtt.', 'web_stomp.'].flatMap((listener) =>
        ['on', 'off'].map(
          (users) =>
            `broker x { ${sound} internal-users ${users} settings { ${listener}proxy_protocol = «forgeable-address:true» } }`,
        ),
      ),
      spares: [`broker x { ${sound} settings { proxy_protocol = false } }`],
    },
    'long-broker-name': {
      gives: [`broker «long-broker-name:${'x'.repeat(51)}» { ${amazon} }`],
      spares: [`broker ${'x'.repeat(50)} { ${amazon} }`, `broker ${'x'.repeat(51)} { ${sound} }`],
    },
    'missing-issuer': {
      gives: ['broker «missing-issuer:x» { engine rabbitmq 4.3 }'],
      spares: [
        'broker x { engine rabbitmq 4.3 issuer «bad-issuer:http://keys.example.com» }',
        'vhost v { }',
      ],
    },
    'shared-audience': {
      gives: [
        `broker x { ${sound} audience same }\nbroker «shared-audience:y» { ${sound} audience same }`,
        `broker x { ${sound} }\nbroker «shared-audience:y» { ${sound} audience x }`,
      ],
      spares: [
        `broker x, y { ${sound} }`,
        `broker x { ${sound} audience same }\nbroker y { engine rabbitmq 4.3 issuer https://other.example.com audience same }`,
      ],
    },
    'missing-ca-certificate': {
      gives: [
        'broker «missing-ca-certificate:x» { engine rabbitmq 4.2 issuer https://keys.example.com }',
        'broker «missing-ca-certificate:x» { engine rabbitmq 4.2.5 issuer https://keys.example.com }',
      ],
      spares: [
        'broker x { engine rabbitmq 4.2.6 issuer https://keys.example.com }',
        'broker x { engine rabbitmq 4.2 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }',
        `broker x { ${amazon} }`,
      ],
    },
    'short-token': {
      gives: [`broker x { ${sound} token ES384 max «short-token:299s» }`],
      spares: [`broker x { ${sound} token ES384 max 5m }`, `broker x { ${sound} token ES384 }`],
    },
  },
};
