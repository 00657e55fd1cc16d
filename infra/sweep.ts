import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';

export interface SweepProps {
  readonly records: RecordsStack;
}

/** Every 15 minutes: starts whatever was never announced or stopped half way. */
export class Sweep extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records }: SweepProps) {
    super(scope, id);
    this.fn = new LetterFunction(this, 'Function', { name: 'sweep', memoryMegabytes: 512 }).fn;
    records.letters.grantRead(this.fn);
    records.events.grantAppend(this.fn);
    records.worklist.grantViews(this.fn);
    records.intake.grantSend(this.fn, 'INTAKE_QUEUE_URL');
    records.suggestion.grantSend(this.fn, 'SUGGESTION_QUEUE_URL');
    this.fn.addEnvironment('GRACE_SECONDS', String(GRACE.toSeconds()));
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(15)),
      // A run that could not be started is made up for by the next one.
      targets: [new LambdaTarget(this.fn, { retryAttempts: 0, maxEventAge: Duration.minutes(15) })],
    });
  }
}

/** Longer than three deliveries of a message take, so that the sweep leaves alone what is still being tried. */
const GRACE = Duration.hours(1);
