import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface AnnouncementQueueProps {
  /** How long the function that reads the queue may take over one batch. */
  readonly functionTimeout: Duration;
  /** How long a message waits before it is first delivered. @default no wait */
  readonly deliveryDelay?: Duration;
}

/**
 * What is to be looked at next, each message delivered up to three times and then set aside, where an alarm waits.
 * No message holds more than S3's own notification or a letter's id.
 */
export class AnnouncementQueue extends Construct {
  readonly queue: Queue;
  /** Where a message goes after its third failed delivery. */
  readonly setAside: Queue;

  constructor(scope: Construct, id: string, { functionTimeout, deliveryDelay }: AnnouncementQueueProps) {
    super(scope, id);
    const kept = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN };
    // The days here count from the first queue on, so the set-aside queue must keep a message the longer of the two.
    this.setAside = new Queue(this, 'SetAside', { ...kept, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...kept,
      deliveryDelay,
      retentionPeriod: Duration.days(4),
      // AWS's own rule for a queue that a function reads: shorter, and a slow batch is delivered twice at once.
      visibilityTimeout: Duration.seconds(6 * functionTimeout.toSeconds()),
      deadLetterQueue: { queue: this.setAside, maxReceiveCount: 3 },
    });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'BucketsOfThisAccountAnnounce',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Lets `fn` put messages in, and tells it where under `variable`. */
  grantSend(fn: IFunction & { addEnvironment(name: string, value: string): unknown }, variable: string): void {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }));
    fn.addEnvironment(variable, this.queue.queueUrl);
  }
}
