import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allowOnObjects } from './allow-on-objects.ts';
import { type KeptBucketProps, keptBucket } from './kept-bucket.ts';
import { throughS3 } from './through-s3.ts';

/** Where the letters' texts are: what every offset in every event points into, so kept as long as the events. */
export class TextStore extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: KeptBucketProps) {
    super(scope, id);
    this.key = props.key;
    this.bucket = keptBucket(this, 'Bucket', props);
  }

  /** Lets `fn` read texts, and sets TEXTS_BUCKET. The right to list turns "access denied" into "not there". */
  grantRead(fn: LambdaFunction): void {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    allowOnObjects(fn, this.bucket, TEXTS, ['s3:GetObject']);
    fn.addToRolePolicy(throughS3(this.key, ['kms:Decrypt']));
    fn.addEnvironment('TEXTS_BUCKET', this.bucket.bucketName);
  }

  /** Lets `fn` add and read texts, and sets TEXTS_BUCKET. */
  grantAdd(fn: LambdaFunction): void {
    this.grantRead(fn);
    allowOnObjects(fn, this.bucket, TEXTS, ['s3:PutObject']);
    fn.addToRolePolicy(throughS3(this.key, ['kms:GenerateDataKey']));
  }
}

const TEXTS = 'texts/*';
