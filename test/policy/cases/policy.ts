import { BROKER, ROLES, type CaseTable } from './case.js';

const ARN = 'arn:aws:iam::111122223333:role';

/** What can be wrong with declarations and the names that they use. */
export const policyCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'unknown-name': {
      gives: [
        'vhost v { allow «unknown-name:d» { connect } }',
        'vhost v { never anyone except «unknown-name:d» { connect } }',
        'group g = a, «unknown-name:d»',
        'vhost v { allow a { «unknown-name:rpc»(x) } }',
        'on «unknown-name:mian» { role d = arn:aws:iam::111122223333:role/d }',
        'on main { role d = arn:aws:iam::111122223333:role/d }\nallow «unknown-name:d» { tag monitoring }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com account 111122223333 }',
      ],
      spares: [
        'on main { role d = arn:aws:iam::111122223333:role/d  allow d { tag monitoring } }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com }',
        'group g = a, b\ngroup h = g, c\nvhost v { allow h { connect } }',
      ],
    },
    'unused-name': {
      gives: [
        `role «unused-name:d» = ${ARN}/d`,
        `role «unused-name:d» = ${ARN}/d\nvhost v { queue q never anyone { consume queue q } }`,
        'group «unused-name:g» = a, b',
        'profile «unused-name:p»(x) { consume queue ${x} }',
        'profile «unused-name:p»() { q() }\nprofile q() { connect }',
        'broker main { let «unused-name:team» = red }',
        'broker main { let team = red let «unused-name:other» = ${team} }\nvhost ${team} { }',
      ],
      spares: [
        `role d = ${ARN}/d\nallow d { tag monitoring }`,
        `role d = ${ARN}/d\nallow anyone { tag monitoring }`,
        `role d = ${ARN}/d\nnever anyone except d { tag management }`,
        `role d = ${ARN}/d\ngroup g = a, d\ntest "t" { vhost v { never g { connect } } }`,
        'group g = main\non g { allow a { tag monitoring } }',
        'profile p() { q() }\nprofile q() { connect }\nvhost v { allow a { p() } }',
        'broker main { let team = red }\nrole d = arn:aws:iam::111122223333:role/${team}\nallow d { tag monitoring }',
        // What is wrong elsewhere may be where it was to be used.
        `role d = ${ARN}/d\nvhost v { allow «unknown-name:dd» { connect } }`,
      ],
    },
    'chain-too-long': {
      gives: [
        `${Array.from({ length: 65 }, (_, at) => `profile p${at}() { p${at + 1}() }`).join('\n')}
         profile p65() { connect }\nvhost v { allow a { p0() } }`.replace(
          'profile p63() { p64() }',
          'profile p63() { «chain-too-long:p64»() }',
        ),
      ],
      spares: ['profile p() { q() }\nprofile q() { connect }\nvhost v { allow a { p() } }'],
    },
    'duplicate-name': {
      gives: [
        `role «duplicate-name:a» = ${ARN}/other`,
        'group «duplicate-name:a» = b',
        'profile p() { connect }\nprofile «duplicate-name:p»() { connect }',
        'group g = main\nbroker «duplicate-name:g» { engine rabbitmq 4.3 issuer https://keys.example.com }',
        'broker «duplicate-name:g» { engine rabbitmq 4.3 issuer https://keys.example.com }\ngroup g = a, b',
      ],
      spares: [
        'profile a() { connect }',
        'broker a { engine rabbitmq 4.3 issuer https://keys.example.com }',
        `broker two { engine rabbitmq 4.3 issuer https://keys.example.com }\non main { role d = ${ARN}/d }\non two { role d = ${ARN}/e }`,
      ],
    },
    'unknown-variable': {
      gives: [
        'vhost «unknown-variable:${vhots}» { }',
        'profile p(x) { consume queue «unknown-variable:${y}» }\nvhost v { allow a { p(q) } }',
        'profile p(x) { consume queue ${x} }\nvhost v { allow a { p(«unknown-variable:${y}») } }',
        'profile p(x) { consume queue ${x}, «unknown-variable:${y}» }\nprofile q(x) { p(«unknown-variable:${y}») }',
        'profile inner() { consume queue «unknown-variable:${x}» }\nprofile outer(x) { inner() }\nvhost v { allow a { outer(q) } }',
      ],
      spares: [
        'broker main { let team = red }\nvhost ${team}-${broker}-${region}-${account}-${partition} { }',
        'profile p(x) { consume queue ${x}.${role} }\nvhost v { allow a { p(q) } }',
        'profile p(x) { consume queue ${x}.${role}.${team} }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com let team = red }',
      ],
    },
    'missing-variable': {
      gives: [
        'broker main { let env = prod }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com let env = test }\nbroker «missing-variable:three» { engine rabbitmq 4.3 issuer https://keys.example.com account 111122223333 }\nrole d = arn:aws:iam::111122223333:role/${env}\nvhost ${env} { queue ${env}.q allow a { consume queue ${env}.q } }',
        'broker main { let env = prod }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com let «missing-variable:nev» = test }\nvhost ${env}.a { }\nvhost ${env}.b { }',
      ],
      spares: [
        'broker main { let env = prod }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com }\non main { vhost ${env} { } }',
        'vhost «unknown-variable:${env}» { }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com }',
      ],
    },
    'name-of-other-kind': {
      gives: [
        'group g = main\nvhost v { allow «name-of-other-kind:g» { connect } }',
        'vhost v { never anyone except «name-of-other-kind:main» { connect } }',
        'group g = a, b\non «name-of-other-kind:g» { allow a { tag monitoring } }',
        'on «name-of-other-kind:a» { allow a { tag monitoring } }',
        'group g = a, «name-of-other-kind:main»',
      ],
      spares: [
        'group g = main\non g { allow a { tag monitoring } }',
        'group g = a\ngroup h = g, b\nallow h { tag monitoring }',
        'broker a { engine rabbitmq 4.3 issuer https://keys.example.com account 111122223333 }\nallow a { tag monitoring }\non a { allow b { tag monitoring } }',
      ],
    },
    'unset-variable': {
      gives: [
        'vhost v { never a { consume queue «unset-variable:${role}» } }',
        'vhost «unset-variable:${role}» { }',
        'broker «unset-variable:two» { engine rabbitmq 4.3 issuer https://keys.example.com }\nvhost ${region} { }',
      ],
      spares: ['vhost v { allow a { consume queue ${role}.in } }'],
    },
    'text-too-long': {
      gives: [
        `broker main { let a = ${'x'.repeat(40_000)} }\nvhost \${a}«text-too-long:\${a}» { }`,
      ],
      spares: [],
    },
    'bad-role-arn': {
      gives: [
        'role d = «bad-role-arn:arn:aws:iam::111122223333:user/d»',
        'role d = «bad-role-arn:arn:aws:iam::111122223333:role/*»',
        'role d = «bad-role-arn:d»',
      ],
      spares: [`role d = ${ARN}/path/to/d`],
    },
    'shared-arn': {
      gives: [
        `role d = «shared-arn:${ARN}/a»`,
        'role d = «shared-arn:arn:aws:iam::${account}:role/a»',
      ],
      spares: [`role d = ${ARN}/x/a`],
    },
    'foreign-role': {
      gives: [
        'role d = arn:aws:iam::999999999999:role/d\nvhost v { allow d { «foreign-role:connect» } }',
        'role d = arn:aws-cn:iam::111122223333:role/d\nallow d { «foreign-role:tag monitoring» }',
        'role d = arn:aws:iam::999999999999:role/d\nprofile p() { «foreign-role:connect» }\nvhost v { allow d { p() } }',
      ],
      spares: [
        'role d = arn:aws:iam::999999999999:role/d\nvhost v { never d { connect } }',
        'role d = arn:aws:iam::999999999999:role/d\nbroker two { engine rabbitmq 4.3 account 999999999999 issuer https://keys.example.com }\non two { vhost v { allow d { connect } } }',
      ],
    },
    'service-linked-role': {
      gives: [
        'role «service-linked-role:d» = arn:aws:iam::111122223333:role/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ\nvhost v { allow d { connect } }',
      ],
      spares: [
        'role d = arn:aws:iam::111122223333:role/service-role/lambda-d\nvhost v { allow d { connect } }',
        'role d = arn:aws:iam::111122223333:role/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ\nvhost v { never d { connect } }',
      ],
    },
    'mixed-accounts': {
      gives: [
        'role d = arn:aws:iam::999999999999:role/d\nbroker «mixed-accounts:two» { engine rabbitmq 4.3 issuer https://keys.example.com }\non two { vhost v { allow a, d { connect } } }',
      ],
      spares: [
        'role d = arn:aws:iam::999999999999:role/d\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com }\non two { vhost v { allow d { connect } } }',
      ],
    },
    'circular-group': {
      gives: [
        'group «circular-group:g» = a, g',
        'group «circular-group:g» = h\ngroup «circular-group:h» = g, a',
      ],
      spares: ['group g = h\ngroup h = a'],
    },
    'circular-profile': {
      gives: [
        'profile «circular-profile:p»() { p() }',
        'profile «circular-profile:p»() { q() }\nprofile «circular-profile:q»() { p() }\nvhost v { allow a { p() } }',
      ],
      spares: ['profile p() { q() q() }\nprofile q() { connect }'],
    },
    'duplicate-parameter': {
      gives: ['profile p(x, «duplicate-parameter:x») { consume queue ${x} }'],
      spares: ['profile p(x, X) { consume queue ${x} }'],
    },
    'wrong-argument-count': {
      gives: [
        'profile p(x) { consume queue ${x} }\nvhost v { allow a { «wrong-argument-count:p»() } }',
        'profile p() { connect }\nvhost v { allow a { «wrong-argument-count:p»(x) } }',
        'profile p() { «wrong-argument-count:q»(x) }\nprofile q() { «unknown-name:r»() }',
      ],
      spares: ['profile p(x, y) { consume queue ${x}.${y} }\nvhost v { allow a { p(m, n) } }'],
    },
    'too-many-phrases': {
      gives: [
        `vhost v { allow a { «too-many-phrases:bind queue ${listOf('q', 60)} to exchange ${listOf('x', 60)} key ${listOf('k', 60)}» } }`,
      ],
      spares: [],
    },
    'empty-on': {
      gives: [
        'broker two { engine rabbitmq 4.3 issuer https://keys.example.com }\non main { vhost v { «empty-on:on» two { queue q } } }',
      ],
      spares: ['on main { vhost v { on main { queue q } } }'],
    },
    'empty-block': {
      gives: [
        'vhost v { «empty-block:allow» a { } }',
        'vhost v { «empty-block:never» anyone except a { # { later }\n } }',
        '«empty-block:never» a { }',
        '«empty-block:test» "{ t }" {}',
        'test "t" { vhost v { «empty-block:can» a { } } }',
      ],
      spares: [
        'vhost v { allow a { connect } }\nprofile p() { }',
        'vhost v { @expect(empty-block, "later") allow a { } }',
      ],
    },
    'unknown-code': {
      gives: ['@expect(«unknown-code:default-exchnage», "?") vhost v { }'],
      spares: [],
    },
    'expect-of-error': {
      gives: ['@expect(«expect-of-error:undeclared-name», "?") vhost v { }'],
      spares: [],
    },
    'expect-without-reason': {
      gives: [
        'vhost v { «expect-without-reason:@expect(default-exchange, "")» allow a { publish exchange amq.default } }',
        'vhost v { «expect-without-reason:@expect(default-exchange, " ")» allow a { publish exchange amq.default } }',
      ],
      spares: [
        'vhost v { @expect(default-exchange, "replies") allow a { publish exchange amq.default } }',
      ],
    },
    'repeated-name': {
      gives: [
        'group g = a, «repeated-name:a»',
        'vhost v { never a, «repeated-name:a» { connect } }',
        'vhost v { never anyone except a, b, «repeated-name:a» { connect } }',
      ],
      // A group says who belongs together, and may change.
      spares: ['group g = a, b\nvhost v { allow g, a { connect } }'],
    },
    'unused-expect': {
      gives: [
        '«unused-expect:@expect(default-exchange, "?")» vhost v { }',
        '«unused-expect:@expect(unused-expect, "?")» vhost v { «unused-expect:@expect(default-exchange, "?")» queue q }',
      ],
      spares: [
        'vhost v { @expect(default-exchange, "replies") allow a { publish exchange amq.default } }',
      ],
    },
  },
};

function listOf(name: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `${name}${at}`).join(', ');
}
