import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Clients with an end to their patience: without these the SDK waits for an answer until the function itself is
 * ended, and a whole batch of letters with it. Where the services are is left to the SDK's own variables
 * (`AWS_REGION`, `AWS_ENDPOINT_URL_S3`, ...).
 */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 20_000 };

/** @param endpoint another S3's address, where there is one: such servers want the bucket in the path */
export function s3Client(endpoint: string | undefined): S3Client {
  return new S3Client({ forcePathStyle: endpoint !== undefined, requestHandler: PATIENCE });
}

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({ requestHandler: PATIENCE });
}

export function sqsClient(): SQSClient {
  return new SQSClient({ requestHandler: PATIENCE });
}
