import { nearest } from '../diagnostics/nearest.js';

/** The user tags that a policy may grant. */
export type TagName =
  'administrator' | 'monitoring' | 'policymaker' | 'management' | 'impersonator';

/** A user tag and what it gives beyond the scopes of its holder. */
export interface Tag {
  readonly name: TagName;
  /**
   * Where its holder can walk round every scope: in `all-vhosts`, in the `entered-vhosts`, to which
   * some scope of the holder gives access, or `nowhere`.
   */
  readonly walksRound: 'all-vhosts' | 'entered-vhosts' | 'nowhere';
  /** Of which vhosts its holder sees the objects and figures in the management plugin. */
  readonly sees: 'all-vhosts' | 'entered-vhosts' | 'nothing';
  /** What the tag is for, as an end to "its holder". */
  readonly meaning: string;
  /** For which operations the management API asks for it by name, and what else would do, in sentences. */
  readonly asked?: string;
}

/**
 * The tags, the same on every engine. Source: rabbitmq.com, "Management plugin: access and
 * permissions" and "Validated user-id"; rabbitmq/rabbitmq-server v3.13.0 to v4.3.5,
 * rabbit_web_dispatch_access_control and the check of the user-id property in rabbit.
 */
export const TAGS: readonly Tag[] = [
  {
    name: 'administrator',
    walksRound: 'all-vhosts',
    sees: 'all-vhosts',
    meaning: 'manages users, vhosts, permissions, policies and parameters, and closes connections',
    asked:
      'For users, permissions, limits, vhosts, definitions, operator policies, feature flags and replicas the management API takes no lesser tag than `administrator`. It opens everything on the broker, whatever the scopes say: its holder can give itself any right. Let the pipeline do such things, or a role for emergencies, rather than a service. To look at nodes and at all vhosts `tag monitoring` is enough, to set the policies of a vhost `tag policymaker`.',
  },
  {
    name: 'monitoring',
    walksRound: 'nowhere',
    sees: 'all-vhosts',
    meaning: 'sees the nodes, connections and objects of every vhost',
    asked:
      'The management API asks for `monitoring` for the nodes and the state of shovels and links of federation. It shows the names and figures of every vhost; for those that the role may enter `tag management` is enough.',
  },
  {
    name: 'policymaker',
    walksRound: 'entered-vhosts',
    sees: 'entered-vhosts',
    meaning:
      'sets policies and runtime parameters of the vhosts that it can enter, and the global parameters',
  },
  {
    name: 'management',
    walksRound: 'nowhere',
    sees: 'entered-vhosts',
    meaning: 'uses the management plugin for the vhosts that it can enter',
    asked:
      'It is the least tag that lets a user in to the management API. What the role does there, to publish or declare for one, takes the rights besides.',
  },
  {
    name: 'impersonator',
    walksRound: 'nowhere',
    sees: 'nothing',
    meaning: 'publishes messages whose user-id property names another user',
  },
];

/** What people call the tags, besides slips of the pen. */
const OTHER_NAMES = new Map<string, TagName>([
  ['admin', 'administrator'],
  ['monitor', 'monitoring'],
  ['policy-maker', 'policymaker'],
  ['impersonate', 'impersonator'],
]);

/** The tag of a name, or the name that was probably meant. */
export function findTag(
  name: string,
):
  | { readonly ok: true; readonly tag: Tag }
  | { readonly ok: false; readonly nearest: TagName | undefined } {
  const tag = TAGS.find((known) => known.name === name);
  if (tag !== undefined) return { ok: true, tag };
  return {
    ok: false,
    nearest:
      OTHER_NAMES.get(name) ??
      nearest(
        name,
        TAGS.map((known) => known.name),
      ),
  };
}
