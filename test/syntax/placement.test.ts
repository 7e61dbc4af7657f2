import { parseMarked } from './markers.js';

/** Every item with the word that a remark about its place is shown on. */
const ITEMS: readonly { readonly word: string; readonly rest: string }[] = [
  { word: 'broker', rest: ' x { }' },
  { word: 'role', rest: ' x = y' },
  { word: 'group', rest: ' x = y' },
  { word: 'profile', rest: ' x() { }' },
  { word: 'vhost', rest: ' x { }' },
  { word: 'on', rest: ' x { }' },
  { word: 'test', rest: ' "x" { }' },
  { word: 'exchange', rest: ' x topic' },
  { word: 'queue', rest: ' x' },
  { word: 'stream', rest: ' x' },
  { word: 'topology', rest: ' "x"' },
  { word: 'allow', rest: ' x { }' },
  { word: 'never', rest: ' x { }' },
  { word: 'can', rest: ' x { }' },
  { word: 'let', rest: ' x = y' },
  { word: 'settings', rest: ' { }' },
  { word: 'engine', rest: ' x y' },
  { word: 'account', rest: ' x' },
  { word: 'issuer', rest: ' x' },
  { word: 'token', rest: ' x max 1m' },
  { word: 'publish', rest: ' exchange x' },
  { word: 'connect', rest: '' },
  { word: 'tag', rest: ' x' },
  { word: 'deploy', rest: '' },
  { word: 'mq:X', rest: '' },
  { word: 'rpc', rest: '(x)' },
];

const TOP = ['broker', 'role', 'group', 'profile', 'vhost', 'on', 'test', 'allow', 'never'];
const VHOST = ['exchange', 'queue', 'stream', 'topology', 'allow', 'never', 'test', 'on'];
const TEST = ['vhost', 'on', 'can', 'never'];
const CLAIMS = ['can', 'never', 'on'];
const PHRASES = ['publish', 'connect', 'tag', 'deploy', 'mq:X', 'rpc'];
const NOT_BROKER = TOP.filter((word) => word !== 'broker');

/** Blocks as they open, how they close, and the words of the items that they may hold. */
const BLOCKS: readonly [string, string, readonly string[]][] = [
  ['', '', TOP],
  ['broker b {', '}', ['let', 'settings', 'engine', 'account', 'issuer', 'token']],
  ['profile p() {', '}', PHRASES],
  ['vhost v {', '}', VHOST],
  ['on b {', '}', NOT_BROKER],
  ['on b { on c {', '} }', NOT_BROKER],
  ['vhost v { on b {', '} }', VHOST],
  ['on b { vhost v {', '} }', VHOST],
  ['test "t" {', '}', TEST],
  ['test "t" { on b {', '} }', TEST],
  ['on b { test "t" {', '} }', TEST],
  ['test "t" { vhost v {', '} }', CLAIMS],
  ['test "t" { vhost v { on b {', '} } }', CLAIMS],
  ['vhost v { test "t" {', '} }', CLAIMS],
  ['vhost v { on b { test "t" { on c {', '} } } }', CLAIMS],
  ['allow a {', '}', PHRASES],
  ['never anyone {', '}', PHRASES],
  ['test "t" { can a {', '} }', PHRASES],
  ['vhost v { on b { allow a {', '} } }', PHRASES],
];

describe('what may stand where', () => {
  for (const [open, close, allowed] of BLOCKS)
    for (const { word, rest } of ITEMS) {
      const fits = allowed.includes(word);
      it(`${open || 'a file'} ${fits ? 'holds' : 'refuses'} ${word}`, () => {
        const shown = fits ? word : `⟦misplaced-item:${word}⟧`;
        parseMarked(`${open}\n${shown}${rest}\n${close}`);
      });
    }
});
