import { RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { WORKLIST_INDEXES, WORKLIST_KEYS } from '../functions/adapters/dynamo-tables.ts';

/**
 * The views people work from. All of it can be made again from the events; it is kept and protected all the same,
 * because until that is done nobody sees a letter.
 */
export class Worklist extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(WORKLIST_KEYS.partition),
      sortKey: text(WORKLIST_KEYS.sort),
      globalSecondaryIndexes: Object.entries(WORKLIST_INDEXES).map(([indexName, { partition, sort }]) => ({
        indexName,
        partitionKey: text(partition),
        sortKey: text(sort),
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets `fn` write and replace views, and sets WORKLIST_TABLE. Views are replaced by puts: no update is needed. */
  grantViews(fn: LambdaFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:PutItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:DeleteItem',
        ],
        resources: [this.table.tableArn],
      }),
    );
    fn.addEnvironment('WORKLIST_TABLE', this.table.tableName);
  }

  /** Lets `fn` list letters by practice and by patient. Each index is named: no pattern stands for them. */
  grantLists(fn: LambdaFunction): void {
    const indexes = ['byPracticeAndState', 'byPatient'] as const satisfies readonly (keyof typeof WORKLIST_INDEXES)[];
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: indexes.map((index) => `${this.table.tableArn}/index/${index}`),
      }),
    );
  }
}

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
