// Serves dist-playground to this machine alone, as any server of static files would.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../dist-playground', import.meta.url));

const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

/**
 * Starts the server, and answers it once it listens.
 *
 * @param {number} port 0 for any that is free
 * @returns {Promise<import('node:http').Server>}
 */
export async function serve(port) {
  const server = createServer(({ url = '/' }, response) => {
    const name = url.replace(/[?#].*$/, '').slice(1) || 'index.html';
    const type = types[name.split('.').at(-1)];
    // Only names of its own files: no path leads anywhere else.
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(name) || !type || !existsSync(join(folder, name))) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.\n');
      return;
    }
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    createReadStream(join(folder, name)).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = Number(process.env.PORT ?? 8137);
  try {
    const server = await serve(port);
    console.log(`The playground is at http://127.0.0.1:${server.address().port}/ (Ctrl+C ends it)`);
  } catch (error) {
    const reasons = {
      EADDRINUSE: `port ${port} is in use`,
      EACCES: `port ${port} is not permitted`,
      ERR_SOCKET_BAD_PORT: `PORT is no port: '${process.env.PORT}'`,
    };
    if (!(error.code in reasons)) throw error;
    console.error(`${reasons[error.code]}; choose another: PORT=8138 npm run playground`);
    process.exitCode = 2;
  }
}
