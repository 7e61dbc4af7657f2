import { BROKER, ROLES, type CaseTable } from './case.js';

const long = 'x'.repeat(256);
const inVhost = (phrase: string): string => `vhost v { allow a { ${phrase} } }`;

/** What can be wrong with names and routing keys. */
export const nameCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'double-wildcard': {
      gives: [
        inVhost('consume queue «double-wildcard:q.**»'),
        inVhost('publish exchange x key «double-wildcard:**»'),
        'vhost «double-wildcard:**» { }',
        'vhost v { queue «double-wildcard:"a**"» }',
        'profile p(x) { consume queue «double-wildcard:*${x}» }\nvhost v { allow a { p(*) } }',
      ],
      spares: [inVhost('consume queue q.*.*'), inVhost('consume queue "q.\\**"')],
    },
    'line-break-in-name': {
      gives: [
        inVhost('consume queue «line-break-in-name:"a\\nb"»'),
        inVhost('publish exchange x key «line-break-in-name:"a\\u{D}"»'),
      ],
      spares: [inVhost('consume queue "a\\tb"')],
    },
    'name-too-long': {
      gives: [
        inVhost(`consume queue «name-too-long:${long}»`),
        inVhost(`publish exchange x key «name-too-long:"${'é'.repeat(128)}"»`),
        `vhost «name-too-long:${long}» { }`,
      ],
      spares: [inVhost(`consume queue ${long.slice(1)}*`)],
    },
    'empty-name': {
      gives: [
        inVhost('consume queue «empty-name:""»'),
        inVhost('publish exchange «empty-name:""»'),
        'vhost «empty-name:""» { }',
      ],
      spares: [inVhost('publish exchange x key ""')],
    },
    'wildcard-in-name': {
      gives: [
        'vhost v { queue q dead-letter «wildcard-in-name:x.*» }',
        'vhost v { exchange x fanout alternate «wildcard-in-name:*» }',
      ],
      spares: ['vhost v { queue q.* dead-letter "x.\\*" }'],
    },
    'trailing-colon': {
      gives: [
        'vhost v { exchange «trailing-colon:x:» topic }',
        'vhost v { queue «trailing-colon:a.*:» }',
        'vhost «trailing-colon:v:» { queue q }',
      ],
      spares: [
        'vhost v { exchange "x:" topic }',
        'vhost v { queue a:b\n queue "b:*" }',
        'vhost v { @expect(trailing-colon, "so it is") queue q: }',
      ],
    },
    'percent-in-name': {
      gives: [
        inVhost('consume queue «percent-in-name:"a%2Fb"»'),
        inVhost('publish exchange x key «percent-in-name:"%20"»'),
        'vhost «percent-in-name:"%2f"» { }',
      ],
      spares: [
        inVhost('consume queue "100% sure", "a%2", "a%zz"'),
        `@expect(percent-in-name, "so it is") vhost "%2F" { }`,
      ],
    },
  },
};
