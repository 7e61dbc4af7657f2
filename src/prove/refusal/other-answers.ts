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
    pattern: /NOT_FOUND|not[-_]found\b|no (?:exchange|queue|binding) '/u,
    meaning: `${PASSED}: what the client names does not exist in that vhost. The broker looks at the permission first, save for a passive declaration, so that was there. Warren's declarations create nothing: create it, correct its name, or let the client declare it and grant \`declare\`.`,
  },
  {
    kind: 'other',
    pattern: /PRECONDITION_FAILED|precondition[-_]failed|inequivalent arg/u,
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
      /RESOURCE_ERROR|resource-limit-exceeded|memory alarm|disk alarm|connection\.blocked|limit of .{0,40}is reached|queue limit/u,
    meaning: `${PASSED}: the broker has reached a limit, of memory, disk, queues or exchanges. No permission changes that.`,
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
      /CHANNEL_ERROR|FRAME_ERROR|UNEXPECTED_FRAME|COMMAND_INVALID|SYNTAX_ERROR|NOT_IMPLEMENTED|INVALID_PATH|INTERNAL_ERROR|missed heartbeats|heartbeat timeout/u,
    meaning: `${PASSED}: the client or the broker broke off for a reason of the protocol, not for want of a permission. The log of the broker says more.`,
  },
  {
    kind: 'other',
    pattern:
      /ECONNREFUSED|econnrefused|[Cc]onnection refused|connection timed out|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|nxdomain|handshake_timeout|certificate/u,
    meaning: `${PASSED} by RabbitMQ: the connection did not come about, by the address, the port, a firewall or TLS. No permission changes that.`,
  },
];
