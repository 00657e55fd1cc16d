import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/**
 * Lets `fn` do `actions` on the objects of `bucket` whose keys fit `pattern`. A policy names objects by pattern and
 * by nothing else, and cdk-nag asks about every pattern; it knows the bucket by the name of its stack's export.
 */
export function allowOnObjects(
  fn: LambdaFunction,
  bucket: Bucket,
  pattern: string,
  actions: readonly ('s3:GetObject' | 's3:GetObjectVersion' | 's3:PutObject')[],
): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [bucket.arnForObjects(pattern)] }));
  const stack = Stack.of(bucket);
  const exported = stack.resolve(stack.exportValue(bucket.bucketArn)) as { readonly 'Fn::ImportValue': string };
  Validations.of(fn.role!).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${exported['Fn::ImportValue']}/${pattern}]`,
    reason: `The function works on every object of this one bucket, and may only ${actions.join(', ')}.`,
  });
}
