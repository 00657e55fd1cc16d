import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allowOnObjects } from './allow-on-objects.ts';
import { type KeptBucketProps, keptBucket } from './kept-bucket.ts';
import { throughS3 } from './through-s3.ts';

/** Where hospitals put letters: read by version, never written or removed by any function. */
export class LetterStore extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: KeptBucketProps) {
    super(scope, id);
    this.key = props.key;
    this.bucket = keptBucket(this, 'Bucket', props);
  }

  /**
   * Lets `fn` list and read every version, and sets LETTERS_BUCKET. Without the right to list, S3 answers "access
   * denied" for a version that is not there, and a missing letter would fail for ever instead of being set aside.
   */
  grantRead(fn: LambdaFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket', 's3:ListBucketVersions'],
        resources: [this.bucket.bucketArn],
      }),
    );
    allowOnObjects(fn, this.bucket, '*', ['s3:GetObject', 's3:GetObjectVersion']);
    fn.addToRolePolicy(throughS3(this.key, ['kms:Decrypt']));
    fn.addEnvironment('LETTERS_BUCKET', this.bucket.bucketName);
  }
}
