import { BROKER, ROLES, type CaseTable } from './case.js';

const inVhost = (phrase: string): string => `vhost v { allow a { ${phrase} } }`;

/** What can be wrong with the characters of a file that is sound in its bytes. */
export const textCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'unseen-character': {
      gives: [
        inVhost('consume queue "ma«unseen-character:\u200B»il"'),
        inVhost('publish exchange x key "a«unseen-character:\u00A0»b\u00A0c"'),
        'vhost "«unseen-character:\u2060»v" { queue "q«unseen-character:\uFE0F»" }',
        'vhost v { queue "«unseen-character:\u00AD»q" dead-letter "x«unseen-character:\uFEFF»" }',
        'broker main { let team = "r«unseen-character:\u200D»ed" }\nvhost ${team} { }',
        '# a«unseen-character:\u202E»} never b\nvhost v { queue q } # «unseen-character:\u2067»',
        '# «unseen-character:\u200B»a\u00A0\u3000b',
        `test "t«unseen-character:\u202D»" { vhost v { never a { connect } } }`,
        // A text after an emoji, in tags and in selectors.
        '# \u{1F600}\u{FE0F}«unseen-character:\u{E0101}»\u{E0102}',
        '# «unseen-character:\u{E0068}»\u{E0069}',
        '# \u{1F3F4}«unseen-character:\u{E0068}»\u{E0069}',
        'vhost v { queue "a«unseen-character:\u200C»\u0628" }',
        '# a«unseen-character:\u2028»allow a { }',
        '# «unseen-character:\u001B»[2K',
      ],
      spares: [
        inVhost('consume queue "ma\\u{200B}il"'),
        // Emoji, one by one, joined, with a colour, of a key, and of a flag.
        'vhost v { queue "\u2764\uFE0F \u{1F469}\u{1F3FD}\u200D\u{1F680} \u{1F3F3}\uFE0F\u200D\u{1F308} 1\uFE0F\u20E3" }',
        '# \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} \u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
        // Persian, Hindi, Sinhala, Thai, and an old form of a Japanese character.
        'vhost v { queue "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645" queue "\u0915\u094D\u200D\u0937" }',
        'vhost v { queue "\u0DC1\u0DCA\u200D\u0DBB\u0DD3" queue "\u0E01\u200B\u0E02" queue "\u845B\u{E0100}" }',
        // French, Japanese and Hebrew in comments, titles and reasons.
        '# Qui lit\u202F?\u00A0\u3000\u200Fx\nvhost v { @expect(trailing-colon, "oui\u00A0: so") queue q: }',
        'test "qui\u00A0?" { vhost v { never a { connect } } }',
        // The error says so.
        'broker main { settings { log.file = «bad-conf-line:"a\u2007b"» } }',
        'role d = «bad-role-arn:"arn:aws:iam::111122223333:role/d\u200B"»',
        'role d = arn:aws:iam::111122223333:role/d«unexpected-token:\u200B»',
        'broker main { let team = r«unexpected-token:\u202E»ed }',
        'vhost v { queue mail allow a { consume queue «undeclared-name:"mail\u200B"» } }',
        'vhost v { @expect(unseen-character, "so it is") queue "q\u200B" }',
      ],
    },
  },
};
