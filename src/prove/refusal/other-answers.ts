import type { RefusalText } from './text.js';

/*
 * What is no refusal, but is taken for one. Source: rabbit_misc, rabbit_channel, rabbit_exchange,
 * rabbit_amqqueue, rabbit_reader; the reply codes are those of AMQP 0-9-1, "Constants".
 */

const PASSED = 'That is no refusal';

/** Answers that no permission changes, by the name of their reply code. */
export const otherAnswers: readonly RefusalText[] = [
  {
    kind: 'other',
    pattern:
      /is down or inaccessible|(?:queue '.{0,255}'|Queue .{0,255}) in vhost .{0,257} is down/u,
    meaning: `${PASSED}: the queue is on a node of the cluster that is down. No permission changes that: bring the node back.`,
  },
  {
    kind: 'other',
    pattern: /exchange type .{0,255} not found|invalid exchange type|unknown exchange type/u,
    meaning: `${PASSED}: the broker does not know the type of the exchange; the plugin that brings it is not enabled. No permission changes that.`,
  },
  {
    kind: 'other',
    // The bodies of the management API, whose newest releases answer so to a closed vhost as well.
    pattern: /"(?:not_found|Object Not Found)".{0,40}Not[ _]Found/u,
    meaning: `Over HTTP that means one of two things: what the request names does not exist, in that vhost or at all, or (from 4.2.9 and 4.3.3) the role may not enter the vhost. Ask \`warren explain ROLE connect --vhost V\`.`,
  },
  {
    kind: 'other',
    pattern: /NOT_FOUND|not[-_]found\b|no (?:exchange|queue|binding) '|' not found/u,
    meaning: `${PASSED}: what the client names does not exist in that vhost. The broker looks at the permission first, save for a passive declaration, so that was there. Warren's declarations create nothing: create it, correct its name, or let the client declare it and grant \`declare\`.`,
  },
  {
    kind: 'other',
    pattern:
      /limit of .{0,40}is reached|queue limit|exchange limit|is limited to \d+|wildcards, at most|property-limit-exceeded/u,
    meaning: `${PASSED} of a permission: a limit that the broker or its vhost is set to is reached. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern:
      /Cannot delete protected shovel|protected from deletion|Protected users cannot be modified/u,
    meaning: `${PASSED} of a permission: it is protected against being changed or deleted. No permission changes that; take the protection away first.`,
  },
  {
    kind: 'other',
    pattern: /PRECONDITION_FAILED|"precondition_failed"|precondition[-_]failed|inequivalent arg/u,
    meaning: `${PASSED}: it exists with other arguments or another type than the client declares, or the client broke a rule of the protocol, such as to acknowledge twice. The permission was there. Declare it as it is, or passively.`,
  },
  {
    kind: 'other',
    pattern: /RESOURCE_LOCKED|resource[-_]locked/u,
    meaning: `${PASSED}: another connection holds the queue for itself alone. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern:
      /NOT_ALLOWED - (?:attempt to reuse consumer tag|negotiated)|attempt to reuse consumer tag/u,
    meaning: `${PASSED} of a permission: the client asks for what the protocol does not let it have, such as a consumer tag that it uses already. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern: /NO_ROUTE|NO_CONSUMERS|basic\.return/u,
    meaning: `${PASSED}: the message was taken, and no queue is bound for it. Whether a binding may be made is asked with \`warren explain ROLE "bind queue Q to exchange X key K"\`.`,
  },
  {
    kind: 'other',
    pattern: /CONTENT_TOO_LARGE|message size .{0,40}larger than/u,
    meaning: `${PASSED}: the message is larger than the broker takes. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern:
      /RESOURCE_ERROR|resource-limit-exceeded|memory alarm|disk alarm|connection\.blocked|resource alarm/u,
    meaning: `${PASSED}: the broker has reached a limit, as of memory or disk. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern:
      /CONNECTION_FORCED|connection-forced|operator intervention|broker forced connection closure/u,
    meaning: `${PASSED}: the broker or an operator closed the connection, as at a restart. Connect again.`,
  },
  {
    kind: 'other',
    pattern:
      /CHANNEL_ERROR|FRAME_ERROR|UNEXPECTED_FRAME|UNEXPECTED_METHOD|COMMAND_INVALID|SYNTAX_ERROR|NOT_IMPLEMENTED|INVALID_PATH|INTERNAL_ERROR|missed heartbeats|heartbeat timeout|Method Not Allowed|client unexpectedly closed TCP connection|Connection closed abruptly|Socket closed abruptly|\(login timeout\)|WebSocket connection rejected|Attach refused|refusing link|is not allowed on '/u,
    meaning: `${PASSED}: the client or the broker broke off for a reason of the protocol, not for want of a permission. The log of the broker says more.`,
  },
  {
    kind: 'other',
    pattern:
      /ECONNREFUSED|econnrefused|[Cc]onnection refused|EACCES|no more URIs to try|connection timed out|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|nxdomain|handshake_timeout|certificate/u,
    meaning: `${PASSED} by RabbitMQ: the connection did not come about, by the address, the port, a firewall or TLS. No permission changes that.`,
  },
  {
    kind: 'other',
    pattern: /granted access to vhost '|authenticated successfully/u,
    meaning: `${PASSED}: the broker took the login. What was refused stands in another line of the log.`,
  },
];
