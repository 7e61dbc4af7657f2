import type { Answer, Management } from '../../bed/management.js';
import { SUITES } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import { overHttp, publish } from '../operations.js';
import type { Operation } from '../operations.js';
import { castRole } from './cast.js';
import { phraseStage } from './policy.js';
import { VHOST } from './scenery.js';

interface TagRow {
  readonly tag: string;
  /** Every other tag but those that include this one. */
  readonly others: readonly string[];
  readonly operations: readonly Operation[];
}

const ALL_OF_THEM = `configure resource *  write, read resource * key *`;

const POLICY = { pattern: '^none$', definition: { 'max-length': 1 }, 'apply-to': 'queues' };

const TAGS: readonly TagRow[] = [
  {
    tag: 'management',
    others: ['impersonator'],
    operations: [
      overHttp('overview', (api) => api.get('overview')),
      overHttp('queues', (api, vhost) => api.get(`queues/${vhost}`)),
    ],
  },
  {
    tag: 'monitoring',
    others: ['management', 'policymaker', 'impersonator'],
    operations: [
      overHttp('nodes', (api) => api.get('nodes')),
      overHttp('the list of virtual hosts shows `/`', seesDefaultVhost),
    ],
  },
  {
    tag: 'policymaker',
    others: ['management', 'monitoring', 'impersonator'],
    operations: [
      overHttp('set a policy', (api, vhost) => api.put(`policies/${vhost}/none`, POLICY)),
      overHttp('delete a policy', (api, vhost) => api.delete(`policies/${vhost}/none`)),
    ],
  },
  {
    tag: 'administrator',
    others: ['management', 'monitoring', 'policymaker', 'impersonator'],
    operations: [
      overHttp('users', (api) => api.get('users')),
      overHttp('add a virtual host', (api) => api.put('vhosts/added')),
    ],
  },
  {
    tag: 'impersonator',
    others: ['administrator', 'management', 'monitoring', 'policymaker'],
    operations: [publish('fan', '', { userId: 'somebody else' })],
  },
];

/** The list has the virtual hosts that the user may know of: without a right in `/`, a matter of the tag. */
async function seesDefaultVhost(api: Management): Promise<Answer> {
  const answer = await api.get('vhosts');
  const seen = JSON.stringify(answer.body).includes('"name":"/"');
  return seen ? answer : { status: 403, body: 'not_authorised: it is not in the list' };
}

function roleWith(...tags: readonly string[]): string {
  return castRole(
    (role) => `allow ${role} { tag ${tags.join(', ')} }
vhost ${VHOST} { allow ${role} { ${ALL_OF_THEM} } }`,
  );
}

for (const suite of SUITES)
  describe(`tags, ${suite}`, () => {
    before(() => phraseStage(suite));

    for (const { tag, others, operations } of TAGS)
      for (const operation of operations) {
        const [role, without] = [roleWith(tag), roleWith(...others)];
        it(`tag ${tag}: ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(role, VHOST);
          await assertAllowed(user, { phrase: `tag ${tag}`, role, operation });
        });
        it(`tag ${others.join(', ')}: no ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(without, VHOST);
          const phrase = `tag ${others.join(', ')}`;
          const reply = operation.protocol === 'amqp' ? 'PRECONDITION_FAILED' : 'not_authorised';
          await assertRefused(user, { phrase, role: without, operation }, reply);
        });
      }
  });
