import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** What a server of static files calls a file, by the end of its name. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': TEXT,
};

/**
 * Serves a built site on 127.0.0.1, as servers of static files do: with the site's own page where there is none.
 *
 * @param folder the built site
 * @param base the path that it is published under, such as `/docs/warren/`
 * @param port 0 for any
 * @returns the server, which listens, and the address of the front page
 */
export async function serveSite(
  folder: string,
  base: string,
  port = 0,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const inside = pathname.startsWith(base) ? decoded(pathname.slice(base.length)) : undefined;
    const path = inside === undefined ? undefined : fileAt(folder, inside);
    if (path === undefined) {
      const lost = pathname.startsWith(base) ? fileAt(folder, '404.html') : undefined;
      response.writeHead(404, { 'content-type': lost === undefined ? TEXT : HTML });
      if (lost === undefined) response.end('There is nothing here.\n');
      else createReadStream(lost).pipe(response);
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const at = server.address();
  const bound = typeof at === 'object' && at !== null ? at.port : port;
  return { server, address: `http://127.0.0.1:${bound}${base}` };
}

/** The text of a path; undefined where it is none. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The file that a path of the site means; undefined where there is none in its folder. */
function fileAt(folder: string, inside: string): string | undefined {
  const path = normalize(`/${inside}`);
  const named = path.endsWith('/') ? `${path}index.html` : path;
  const file = join(folder, named);
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined;
}
