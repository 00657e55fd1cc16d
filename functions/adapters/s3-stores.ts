import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { sha256 } from '../core/canonical-json.ts';
import { TextDocumentError } from '../core/errors.ts';
import { type LetterObject, textKeyOf } from '../core/letter.ts';
import type { LetterSource, StoredLetter, TextStore } from '../core/ports.ts';
import { decodeTextDocument, encodeTextDocument } from '../core/text-document.ts';

/** Letters in a versioned S3 bucket. Always read by version: what was announced is what is read. */
export function s3LetterSource(client: S3Client, bucket: string): LetterSource {
  const at = ({ key, versionId }: LetterObject) => ({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
  });

  async function page(input: { Prefix?: string; KeyMarker?: string; VersionIdMarker?: string }) {
    return client.send(new ListObjectVersionsCommand({ Bucket: bucket, ...input }));
  }

  return {
    async size(object) {
      const head = await orNull(client.send(new HeadObjectCommand(at(object))));
      return head === null ? null : (head.ContentLength ?? 0);
    },
    async fetch(object) {
      const got = await orNull(client.send(new GetObjectCommand(at(object))));
      return got?.Body === undefined ? null : got.Body.transformToByteArray();
    },
    async versions(key) {
      const objects: StoredLetter[] = [];
      let marker: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
      while (marker !== null) {
        const listed: ListObjectVersionsCommandOutput = await page({ Prefix: key, ...marker });
        objects.push(...stored(bucket, listed).filter(({ object }) => object.key === key));
        marker = nextMarker(listed);
      }
      return objects
        .sort((a, b) => (a.storedAt > b.storedAt ? -1 : a.storedAt < b.storedAt ? 1 : 0))
        .map(({ object }) => object);
    },
    async *list(after) {
      let marker: { KeyMarker?: string; VersionIdMarker?: string } | null =
        after === undefined ? {} : JSON.parse(after);
      while (marker !== null) {
        const listed: ListObjectVersionsCommandOutput = await page(marker);
        marker = nextMarker(listed);
        yield { objects: stored(bucket, listed), cursor: JSON.stringify(marker ?? { KeyMarker: LAST_KEY }) };
      }
    },
  };
}

/** The version id, by which it can be asked for, of an object that was stored before versioning was switched on. */
export const UNVERSIONED = 'null';
const LAST_KEY = '\u{10ffff}';

function stored(bucket: string, { Versions = [] }: ListObjectVersionsCommandOutput): StoredLetter[] {
  return Versions.flatMap(({ Key, VersionId, Size, LastModified }) =>
    Key === undefined
      ? []
      : [
          {
            object: { bucket, key: Key, versionId: VersionId ?? UNVERSIONED },
            sizeBytes: Size ?? 0,
            storedAt: (LastModified ?? new Date(0)).toISOString(),
          },
        ],
  );
}

function nextMarker({ IsTruncated, NextKeyMarker, NextVersionIdMarker }: ListObjectVersionsCommandOutput) {
  if (!IsTruncated || NextKeyMarker === undefined) return null;
  return { KeyMarker: NextKeyMarker, ...(NextVersionIdMarker ? { VersionIdMarker: NextVersionIdMarker } : {}) };
}

/** Texts in S3, under letter and hash, so that no document is ever written over by another. */
export function s3TextStore(client: S3Client, bucket: string): TextStore {
  return {
    async put(document) {
      const { bytes, hash } = encodeTextDocument(document);
      const Key = textKeyOf(document.letterId, hash);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes, ContentType: 'application/json' }));
      return { hash };
    },
    async get(letterId, hash) {
      const got = await orNull(client.send(new GetObjectCommand({ Bucket: bucket, Key: textKeyOf(letterId, hash) })));
      const bytes = await got?.Body?.transformToString();
      if (bytes === undefined) throw new TextDocumentError(letterId, 'its text document is absent');
      if (sha256(bytes) !== hash) throw new TextDocumentError(letterId, 'its text document has been altered');
      return decodeTextDocument(bytes);
    },
  };
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && isAbsent(error)) return null;
    throw error;
  }
}

/** A delete marker is "method not allowed", which has no name in the answer to a HEAD: it has no body to hold one. */
function isAbsent({ name, $metadata }: S3ServiceException): boolean {
  return ['NoSuchKey', 'NoSuchVersion', 'NotFound'].includes(name) || $metadata.httpStatusCode === 405;
}
