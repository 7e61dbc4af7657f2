import type { Server } from 'node:http';

/** Starts the server of the playground on 127.0.0.1, and answers it once it listens; port 0 is any that is free. */
export function serve(port: number): Promise<Server>;
