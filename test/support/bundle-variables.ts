/** Where the servers on loopback are that stand in for AWS. */
export interface LoopbackServers {
  readonly s3: { readonly endpoint: string };
  readonly dynamo: { readonly endpoint: string; readonly events: string; readonly worklist: string };
  readonly sqs?: { readonly endpoint: string; queueUrl(name: string): string };
}

export const BUNDLE_BUCKETS = {
  LETTERS_BUCKET: 'letter-coder-letters',
  TEXTS_BUCKET: 'letter-coder-texts',
  ARCHIVE_BUCKET: 'letter-coder-archive',
} as const;

/** Every variable that any of the functions is deployed with. Without queues, their addresses lead nowhere. */
export function bundleVariables({ s3, dynamo, sqs }: LoopbackServers): Record<string, string> {
  const queueUrl = (name: string) => sqs?.queueUrl(name) ?? `http://127.0.0.1:1/${name}`;
  return {
    // By name: given an address in digits the client would put the bucket into the path by itself.
    AWS_ENDPOINT_URL_S3: s3.endpoint.replace('127.0.0.1', 'localhost'),
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs?.endpoint ?? 'http://127.0.0.1:1',
    ...BUNDLE_BUCKETS,
    EVENTS_TABLE: dynamo.events,
    WORKLIST_TABLE: dynamo.worklist,
    PATIENT_HASH_KEY: 'a key of thirty-two characters or more',
    INTAKE_QUEUE_URL: queueUrl('intake'),
    SUGGESTION_QUEUE_URL: queueUrl('suggestion'),
    GRACE_SECONDS: '3600',
    ORIGIN: 'https://letters.example',
    OIDC_ISSUER: 'https://sign-in.example',
    OIDC_CLIENT_ID: 'page',
    OIDC_AUDIENCE: 'letter-coder',
    OIDC_GROUPS_CLAIM: 'groups',
  };
}
