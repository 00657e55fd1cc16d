import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** The use of `key` by S3 on a function's behalf, and by no other way: the function itself decrypts nothing. */
export function throughS3(key: IKey, actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[]): PolicyStatement {
  return new PolicyStatement({
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(key).region}.amazonaws.com` } },
  });
}
