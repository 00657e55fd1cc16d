import { CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';

export interface EventWatchProps {
  readonly records: RecordsStack;
}

/**
 * Runs when, and only when, a stored event was changed or removed: the stream's other records, of events that were appended,
 * are left out before it. So each of its runs is an alarm.
 */
export class EventWatch extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records }: EventWatchProps) {
    super(scope, id);
    this.fn = new LetterFunction(this, 'Function', { name: 'event-watch', memoryMegabytes: 256 }).fn;
    const streamArn = records.events.grantWatch(this.fn);
    const mapping = new CfnEventSourceMapping(this, 'Stream', {
      eventSourceArn: streamArn,
      functionName: this.fn.functionName,
      startingPosition: 'TRIM_HORIZON',
      filterCriteria: {
        filters: ['MODIFY', 'REMOVE'].map((eventName) => ({ pattern: JSON.stringify({ eventName: [eventName] }) })),
      },
      maximumRetryAttempts: 3,
    });
    // The mapping is tried when it is made: the right to read the stream must stand by then.
    mapping.node.addDependency(this.fn.role!);
  }
}
