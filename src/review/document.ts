/*
 * What a review holds, as plain data: the page, the Markdown, the CSV and the JSON are written from it alone.
 * It imports nothing, since the script of the page reads it too.
 */

/** How much of what an operation says a role can do: all of it, a part, or too complex to tell. */
export type HowMuch = 'all' | 'part' | 'unknown';

/** A place in a file; lines and columns count from 1. */
export interface ReviewPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** All that there is to say of a policy to those who review who can do what. */
export interface Review {
  /** What the policy is called: its folder, or the file that was asked about. */
  readonly title: string;
  /** The version of Warren. */
  readonly version: string;
  readonly brokers: readonly ReviewBroker[];
  readonly claims: readonly ReviewClaim[];
  /** What a check tells, the gravest first. */
  readonly messages: readonly ReviewMessage[];
  /** What the policy is compared with; null where it is with nothing. */
  readonly against: string | null;
}

/** One broker of a policy. What is numbered elsewhere is numbered by its place in these lists. */
export interface ReviewBroker {
  readonly name: string;
  readonly engine: string;
  /** Whether the broker has users of its own, who are outside of everything here. */
  readonly internalUsers: boolean;
  readonly vhosts: readonly string[];
  readonly resources: readonly ReviewResource[];
  readonly roles: readonly ReviewRole[];
  /** Who can do what with what: none where a role can do nothing. By role, then by resource. */
  readonly cells: readonly ReviewCell[];
  /** What leads messages on from an exchange or a queue. */
  readonly links: readonly ReviewLink[];
  /** Access of roles that the policy no longer has. */
  readonly gone: readonly ReviewGone[];
}

/** An exchange, queue or stream. Of kind `resource` is what a line means by that word. */
export interface ReviewResource {
  /** The number of its vhost. */
  readonly vhost: number;
  readonly kind: 'exchange' | 'queue' | 'stream' | 'resource';
  readonly name: string;
  /** The declared type of an exchange. */
  readonly type: string | null;
  /** Where it is declared; null for what every vhost has, and for what lines name and nothing declares. */
  readonly place: ReviewPlace | null;
  readonly origin: 'declared' | 'built-in' | 'undeclared';
}

/** One role. */
export interface ReviewRole {
  readonly name: string;
  readonly arn: string;
  readonly place: ReviewPlace;
  /** The groups that hold it, directly or in another group. */
  readonly groups: readonly string[];
  readonly grants: readonly ReviewGrant[];
  /** What the broker's configuration holds for it. */
  readonly scopes: readonly ReviewScope[];
  /** Its identity policies, as they are written. */
  readonly iam: readonly string[];
  /** How it can walk round every scope, a sentence each. */
  readonly rounds: readonly string[];
  readonly spills: readonly ReviewSpill[];
  readonly changes: readonly ReviewChange[];
}

/** A right that a line grants. */
export interface ReviewGrant {
  readonly phrase: string;
  /** Null for what is about no vhost: tags and rights on the Amazon MQ API. */
  readonly vhost: string | null;
  readonly place: ReviewPlace;
  /** The uses of profiles that lead there, outermost first. */
  readonly uses: readonly ReviewPlace[];
  /** The numbers of the claims that speak of it; none where no claim does. */
  readonly claims: readonly number[];
}

/** A scope, as the configuration holds it, and the numbers of the grants that it comes from. */
export interface ReviewScope {
  readonly text: string;
  readonly grants: readonly number[];
}

/** Something that a role is given and no line asks for. */
export interface ReviewSpill {
  readonly phrase: string;
  readonly vhost: string;
  /** What it brings about, as a clause that begins with `so`. */
  readonly effect: string;
  /** The number of the grant that it is a part of. */
  readonly grant: number;
}

/** What a role can do with a resource. */
export interface ReviewCell {
  readonly role: number;
  readonly resource: number;
  /** One at least, unless something was lost. */
  readonly can: readonly ReviewOperation[];
  /**
   * Of a comparison: the permissions of which more is given here than was, and those of which less is; of
   * routing keys alone as `write key`.
   */
  readonly gained?: readonly string[];
  readonly lost?: readonly string[];
}

/** Something that a role can do. */
export interface ReviewOperation {
  readonly word: string;
  /** The permission on the resource that it takes. */
  readonly permission: string;
  readonly how: HowMuch;
  /** The numbers of the scopes of the role that give it. */
  readonly by: readonly number[];
  /** The routing keys that it is restricted to; absent where it is not. */
  readonly keys?: readonly string[];
  /** Of a part, something that the role can do. */
  readonly example?: string;
  /** Whether no line of the role asks for any of it; what of that adds something is in `spills`. */
  readonly unasked?: true;
  /** Whether it comes from lines that name the bare permission alone. */
  readonly bare?: true;
}

/** What leads messages from one resource to another. */
export interface ReviewLink {
  readonly kind: 'bind' | 'alternate' | 'dead-letter';
  readonly from: number;
  readonly to: number;
  /** The keys that a binding may have; none for every key, or where there is no key. */
  readonly keys: readonly string[];
  /** The numbers of the roles that may make the binding. */
  readonly roles: readonly number[];
}

/** What became of a claim on one broker. */
export type ClaimState = 'holds' | 'fails' | 'walked-round';

/** One phrase of a claim. */
export interface ReviewClaim {
  readonly kind: 'can' | 'never';
  /** Whom it is about, as it is written: `anyone except deployer`. */
  readonly subject: string;
  readonly phrase: string;
  readonly vhost: string | null;
  readonly place: ReviewPlace;
  /** The title of its test; null for a guardrail, which stands in none. */
  readonly test: string | null;
  readonly on: readonly { readonly broker: string; readonly state: ClaimState }[];
  /** The numbers of the messages about it. */
  readonly messages: readonly number[];
}

/** Something that a check tells. */
export interface ReviewMessage {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly code: string;
  readonly text: string;
  readonly place: ReviewPlace;
  readonly notes: readonly string[];
  /** The brokers that it is about; none where it is about all or none in particular. */
  readonly on: string | null;
}

/** Access gained or lost, against what the policy is compared with. */
export interface ReviewChange {
  readonly direction: 'gained' | 'lost';
  readonly phrase: string;
  readonly vhost: string | null;
  /** What gives it on the side that has it, and where. */
  readonly by: string;
  readonly place: ReviewPlace;
}

/** A role that only the other side has, with what it lost. */
export interface ReviewGone {
  readonly name: string;
  readonly arn: string;
  readonly changes: readonly ReviewChange[];
}
