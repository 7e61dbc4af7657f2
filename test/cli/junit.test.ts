import assert from 'node:assert/strict';
import { inFolder } from '../source/temporary.js';
import { good, warren } from './warren.js';

const claims = `vhost v { never anyone except r { purge queue q } }
test "t" { vhost v {
  can r { consume queue q }
  can r { publish exchange amq.default }
} }
test "empty" { vhost v { } }
`;

/** The report of a command, with its times struck out. */
function junit(folder: string, command: string): string {
  const { stdout } = warren(folder, [command, '--format', 'junit']);
  return stdout.replaceAll(/ time="\d+\.\d{3}"/g, ' time=""');
}

describe('JUnit XML', () => {
  it('of check has a case for each claim, and for what is wrong besides', () => {
    inFolder({ 'a.warren': good, 'b.warren': claims }, (folder) => {
      const report = junit(folder, 'check');
      const cases = Array.from(report.matchAll(/<testcase [^>]*? name="([^"]*)"[^>]*?(\/?)>/g));
      assert.deepEqual(
        cases.map(([, name = '', holds]) => `${name}: ${holds === '/' ? 'holds' : 'tells'}`),
        [
          'no problems: holds',
          'never purge queue q: holds',
          't: can consume queue q: holds',
          't: can publish exchange amq.default: tells',
        ],
      );
      assert.match(report, /<testsuites name="warren" tests="4" failures="1" time="">/);
      assert.doesNotMatch(report, /tests="0"/);
    });
  });

  it('of test has a case for each claim of a test', () => {
    inFolder({ 'a.warren': good, 'b.warren': claims }, (folder) => {
      const names = Array.from(junit(folder, 'test').matchAll(/<testcase [^>]*? name="([^"]*)"/g));
      assert.deepEqual(
        names.map(([, name]) => name),
        [
          'no tests',
          't: can consume queue q',
          't: can publish exchange amq.default',
          'empty: claims nothing',
        ],
      );
    });
  });
});
