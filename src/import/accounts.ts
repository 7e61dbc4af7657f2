import { accountsOf, UNKNOWN_ACCOUNT, type ImportedRole } from './naming.js';

/** The roles that a policy can grant something, and what is said of the others; or why there are none. */
export type RolesOfAccount =
  | {
      readonly ok: true;
      readonly roles: readonly ImportedRole[];
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/**
 * The roles of the broker's account. Tokens of another account have another issuer and other keys, so that
 * aliases of its roles are dead: those of the account with the most roles stay, or of the one that was
 * named. Roles that have to be filled in stay.
 *
 * @param account the account that was named, if one was
 */
export function ofOneAccount(
  roles: readonly ImportedRole[],
  account: string | undefined,
): RolesOfAccount {
  const known = roles.filter(({ toFill }) => toFill === undefined);
  const accounts = accountsOf(known).map((id) => ({ id, roles: known.filter(isOf(id)) }));
  if (account !== undefined && !accounts.some(({ id }) => id === account))
    return {
      ok: false,
      reason: `--account names ${account}, and no role of that account is given anything`,
    };
  if (accounts.length < 2) return { ok: true, roles, remarks: [] };
  const [most] = accounts.toSorted((a, b) => b.roles.length - a.roles.length);
  const kept = account ?? most?.id ?? UNKNOWN_ACCOUNT;
  const others = accounts.filter(({ id }) => id !== kept);
  return {
    ok: true,
    roles: roles.filter((role) => !others.some((other) => other.roles.includes(role))),
    remarks: others.map(
      ({ id, roles: lost }) =>
        `${lost.length === 1 ? 'a role' : `${lost.length} roles`} of account ${id} ${lost.length === 1 ? 'is' : 'are'} not imported (${namesOf(lost)}): a broker takes the tokens of one account, and this policy is for ${kept}; --account ${id} imports the others`,
    ),
  };
}

function isOf(account: string): (role: ImportedRole) => boolean {
  return (role) => accountsOf([role]).includes(account);
}

/** So many names are told. */
const MOST_NAMES = 5;

function namesOf(roles: readonly ImportedRole[]): string {
  const names = roles.slice(0, MOST_NAMES).map(({ arn }) => arn);
  return roles.length > names.length ? `${names.join(', ')}, …` : names.join(', ');
}
