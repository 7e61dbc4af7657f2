const bytes = 'a page shows characters, and this is about bytes';
const long = 'what gives it is longer than a page';

const compared = 'it is told of a file of `diff --accept`, and not of a policy';

/** The codes whose pages have no example, and why. */
export const withoutExample: Readonly<Record<string, string>> = {
  'invalid-utf8': bytes,
  'nul-character': bytes,
  'byte-order-mark': bytes,
  'not-utf8-text': bytes,
  'file-too-large': long,
  'nested-too-deeply': long,
  'too-many-mistakes': long,
  'too-many-phrases': long,
  'chain-too-long': long,
  'too-many-scopes': long,
  'policy-too-long': long,
  'slow-boot': long,
  'too-many-policies': long,
  'guard-too-long': long,
  'boundary-too-long': long,
  'reservation-too-long': long,
  'many-guards': long,
  'large-template': long,
  'template-too-large': long,
  'bad-acceptance': compared,
  'stale-acceptance': compared,
  'too-complex-to-check': 'no small policy is too complex',
  'too-complex-to-prove': 'no small policy is too complex',
};

/** The warnings whose pages do not show how to accept them, and why. */
export const withoutAcceptance: Readonly<Record<string, string>> = {
  'too-complex-to-check': 'no small policy is too complex',
  'stale-acceptance': compared,
  'byte-order-mark': 'no declaration stands around it',
  'unused-expect': 'it cannot be accepted',
  'slow-boot': long,
  'large-template': long,
  'boundary-too-long': long,
  'reservation-too-long': long,
  'many-guards': long,
};
