import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackSqs {
  readonly endpoint: string;
  queueUrl(name: string): string;
  /** The bodies sent to a queue, in order. */
  bodies(name: string): readonly string[];
  close(): Promise<void>;
}

/** Enough of SQS for the real SDK client to send a message; anything else is refused. */
export async function startLoopbackSqs(): Promise<LoopbackSqs> {
  const sent: { readonly queueUrl: string; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers['x-amz-target'] !== 'AmazonSQS.SendMessage') {
      response.writeHead(501).end('{}');
      return;
    }
    const { QueueUrl, MessageBody } = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
    sent.push({ queueUrl: QueueUrl ?? '', body: MessageBody ?? '' });
    const MD5OfMessageBody = createHash('md5')
      .update(MessageBody ?? '')
      .digest('hex');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ MessageId: randomUUID(), MD5OfMessageBody }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const queueUrl = (name: string) => `${endpoint}/000000000000/${name}`;
  return {
    endpoint,
    queueUrl,
    bodies: (name) => sent.filter((message) => message.queueUrl === queueUrl(name)).map(({ body }) => body),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
