import {
  CodeLensRefreshRequest,
  InlayHintRefreshRequest,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver';

/**
 * Makes what tells the editor, as far as it can be told, to ask again for lenses and hints: what they say
 * of a file may come from another one, of which the editor does not know that it counts.
 */
export function refresher(connection: Connection, { workspace }: ClientCapabilities): () => void {
  const requests = [
    ...(workspace?.codeLens?.refreshSupport === true ? [CodeLensRefreshRequest.type] : []),
    ...(workspace?.inlayHint?.refreshSupport === true ? [InlayHintRefreshRequest.type] : []),
  ];
  return () => {
    for (const request of requests)
      // An editor that refuses goes on to show what it has; where nobody listens, the transport ends the server.
      connection.sendRequest(request).catch(() => undefined);
  };
}
