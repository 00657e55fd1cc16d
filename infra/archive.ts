import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';

export interface ArchiveProps {
  readonly records: RecordsStack;
}

/** Every hour: archives the days that are over. All runs of a day but the first find it done; one that failed is made up for. */
export class Archive extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records }: ArchiveProps) {
    super(scope, id);
    this.fn = new LetterFunction(this, 'Function', { name: 'archive', memoryMegabytes: 1769 }).fn;
    records.events.grantReadAll(this.fn);
    records.archive.grantAdd(this.fn);
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaTarget(this.fn, { retryAttempts: 0, maxEventAge: Duration.hours(1) })],
    });
  }
}
