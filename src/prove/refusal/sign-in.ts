import type { RefusalText } from './text.js';

/*
 * Refused logins, and refusals of the management API that name no permission. Source:
 * rabbit_auth_backend_oauth2, uaa_jwt and oauth2_client for tokens; rabbit_auth_backend_internal,
 * rabbit_auth_mechanism_*, rabbit_access_control, rabbit_stomp_processor, rabbit_mqtt_processor and
 * rabbit_stream_reader for the words around them; rabbit_mgmt_util and
 * rabbit_web_dispatch_access_control for HTTP.
 */

/** Tokens that are not taken, logins, and HTTP. */
export const signInTexts: readonly RefusalText[] = [
  {
    kind: 'other',
    pattern: /invalid_aud|no_(?:matching_)?aud_found|aud_matched_many|verify_aud_false/u,
    meaning:
      'The token is meant for another audience than the broker. Ask for one with the audience of the broker in question.',
  },
  {
    kind: 'other',
    pattern:
      /signature_invalid|provided token is invalid|\binvalid_token\b|"Invalid token"|reason":"Invalid token|^\W*Invalid token\W*$/u,
    meaning:
      'The broker could not verify the token: it is no whole token, or was signed with a key or an algorithm that the broker does not take. The permissions were not looked at.',
  },
  {
    kind: 'other',
    pattern:
      /[Dd]ownload(?:ing)? (?:signing )?keys|signing keys|[Ss]igning key '.{0,255}' not found|key_not_found|unable to download keys|_jwks_response|unexpected_status_code|missing_oauth_provider_attributes|oauth_provider_not_found/u,
    meaning:
      'The broker could not get the keys of the issuer, or has none by the id in the token: the issuer in its configuration is another than that of the token, or the broker cannot reach it. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /no exp claim|invalid exp claim/u,
    meaning:
      'The token says no time of expiry, which the broker demands. AWS STS gives one always.',
  },
  {
    kind: 'other',
    pattern: /too_many_scopes/u,
    meaning:
      'The token and its alias have more scopes than the broker takes, 2,048 from 4.2.6. Warren writes no alias of that size, so the token brings scopes of its own, or the broker runs another configuration.',
  },
  {
    kind: 'other',
    pattern: /[Nn]ot management user/u,
    meaning:
      'The user has no tag for the management plugin: `management` or `monitoring` is enough. The text does not say which user it is; the log does.',
  },
  {
    kind: 'other',
    pattern: /[Nn]ot monitor user/u,
    meaning:
      'The user lacks the tag `monitoring`, which is needed to see the nodes and the state of shovels and links of federation. The text does not say which user it is; the log does.',
  },
  {
    kind: 'other',
    pattern: /[Nn]ot administrator user/u,
    meaning:
      'The user lacks the tag `administrator`, without which nobody sees or changes users, permissions, definitions, vhosts, limits and operator policies. It opens everything on the broker, so let the pipeline do that rather than a service. The text does not say which user it is; the log does.',
  },
  {
    kind: 'other',
    pattern: /Not authorized to store offset/u,
    meaning:
      'A consumer of a stream stores its offset there, for which it needs `read` on the stream. Ask `warren explain ROLE "consume stream S" --vhost V`.',
  },
  {
    kind: 'other',
    pattern: /User not authori[sz]ed to access object/u,
    meaning:
      'The management API answers so where a tag or access to the vhost lacks, and does not say which. Policies, shovels, upstreams of federation and other parameters of a vhost take `tag policymaker` and `connect` in the vhost, global parameters the tag alone. The connections of somebody else take `tag monitoring` to see and `tag administrator` to close, which opens everything; to close its own a role needs `tag management`. Ask `warren explain ROLE "tag policymaker"` and `warren explain ROLE connect --vhost V`.',
  },
  {
    kind: 'other',
    pattern: /User not authori[sz]ed(?: to access virtual host)?/u,
    meaning:
      'Over HTTP the user lacks access to the vhost, or a tag for what it asked for. The text does not say which; ask `warren explain ROLE connect --vhost V`.',
  },
  {
    kind: 'other',
    pattern: /"not_authorised".{0,40}Access refused|^\W*Access refused\.?\W*$/u,
    meaning:
      'The management API answers so to two things. Either the role may not enter the vhost, or what was asked for (bind, declare, delete, purge, get, publish) lacks a permission or is refused to everybody. The log of the broker says which, in a line `… access to … refused for user …`: ask again with that line, or ask `warren explain ROLE PHRASE --vhost V`.',
  },
  {
    kind: 'other',
    pattern:
      /basic auth disabled|HTTP access denied: no credentials|"not_authorized".{0,40}Not_Authorized/u,
    meaning:
      'The management API did not take the login: no token came with the request, or one that has expired, is for another audience or comes from another account. Send the token as the password, or as a bearer token. The permissions were not looked at.',
  },
  {
    kind: 'other',
    pattern:
      /MQTT login failed.{0,200}(?:no password|no credentials|no username)|Missing login or passcode|is missing LOGIN or PASSWORD/u,
    meaning:
      'The client sent no user name or no password. The password is the token; the user name is not looked at and must not be empty.',
  },
  {
    kind: 'other',
    pattern: /client_id in the certificate/u,
    meaning:
      'The broker wants the client id of MQTT to be the one in the certificate of the client. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /[Cc]onnection [Rr]efused\W{0,3}(?:[Nn]ot authori[sz]ed|[Bb]ad user)/u,
    meaning:
      'An MQTT client is told no more than this when it connects: the token has expired, is for another audience or comes from another account, or its role may not enter the vhost. The log of the broker says which.',
  },
  {
    kind: 'other',
    pattern:
      /(?:unknown|invalid) authentication mechanism|(?:Unknown|Invalid) authentication mechanism/u,
    meaning:
      'The client signs in by a mechanism that the broker does not offer. A token goes as the password of PLAIN.',
  },
  {
    kind: 'other',
    pattern:
      /login refused|Login was refused|failed to authenticate|failed authentication|authentication failed|authentication failure|Not_Authori[sz]ed|Access refused for user|Access for user '.{0,700}' was refused|[Aa]ccess refused for user '.{0,700}':|[Ll]ogin failed|invalid credentials|blank password|JWT token failed|"auth_failure"|failed (?:authenticating|authorizing)|\{auth_failure,|Bad CONNECT|[Bb]ad user ?name or password|No modules checked|authentication backends failed|authentication failed/u,
    meaning:
      'The login was refused, so no permission of a queue or an exchange was looked at: most often the token has expired, is for another audience or comes from another account, or its role has no access to the vhost. The log of the broker says which.',
  },
];

/** What says no more than that something was refused; to be looked for last. */
export const bareRefusals: readonly RefusalText[] = [
  {
    kind: 'other',
    pattern:
      /Access refused|ACCESS_REFUSED|access_refused|not_allowed|unauthorized-access|[Nn]ot[ _]authori[sz]ed|^\W*access refused\W*$/u,
    meaning:
      'Something was refused, and this text does not say what to whom. The log of the broker does, in a line `… access to … refused for user …`: ask again with that line. Over MQTT and the stream protocol a client is told no more than this.',
  },
];
