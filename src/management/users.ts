import type { ManagementClient } from './client.js';

/** A user of the broker's own. Password hashes are not looked at. */
export interface LiveUser {
  readonly name: string;
  readonly tags: readonly string[];
}

/** What a user may do in a vhost: regular expressions on names. */
export interface LivePermission {
  readonly user: string;
  readonly vhost: string;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/** With which routing keys a user may write to, and read from, an exchange: regular expressions too. */
export interface LiveTopicPermission {
  readonly user: string;
  readonly vhost: string;
  readonly exchange: string;
  readonly write: string;
  readonly read: string;
}

/** Reads `/api/users`, which takes the tag `administrator`. @throws ManagementFailure */
export async function readUsers(client: ManagementClient): Promise<readonly LiveUser[]> {
  const all = await client.pages('users');
  return all.map((entry) => ({ name: entry.text('name'), tags: entry.words('tags') }));
}

/** Reads `/api/permissions`, which takes the tag `administrator`. @throws ManagementFailure */
export async function readPermissions(
  client: ManagementClient,
): Promise<readonly LivePermission[]> {
  const all = await client.list('permissions');
  return all.map((entry) => ({
    user: entry.text('user'),
    vhost: entry.text('vhost'),
    configure: entry.text('configure'),
    write: entry.text('write'),
    read: entry.text('read'),
  }));
}

/** Reads `/api/topic-permissions`, which takes the tag `administrator`. @throws ManagementFailure */
export async function readTopicPermissions(
  client: ManagementClient,
): Promise<readonly LiveTopicPermission[]> {
  const all = await client.list('topic-permissions');
  return all.map((entry) => ({
    user: entry.text('user'),
    vhost: entry.text('vhost'),
    exchange: entry.text('exchange'),
    write: entry.text('write'),
    read: entry.text('read'),
  }));
}
