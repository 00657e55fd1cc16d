import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** Something else listens on that port. Retrying helps once it has stopped. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  constructor(readonly port: number) {
    super(`port ${port} is taken; stop what uses it, or choose another with --port (0 takes any that is free)`);
  }
}

/** Listens on loopback, where no other machine can reach it; what answers is told once the port is known. */
export interface LoopbackPort {
  /** Scheme, host and port. */
  readonly origin: string;
  serve(fetch: (request: Request) => Response | Promise<Response>): void;
  close(): Promise<void>;
}

/** @throws PortTakenError */
export async function openLoopbackPort(port: number): Promise<LoopbackPort> {
  let answer = (_: Request): Response | Promise<Response> => new Response('Starting. Try again.', { status: 503 });
  const server = createAdaptorServer({ fetch: (request) => answer(request) }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(fetch) {
      answer = fetch;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
