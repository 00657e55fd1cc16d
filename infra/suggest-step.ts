import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';

export interface SuggestStepProps {
  readonly records: RecordsStack;
}

/** Text stored -> the letter's suggestions stored. It cannot read letters, and writes no text. */
export class SuggestStep extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records }: SuggestStepProps) {
    super(scope, id);
    this.fn = new LetterFunction(this, 'Suggest', { name: 'suggest', memoryMegabytes: 1024 }).fn;
    records.texts.grantRead(this.fn);
    records.events.grantAppend(this.fn);
    records.worklist.grantViews(this.fn);
    this.fn.addEventSource(
      new SqsEventSource(records.suggestion.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // Bounded here, so that a message is never received, throttled and counted as a failed delivery.
        maxConcurrency: 50,
      }),
    );
  }
}
