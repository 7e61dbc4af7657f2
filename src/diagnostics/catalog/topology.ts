import { error, warning } from '../define.js';

/** What can be wrong with a topology file. */
export const topologyDiagnostics = {
  unreadableTopology: error('unreadable-topology', ({ reason }: { reason: string }) => reason),
  badTopology: error(
    'bad-topology',
    ({ reason }: { reason: string }) => `This topology file cannot be used: ${reason}.`,
  ),
  topologyOfOtherVhosts: warning(
    'topology-of-other-vhosts',
    ({ vhosts }: { vhosts: readonly string[] }) =>
      vhosts.length === 0
        ? 'This topology file declares no exchange and no queue.'
        : `This topology file holds nothing for this vhost, only for ${vhosts
            .slice(0, 5)
            .map((vhost) => `\`${vhost}\``)
            .join(', ')}${vhosts.length > 5 ? ', …' : ''}.`,
  ),
};
