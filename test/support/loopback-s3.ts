import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A versioned S3 on loopback for the real SDK client: put (also on the condition that nothing stands there), get, head,
 * list and list versions, with S3's own answers to what is absent. It is written here because the emulators on npm store
 * streamed uploads corrupted or overlook versions. Anything else gets 501, so that a test cannot pass on a request this
 * does not understand.
 */
export interface LoopbackS3 {
  readonly endpoint: string;
  /** Puts an object version there as S3 would hold it; the newest of its key. */
  put(bucket: string, key: string, bytes: Uint8Array | string, fixed?: { versionId?: string; storedAt?: Date }): string;
  /** What a delete without a version does: a marker lies over the versions. @returns the marker's version id */
  remove(bucket: string, key: string): string;
  /** Every object version, oldest first. */
  stored(bucket: string): readonly { readonly key: string; readonly versionId: string; readonly bytes: Buffer }[];
  close(): Promise<void>;
}

interface Version {
  readonly key: string;
  readonly versionId: string;
  /** null for a delete marker. */
  readonly bytes: Buffer | null;
  readonly storedAt: Date;
}

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** @param pageSize versions in one page of a list; S3 gives 1,000 */
export async function startLoopbackS3(buckets: readonly string[], pageSize = 1000): Promise<LoopbackS3> {
  const versions = new Map<string, Version[]>(buckets.map((bucket) => [bucket, []]));

  function add(bucket: string, key: string, bytes: Buffer | null, fixed: { versionId?: string; storedAt?: Date } = {}) {
    const version = {
      key,
      bytes,
      versionId: fixed.versionId ?? newVersionId(),
      storedAt: fixed.storedAt ?? new Date(),
    };
    versions.get(bucket)!.push(version);
    return version.versionId;
  }

  async function answer(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const held = versions.get(bucket);
    if (held === undefined) return failure(404, 'NoSuchBucket');
    if (request.method === 'GET' && key === '' && url.searchParams.has('versions'))
      return listVersions(bucket, held, url.searchParams, pageSize);
    if (request.method === 'GET' && key === '' && url.searchParams.get('list-type') === '2')
      return listObjects(bucket, held, url.searchParams, pageSize);
    if (request.method === 'PUT' && key !== '') return put(bucket, key, request);
    if ((request.method === 'GET' || request.method === 'HEAD') && key !== '')
      return read(held, key, url.searchParams.get('versionId'));
    return failure(501, 'NotImplemented');
  }

  async function put(bucket: string, key: string, request: IncomingMessage): Promise<Reply> {
    if (request.headers['content-encoding']?.includes('aws-chunked')) return failure(501, 'NotImplemented');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers['if-none-match'] === '*' && read(versions.get(bucket)!, key, null).status === 200)
      return failure(412, 'PreconditionFailed');
    return { status: 200, headers: { 'x-amz-version-id': add(bucket, key, Buffer.concat(chunks)) } };
  }

  const server = createServer((request, response) => {
    answer(request)
      .catch((): Reply => failure(500, 'InternalError'))
      .then(({ status, headers = {}, body = '' }) => {
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
        response.end(request.method === 'HEAD' ? '' : body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (bucket, key, bytes, fixed) => add(bucket, key, Buffer.from(bytes), fixed),
    remove: (bucket, key) => add(bucket, key, null),
    stored: (bucket) =>
      versions.get(bucket)!.flatMap(({ key, versionId, bytes }) => (bytes === null ? [] : [{ key, versionId, bytes }])),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read(held: readonly Version[], key: string, versionId: string | null): Reply {
  const ofKey = held.filter((version) => version.key === key);
  const found = versionId === null ? ofKey.at(-1) : ofKey.find((version) => version.versionId === versionId);
  if (found === undefined) return failure(404, versionId === null ? 'NoSuchKey' : 'NoSuchVersion', key);
  if (found.bytes === null)
    return versionId === null ? failure(404, 'NoSuchKey', key) : failure(405, 'MethodNotAllowed');
  const headers = { 'x-amz-version-id': found.versionId, 'last-modified': found.storedAt.toUTCString() };
  return { status: 200, headers, body: found.bytes };
}

/** By key in order of UTF-8, newest first within a key; a list goes on behind (`key-marker`, `version-id-marker`). */
function listVersions(bucket: string, held: readonly Version[], query: URLSearchParams, pageSize: number): Reply {
  const sorted = held
    .map((version, age) => ({ version, age, isLatest: !held.slice(age + 1).some(({ key }) => key === version.key) }))
    .filter(({ version }) => version.key.startsWith(query.get('prefix') ?? ''))
    .sort((a, b) => Buffer.compare(Buffer.from(a.version.key), Buffer.from(b.version.key)) || b.age - a.age);
  const rest = sorted.slice(startOf(sorted, query.get('key-marker'), query.get('version-id-marker')));
  const page = rest.slice(0, pageSize);
  const last = rest.length > pageSize ? page.at(-1)?.version : undefined;
  const written = (key: string) => (query.get('encoding-type') === 'url' ? formEncoded(key) : escapeXml(key));
  const entries = page.map(({ version, isLatest }) => {
    const tag = version.bytes === null ? 'DeleteMarker' : 'Version';
    const size = version.bytes === null ? '' : `<Size>${version.bytes.length}</Size>`;
    // S3 tells the time of storing to the second.
    const storedAt = version.storedAt.toISOString().replace(/\.\d+Z/, '.000Z');
    return (
      `<${tag}><Key>${written(version.key)}</Key><VersionId>${version.versionId}</VersionId>` +
      `<IsLatest>${isLatest}</IsLatest><LastModified>${storedAt}</LastModified>${size}</${tag}>`
    );
  });
  const next = last
    ? `<NextKeyMarker>${written(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.versionId}</NextVersionIdMarker>`
    : '';
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>${bucket}</Name><IsTruncated>${last !== undefined}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** The newest of each key in order of UTF-8; a list goes on behind its `continuation-token`, here the last key given. */
function listObjects(bucket: string, held: readonly Version[], query: URLSearchParams, pageSize: number): Reply {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const keys = [...new Set(held.map(({ key }) => key))]
    .filter((key) => key.startsWith(prefix) && read(held, key, null).status === 200)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
  const page = keys.slice(0, pageSize);
  const isTruncated = keys.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1)!)}</NextContinuationToken>` : '';
  const contents = page.map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`).join('');
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>${bucket}</Name><IsTruncated>${isTruncated}</IsTruncated>${next}${contents}</ListBucketResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function startOf(
  sorted: readonly { version: Version }[],
  keyMarker: string | null,
  versionIdMarker: string | null,
): number {
  if (keyMarker === null) return 0;
  if (versionIdMarker !== null)
    return 1 + sorted.findIndex(({ version }) => version.key === keyMarker && version.versionId === versionIdMarker);
  const behind = sorted.findIndex(
    ({ version }) => Buffer.compare(Buffer.from(version.key), Buffer.from(keyMarker)) > 0,
  );
  return behind === -1 ? sorted.length : behind;
}

/** S3's errors name the key, which is one more reason never to log them. */
function failure(status: number, code: string, key?: string): Reply {
  const named = key === undefined ? '' : `<Key>${escapeXml(key)}</Key>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message>${named}</Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** As S3 does in lists and notifications: a space is `+`. */
export function formEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"'\0-\x1f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

/** 32 characters, as opaque as S3's own. */
function newVersionId(): string {
  return randomUUID().replaceAll('-', '');
}
