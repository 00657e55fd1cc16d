import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Archive } from './archive.ts';
import { EventWatch } from './event-watch.ts';
import { ExtractStep } from './extract-step.ts';
import { OperatorAlarms } from './operator-alarms.ts';
import type { RecordsStack } from './records-stack.ts';
import { ReviewApi, type ReviewIssuer } from './review-api.ts';
import { SuggestStep } from './suggest-step.ts';
import { Sweep } from './sweep.ts';

export interface ServiceStackProps extends StackProps {
  readonly records: RecordsStack;
  /** The practices and senders this deployment serves. @default the invented ones of the samples */
  readonly directoryFile?: string;
  /** Who is told of alarms. @default nobody */
  readonly operatorEmail?: string;
  /** Who signs people in. @default a user pool of this deployment's own */
  readonly issuer?: ReviewIssuer;
  /** Where people reach the service. @default the API's own address */
  readonly origin?: string;
}

/** What can be replaced: functions, schedule, alarms. Removing this stack loses nothing but time. */
export class ServiceStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { records, directoryFile, operatorEmail, issuer, origin, ...props }: ServiceStackProps,
  ) {
    super(scope, id, props);
    const extract = new ExtractStep(this, 'ExtractStep', { records, directoryFile });
    const suggest = new SuggestStep(this, 'SuggestStep', { records });
    const sweep = new Sweep(this, 'Sweep', { records });
    const archive = new Archive(this, 'Archive', { records });
    const eventWatch = new EventWatch(this, 'EventWatch', { records });
    const review = new ReviewApi(this, 'ReviewApi', { records, directoryFile, issuer, origin });
    new OperatorAlarms(this, 'OperatorAlarms', {
      queues: { Intake: records.intake, Suggestion: records.suggestion },
      functions: { Extract: extract.fn, Suggest: suggest.fn, Review: review.fn },
      sweep: sweep.fn,
      archive: archive.fn,
      eventWatch: eventWatch.fn,
      operatorEmail,
    });
  }
}
