import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';

export interface ExtractStepProps {
  readonly records: RecordsStack;
  /** The practices and senders this deployment serves. @default the invented ones of the samples */
  readonly directoryFile?: string;
}

/** Letter stored -> its text stored, or the letter set aside under one named reason. */
export class ExtractStep extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records, directoryFile }: ExtractStepProps) {
    super(scope, id);
    // Room for the process that parses PDFs (stopped at 1 GB) beside the function itself.
    this.fn = new LetterFunction(this, 'Extract', { name: 'extract', memoryMegabytes: 2048, directoryFile }).fn;
    records.letters.grantRead(this.fn);
    records.texts.grantAdd(this.fn);
    records.events.grantAppend(this.fn);
    records.worklist.grantViews(this.fn);
    records.patientHashKey.provideTo(this.fn);
    this.fn.addEventSource(
      new SqsEventSource(records.intake.queue, {
        batchSize: 5,
        reportBatchItemFailures: true,
        // Bounded here, so that a message is never received, throttled and counted as a failed delivery.
        maxConcurrency: 50,
      }),
    );
  }
}
