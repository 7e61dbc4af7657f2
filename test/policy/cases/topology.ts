import { BROKER, ROLES, type CaseTable } from './case.js';

const good = '{"queues": [{"name": "q", "vhost": "v"}], "exchanges": []}';

/** What can be wrong with a topology file. */
export const topologyCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'unreadable-topology': {
      gives: ['vhost v { topology «unreadable-topology:"none.json"» }'],
      spares: [{ text: 'vhost v { topology "d.json" }', files: { 'd.json': good } }],
    },
    'bad-topology': {
      gives: [
        '{"queues": [',
        '[]',
        '{}',
        '{"name": "shop", "version": "1.0.0"}',
        '{"queues": {}}',
        '{"exchanges": [1]}',
        '{"queues": [{}]}',
      ].map((json) => ({
        text: 'vhost v { topology «bad-topology:"d.json"» }',
        files: { 'd.json': json },
      })),
      spares: [
        {
          text: 'vhost v { topology "d.json" }',
          files: { 'd.json': '{"rabbit_version": "4.2.0", "queues": [{"name": "q"}]}' },
        },
        { text: 'vhost v { topology "d.json" }', files: { 'd.json': `\uFEFF${good}` } },
      ],
    },
    'topology-of-other-vhosts': {
      gives: [
        {
          text: 'vhost w { topology «topology-of-other-vhosts:"d.json"» }',
          files: { 'd.json': good },
        },
        {
          text: 'vhost v { topology «topology-of-other-vhosts:"d.json"» }',
          files: { 'd.json': '{"queues": [], "exchanges": []}' },
        },
      ],
      spares: [
        { text: 'vhost v* { topology "d.json" }', files: { 'd.json': good } },
        {
          text: 'vhost w { topology "d.json" }',
          files: { 'd.json': '{"queues": [{"name": "q"}, {"name": "r", "vhost": "v"}]}' },
        },
      ],
    },
  },
};
