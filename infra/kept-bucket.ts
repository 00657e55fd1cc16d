import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { AnnouncementQueue } from './announcement-queue.ts';

export interface KeptBucketProps {
  /** What every object is encrypted under. */
  readonly key: IKey;
  /** Told of every object version that is stored. */
  readonly announceTo: AnnouncementQueue;
}

/**
 * A bucket that loses nothing: every version is kept, none expires, none can be removed, and the bucket outlives its
 * stack. To remove a version for a lawful reason an operator must first change this policy, which is itself recorded.
 * (A delete without a version id only lays a marker over the letter; uploaders that rename need it, and the sweep
 * sees the versions below it.)
 */
export function keptBucket(scope: Construct, id: string, { key, announceTo }: KeptBucketProps): Bucket {
  const bucket = new Bucket(scope, id, {
    versioned: true,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'NobodyRemovesAVersion',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:DeleteObjectVersion'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
  announce(bucket, announceTo);
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Access logs would copy every uploaded file name, which may name a patient, into a second bucket. Who read ' +
      'which object is recorded by CloudTrail data events, which the account switches on.',
  });
  return bucket;
}

/**
 * Through the bucket's own property. The CDK's `addEventNotification` would put a function into the stack that may
 * rewrite the notifications of any bucket; and an account-wide condition on the queue, not the bucket's ARN, is what
 * keeps queue and bucket from waiting for each other. (A message about a foreign bucket fails in the handler.)
 */
function announce(bucket: Bucket, { queue }: AnnouncementQueue): void {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn }],
  };
  // S3 tries the queue when the bucket is made: the queue's policy must stand by then.
  bucket.node.addDependency(queue);
}
