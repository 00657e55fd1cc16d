import {
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ArchiveStore } from '../core/ports.ts';

/**
 * An archive in an S3 bucket. The bucket itself locks every object on arrival (Object Lock, compliance mode) and refuses
 * a put without its condition: no right of this function can undo either.
 */
export function s3Archive(client: S3Client, bucket: string): ArchiveStore {
  async function read(name: string): Promise<string | null> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
      throw error;
    }
  }

  return {
    async writeOnce(name, content) {
      try {
        await client.send(
          new PutObjectCommand({ Bucket: bucket, Key: name, Body: content, IfNoneMatch: '*', ContentType: TYPE }),
        );
        return content;
      } catch (error) {
        if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412) throw error;
        const standing = await read(name);
        if (standing === null) throw error;
        return standing;
      }
    },
    read,
    async *list(prefix) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    },
  };
}

const TYPE = 'application/json; charset=utf-8';
