/** One thing that scopes give: a permission on a name or on a routing key, access to the vhost, or a tag. */
export type Piece =
  | { readonly kind: 'resource'; readonly permission: string; readonly name: string }
  | {
      readonly kind: 'topic';
      readonly permission: string;
      readonly name: string;
      readonly key: string;
    }
  | { readonly kind: 'vhost' }
  | { readonly kind: 'tag'; readonly tag: string };

/** A scope of a permission, or of a tag, without its prefix. */
interface Parts {
  readonly permission: string;
  readonly vhost: string;
  readonly name: string;
  readonly key: string | undefined;
}

/** What scopes give, each thing for itself. Prefixes are taken off; names are written as in a scope. */
export function piecesOf(scopes: readonly string[]): readonly Piece[] {
  const pieces = scopes.flatMap((scope): readonly Piece[] => {
    if (scope.startsWith('tag:')) return [{ kind: 'tag', tag: scope.slice('tag:'.length) }];
    const { permission, name, key } = partsOf(scope);
    if (name === '') return [{ kind: 'vhost' }];
    const resource: Piece = { kind: 'resource', permission, name };
    return key === undefined ? [resource] : [resource, { kind: 'topic', permission, name, key }];
  });
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()];
}

/** The scopes that are left where one thing is taken away; what lies in the vhost can still be tried. */
export function withoutPiece(scopes: readonly string[], piece: Piece): readonly string[] {
  switch (piece.kind) {
    case 'tag': {
      const rest = scopes.filter((scope) => scope !== `tag:${piece.tag}`);
      // The least tag that lets anybody in, so that it is this one that lacks.
      return piece.tag === 'management' ? rest : [...rest, 'tag:management'];
    }
    case 'vhost':
      return scopes.filter((scope) => scope.startsWith('tag:'));
    case 'resource':
      return [...scopes.filter((scope) => !isOn(scope, piece)), access(scopes)];
    case 'topic': {
      const rest = scopes.filter(
        (scope) => !isOn(scope, piece) || partsOf(scope).key !== piece.key,
      );
      const bare = scopes
        .find((scope) => isOn(scope, piece))
        ?.split('/')
        .slice(0, 2)
        .join('/');
      return bare === undefined ? rest : [...rest, bare];
    }
  }
}

/** A thing in words. */
export function describePiece(piece: Piece): string {
  switch (piece.kind) {
    case 'tag':
      return `the tag ${piece.tag}`;
    case 'vhost':
      return 'access to the vhost';
    case 'resource':
      return `${piece.permission} on ${piece.name}`;
    case 'topic':
      return `${piece.permission} on ${piece.name} for the key ${piece.key}`;
  }
}

function isOn(scope: string, { permission, name }: { permission: string; name: string }): boolean {
  const parts = partsOf(scope);
  return parts.permission === permission && parts.name === name;
}

/** A scope that opens the vhost of others and does nothing in it. */
function access(scopes: readonly string[]): string {
  const vhost = scopes.map((scope) => partsOf(scope).vhost).find((one) => one !== '');
  return `read:${vhost ?? ''}/`;
}

function partsOf(scope: string): Parts {
  const [permission = '', rest = ''] = splitOnce(scope, ':');
  if (permission === 'tag') return { permission, vhost: '', name: rest, key: undefined };
  const [vhost = '', name = '', key] = rest.split('/');
  return { permission, vhost, name, key };
}

function splitOnce(text: string, sign: string): readonly string[] {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + 1)];
}
