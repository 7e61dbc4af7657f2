import { management, verdictOf, type Answer, type Management } from '../../bed/management.js';
import { NODE_NAME } from '../../bed/node-files.js';
import { known, linked, NOBODY, type Hands } from './linked.js';
import { DOWNSTREAM } from './scenery.js';
import type { Trial, Trials } from './trial.js';

/** What is listed; a list without it is one that the user sees nothing of. */
function listing(answer: Answer, name: string): Answer {
  return JSON.stringify(answer.body).includes(`"${name}"`) || answer.status >= 300
    ? answer
    : { status: 401, body: '' };
}

/** Asks for something about a shovel that runs, `one`. */
const withShovel =
  (hands: Hands, ask: (api: Management, vhost: string) => Promise<Answer>): Trial =>
  (client) => {
    const { broker, token, vhost } = client;
    const value = {
      ...{ 'src-uri': NOBODY, 'src-queue': 'Q' },
      ...{ 'dest-uri': NOBODY, 'dest-exchange': 'Y' },
    };
    return linked(client, hands, `parameters/shovel/${vhost}/one`, { value }, async () => {
      await known(client, hands, `shovels/${vhost}`, /"name":"(one)"/);
      return verdictOf(await ask(management(broker, token), vhost));
    });
  };

/** Asks for something about a link of federation that runs, by its id. */
const withLink =
  (hands: Hands, ask: (api: Management, vhost: string, id: string) => Promise<Answer>): Trial =>
  (client) => {
    const { broker, token, vhost } = client;
    const value = { uri: `amqp:///${DOWNSTREAM}` };
    const definition = { 'federation-upstream': 'one' };
    const policy = { pattern: '^X$', definition, 'apply-to': 'exchanges' };
    return linked(client, hands, `parameters/federation-upstream/${vhost}/one`, { value }, () =>
      linked(client, hands, `policies/${vhost}/one`, policy, async () => {
        const id = await known(client, hands, `federation-links/${vhost}`, /"id":"([^"]+)"/);
        return verdictOf(await ask(management(broker, token), vhost, id));
      }),
    );
  };

/** The rows of shovels about their state. @param hands makes a token of a role */
export function shovelStateTrials(hands: Hands): Trials {
  return {
    'see the state of the shovels of a vhost': withShovel(hands, async (api, vhost) =>
      listing(await api.get(`shovels/${vhost}`), 'one'),
    ),
    'restart a shovel': withShovel(hands, (api, vhost) =>
      api.delete(`shovels/vhost/${vhost}/one/restart`),
    ),
    'delete a shovel by `/api/shovels/vhost/V/…`': withShovel(hands, (api, vhost) =>
      api.delete(`shovels/vhost/${vhost}/one`),
    ),
  };
}

/** The rows of federation about its links. @param hands makes a token of a role */
export function linkStateTrials(hands: Hands): Trials {
  return {
    'see the state of the links of a vhost': withLink(hands, async (api, vhost, id) =>
      listing(await api.get(`federation-links/${vhost}`), id),
    ),
    'restart a link': withLink(hands, (api, vhost, id) =>
      api.delete(`federation-links/vhost/${vhost}/${id}/${NODE_NAME}/restart`),
    ),
  };
}
