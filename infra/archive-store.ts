import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allowOnObjects } from './allow-on-objects.ts';

export interface ArchiveStoreProps {
  /** How long each object can be removed by nobody, the account's root included. It cannot be shortened afterwards. */
  readonly retentionDays: number;
}

/**
 * Where events and anchors are beyond everybody's reach: S3 Object Lock in compliance mode. A put that would lay another
 * version over an object is refused, so that what is read is always what was written first.
 *
 * Encrypted under S3's own keys: a key that someone can disable is one more way to lose the truth.
 */
export class ArchiveStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retentionDays }: ArchiveStoreProps) {
    super(scope, id);
    if (!Number.isInteger(retentionDays) || retentionDays < 1)
      throw new Error(`archiveRetentionDays must be a whole number of days, not '${retentionDays}'`);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(retentionDays)),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.refuse('NobodyRemovesAVersion', 's3:DeleteObjectVersion');
    this.refuse('NobodyHidesAnObject', 's3:DeleteObject');
    this.refuse('NobodyWritesOver', 's3:PutObject', { Null: { 's3:if-none-match': 'true' } });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Who read or wrote which object is recorded by CloudTrail data events, which the account switches on.',
    });
  }

  private refuse(sid: string, action: string, conditions?: Record<string, Record<string, string>>): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [action],
        resources: [this.bucket.arnForObjects('*')],
        ...(conditions === undefined ? {} : { conditions }),
      }),
    );
  }

  /** Lets `fn` read the archive, and sets ARCHIVE_BUCKET. The right to list turns "access denied" into "not there". */
  grantRead(fn: LambdaFunction): void {
    this.grant(fn, ['s3:GetObject']);
  }

  /** Lets `fn` add to the archive and read it, and sets ARCHIVE_BUCKET. */
  grantAdd(fn: LambdaFunction): void {
    this.grant(fn, ['s3:GetObject', 's3:PutObject']);
  }

  private grant(fn: LambdaFunction, actions: Parameters<typeof allowOnObjects>[3]): void {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    allowOnObjects(fn, this.bucket, '*', actions);
    fn.addEnvironment('ARCHIVE_BUCKET', this.bucket.bucketName);
  }
}
