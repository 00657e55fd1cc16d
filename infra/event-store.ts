import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { EVENTS_KEYS } from '../functions/adapters/dynamo-tables.ts';

/** Every way to change or remove an item that is not a plain put; transactions are judged by the same names. */
export const CHANGES_TO_EVENTS = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
] as const;

/**
 * The events of every letter: the truth. Functions may append and read; the table itself refuses everything else to
 * everybody, whatever a role says. One hole is left that the platform cannot close: a put without its condition would
 * replace an event. Its hash would no longer fit, the stream raises an alarm, the archive and point-in-time recovery hold what
 * stood there.
 *
 * Encrypted under AWS's own DynamoDB key of the account, not ours: a key that someone can disable is one more way to
 * lose the truth, and events hold no words of a letter.
 */
export class EventStore extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: EVENTS_KEYS.partition, type: AttributeType.STRING },
      sortKey: { name: EVENTS_KEYS.sort, type: AttributeType.NUMBER },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      dynamoStream: StreamViewType.KEYS_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'NobodyChangesAnEvent',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: [...CHANGES_TO_EVENTS],
            // A table's own policy cannot name the table while it is being made; `*` here means this table.
            resources: ['*'],
          }),
        ],
      }),
    });
  }

  /** Lets `fn` append and read events, and sets EVENTS_TABLE. */
  grantAppend(fn: LambdaFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({ actions: ['dynamodb:PutItem', 'dynamodb:Query'], resources: [this.table.tableArn] }),
    );
    fn.addEnvironment('EVENTS_TABLE', this.table.tableName);
  }

  /** Lets `fn` read every event, and sets EVENTS_TABLE. */
  grantReadAll(fn: LambdaFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({ actions: ['dynamodb:Scan', 'dynamodb:Query'], resources: [this.table.tableArn] }),
    );
    fn.addEnvironment('EVENTS_TABLE', this.table.tableName);
  }

  /** Lets `fn` be told what happens to events: their keys, never what they say. @returns the stream's ARN */
  grantWatch(fn: LambdaFunction): string {
    const streamArn = this.table.tableStreamArn!;
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    // A list of streams has no one stream to name.
    const streams = `${this.table.tableArn}/stream/*`;
    fn.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [streams] }));
    const stack = Stack.of(this.table);
    const exported = stack.resolve(stack.exportValue(this.table.tableArn)) as { readonly 'Fn::ImportValue': string };
    Validations.of(fn.role!).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${exported['Fn::ImportValue']}/stream/*]`,
      reason: 'Lambda lists the streams of this one table before it reads the one it was given.',
    });
    return streamArn;
  }
}
