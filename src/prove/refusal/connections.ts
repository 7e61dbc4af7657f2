import type { RefusalText } from './text.js';

/*
 * Refusals of a connection that no permission of a queue or exchange decides. Source: rabbit_reader,
 * rabbit_amqp_reader, rabbit_direct, rabbit_mqtt_processor, rabbit_stream_reader, rabbit_stomp_processor,
 * rabbit_shovel_util, rabbit_local_shovel and rabbit_web_dispatch_access_control.
 */

const FRESH = 'Connect with a fresh token, or renew it on the connection in time.';

/** Limits, vhosts, addresses and renewals. */
export const connectionTexts: readonly RefusalText[] = [
  {
    kind: 'other',
    pattern:
      /New secret was refused by one of the backends|Secret update (?:failed|was refused|for user)|credential update failed|closing due to an authorization failure/u,
    meaning:
      'The connection offered a new token and the broker did not take it, so it closes the connection. The new token has expired, is for another audience or another role, or was signed by a key that the broker does not have; the log of the broker says which. The permissions were not looked at.',
  },
  {
    kind: 'other',
    pattern:
      /Not allowed to change username|cannot change initial auth mechanism|mismatch_username_after_token_refresh/u,
    meaning:
      'The new token is for another role than the connection was opened with. A token can be renewed on a connection for the same role alone: open another connection for the other role.',
  },
  {
    kind: 'other',
    pattern:
      /no longer has the permissions to access its target virtual host|access to vhost .{0,255} failed for new credential/u,
    meaning:
      'With the renewed token the role may no longer enter the vhost of the connection, so the broker closes it. Ask `warren explain ROLE connect --vhost V`; a token that has expired does the same.',
  },
  {
    kind: 'other',
    pattern: /read access refused after credential update/u,
    meaning:
      'With the renewed token the role may no longer read the queue, so the broker cancels its consumer. Ask `warren explain ROLE "consume queue Q" --vhost V`.',
  },
  {
    kind: 'other',
    // What is absent in a vhost is told with the vhost's name, and is no absent vhost.
    pattern:
      /(?<! in )\bvhost .{0,255} not found|vhost_not_found|[Vv]irtual host '.{0,255}' does not exist/u,
    meaning:
      'The vhost does not exist on that broker. Warren declares what exists and creates nothing: create the vhost, or correct its name in the client. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /(?<! in )\b[Vv](?:host|irtual host) '.{0,255}' is (?:down|stopping|deleted)/u,
    meaning:
      'The vhost is down on that node, or goes away. No permission changes that: look at the log of the broker.',
  },
  {
    kind: 'other',
    pattern:
      /(?:node|user|vhost)? ?connection limit.{0,40}(?:is reached|cannot be queried)|connection limit .{0,40}is reached|connection limit for vhost '.{0,255}' cannot|number of channels opened|reached maximum .{0,20} of consumers per channel/u,
    meaning:
      'A limit on connections, channels or consumers is reached: of the node, of the vhost, or of the user. No permission changes that. All sessions of a role are one user of the broker, so that they share its limit.',
  },
  {
    kind: 'other',
    pattern:
      /can only (?:connect|log in) via localhost|access is restricted to localhost|non-loopback access denied/u,
    meaning:
      'That user may connect from the machine of the broker alone. It is an internal user, such as `guest`, and no role.',
  },
  {
    kind: 'other',
    pattern:
      /token has expired|token expired|[Cc]redential (?:has )?expired|[Tt]oken expired|Invalid token: expired/u,
    meaning: `The token has expired. The permissions were not looked at. ${FRESH}`,
  },
  {
    kind: 'other',
    pattern:
      /[Vv]irtual host '.{0,255}' access denied|virtual host access not allowed|access to target virtual host was refused|connect to vhost failed|[Vv]irtual[_ ]?[Hh]ost[_ ][Aa]ccess[_ ][Ff]ailure|V(?:IRTUAL_)?HOST_ACCESS_FAILURE/u,
    meaning:
      'The role may not enter the vhost, or the vhost does not exist. The text does not say which role it is: ask `warren explain ROLE connect --vhost V`.',
  },
  {
    kind: 'other',
    pattern: /Expected ConnectionOpenOk; got <ConnectionClose/u,
    meaning:
      'The broker took the login and closed the connection when the client named its vhost: the role may not enter the vhost, the vhost does not exist, or a limit is reached. This client drops the text of the broker; its log has it. Ask `warren explain ROLE connect --vhost V`.',
  },
  {
    kind: 'other',
    pattern: /[Ll]ocal shovel user .{0,700} was refused access/u,
    meaning:
      'The user of a local shovel could not sign in, or may not enter the vhost. A local shovel needs an internal user: a role has no token there.',
  },
];
