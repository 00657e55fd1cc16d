import { Annotations, CfnOutput, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AnnouncementQueue } from './announcement-queue.ts';

export interface OperatorAlarmsProps {
  readonly queues: Readonly<Record<string, AnnouncementQueue>>;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly sweep: LambdaFunction;
  readonly archive: LambdaFunction;
  /** Runs only when a stored event was changed or removed. */
  readonly eventWatch: LambdaFunction;
  /** Who is told. @default nobody until someone subscribes to the topic, which synthesis warns about */
  readonly operatorEmail?: string;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Tells the operators whenever a letter may be stuck. Every alarm here means: a person must look. */
export class OperatorAlarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OperatorAlarmsProps) {
    super(scope, id);
    const { queues, functions, sweep, archive, eventWatch, operatorEmail } = props;
    this.topic = new Topic(this, 'Topic', { displayName: 'Letter Coder: a person must look', enforceSSL: true });
    if (operatorEmail === undefined)
      Annotations.of(this).addWarningV2('letter-coder:no-operator', 'nobody is told of alarms: -c operatorEmail=...');
    else this.topic.addSubscription(new EmailSubscription(operatorEmail));
    new CfnOutput(this, 'TopicArn', { value: this.topic.topicArn });

    for (const [name, { queue, setAside }] of Object.entries(queues)) {
      this.alarm(`${name}SetAside`, `A message of the ${name} queue failed three times and was set aside.`, {
        metric: setAside.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' }),
        threshold: 1,
      });
      this.alarm(`${name}Waiting`, `A message has waited in the ${name} queue for more than half an hour.`, {
        metric: queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'max' }),
        threshold: Duration.minutes(30).toSeconds(),
      });
    }
    for (const [name, fn] of Object.entries({ ...functions, Sweep: sweep, Archive: archive, EventWatch: eventWatch })) {
      this.alarm(`${name}Failed`, `The ${name} function ended in an error.`, {
        metric: fn.metricErrors({ period: FIVE_MINUTES }),
        threshold: 1,
      });
    }
    // Silence is the failure: a sweep that never runs gives no errors.
    this.alarm('SweepMissing', 'No sweep has run for an hour.', {
      metric: sweep.metricInvocations({ period: Duration.hours(1) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.alarm('ArchiveMissing', 'The archive has not run for three hours.', {
      metric: archive.metricInvocations({ period: Duration.hours(3) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.alarm('EventOverwritten', 'A stored event was changed or removed. Nothing in the service does that.', {
      metric: eventWatch.metricInvocations({ period: Duration.minutes(1) }),
      threshold: 1,
    });
  }

  private alarm(
    id: string,
    alarmDescription: string,
    when: {
      readonly metric: IMetric;
      readonly threshold: number;
      readonly comparisonOperator?: ComparisonOperator;
      readonly treatMissingData?: TreatMissingData;
    },
  ): void {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...when,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
