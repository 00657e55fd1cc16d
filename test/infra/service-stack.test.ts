import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Environment as ArchiveEnvironment } from '../../functions/archive/environment.ts';
import { Environment as EventWatchEnvironment } from '../../functions/event-watch/environment.ts';
import { Environment as ExtractEnvironment } from '../../functions/extract/environment.ts';
import { Environment as ReviewEnvironment } from '../../functions/review/environment.ts';
import { Environment as SuggestEnvironment } from '../../functions/suggest/environment.ts';
import { Environment as SweepEnvironment } from '../../functions/sweep/environment.ts';
import { CHANGES_TO_EVENTS } from '../../infra/event-store.ts';
import { type Resource, resourcesOf, target, templates } from './templates.ts';

const { service, records, stacks } = templates();
const functions = resourcesOf(service, 'AWS::Lambda::Function');
const functionOf = (start: string): Resource => {
  const found = functions.filter(({ id }) => id.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} functions begin with ${start}`);
  return found[0]!;
};
const EXTRACT = functionOf('ExtractStep');
const SUGGEST = functionOf('SuggestStep');
const SWEEP = functionOf('Sweep');
const REVIEW = functionOf('ReviewApi');
const ARCHIVE = functionOf('Archive');
const EVENT_WATCH = functionOf('EventWatch');

/** Everything a function may do, as `action on store`, sorted. */
function allowedTo({ Properties }: Resource): string[] {
  const role = target(Properties.Role);
  const policies = resourcesOf(service, 'AWS::IAM::Policy').filter(({ Properties: { Roles } }) =>
    Roles.some((one: unknown) => target(one) === role),
  );
  return policies
    .flatMap(({ Properties: { PolicyDocument } }) => PolicyDocument.Statement)
    .flatMap(({ Effect, Action, Resource: on }) => {
      expect(Effect).toBe('Allow');
      const stores = [on]
        .flat()
        .map((one) => storeIn(target(one)) + (JSON.stringify(one).match(/"(\/[^"]*)"/)?.[1] ?? ''));
      return [Action].flat().flatMap((action: string) => stores.map((store) => `${action} on ${store}`));
    })
    .sort();
}

const STORES = [
  'LettersBucket',
  'TextsBucket',
  'ArchiveBucket',
  'EventsTable',
  'WorklistTable',
  'IntakeQueue',
  'SuggestionQueue',
  'Key',
  'Log',
];
const storeIn = (id: string) =>
  STORES.find((store) => (store === 'Log' ? id.includes('Log') : id.startsWith(store))) ?? id;

const LOGS = ['logs:CreateLogStream on Log', 'logs:PutLogEvents on Log'];
const EVENTS = ['dynamodb:PutItem on EventsTable', 'dynamodb:Query on EventsTable'];
const WORKLIST = ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'].map(
  (action) => `dynamodb:${action} on WorklistTable`,
);
const LETTERS = [
  's3:GetObject on LettersBucket/*',
  's3:GetObjectVersion on LettersBucket/*',
  's3:ListBucket on LettersBucket',
  's3:ListBucketVersions on LettersBucket',
];
const TEXTS = ['s3:GetObject on TextsBucket/texts/*', 's3:ListBucket on TextsBucket'];
const consume = (queue: string) =>
  ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'].map(
    (action) => `sqs:${action} on ${queue}`,
  );

describe('what each function may do, and nothing else', () => {
  it.each([
    [
      'extract',
      EXTRACT,
      [
        ...LOGS,
        ...EVENTS,
        ...WORKLIST,
        ...LETTERS,
        ...TEXTS,
        's3:PutObject on TextsBucket/texts/*',
        'kms:Decrypt on Key',
        'kms:GenerateDataKey on Key',
        ...consume('IntakeQueue'),
      ],
    ],
    [
      'suggest',
      SUGGEST,
      [...LOGS, ...EVENTS, ...WORKLIST, ...TEXTS, 'kms:Decrypt on Key', ...consume('SuggestionQueue')],
    ],
    [
      'sweep',
      SWEEP,
      [
        ...LOGS,
        ...EVENTS,
        ...WORKLIST,
        ...LETTERS,
        'kms:Decrypt on Key',
        'sqs:SendMessage on IntakeQueue',
        'sqs:SendMessage on SuggestionQueue',
      ],
    ],
    [
      'review',
      REVIEW,
      [
        ...LOGS,
        ...EVENTS,
        // An auditor's search and the report of decisions go through every letter; what is anchored is read, never added to.
        'dynamodb:Scan on EventsTable',
        's3:GetObject on ArchiveBucket/*',
        's3:ListBucket on ArchiveBucket',
        ...WORKLIST,
        'dynamodb:Query on WorklistTable/index/byPatient',
        'dynamodb:Query on WorklistTable/index/byPracticeAndState',
        ...LETTERS,
        ...TEXTS,
        'kms:Decrypt on Key',
        'sqs:SendMessage on IntakeQueue',
      ],
    ],
    [
      'archive',
      ARCHIVE,
      [
        ...LOGS,
        'dynamodb:Query on EventsTable',
        'dynamodb:Scan on EventsTable',
        's3:GetObject on ArchiveBucket/*',
        's3:ListBucket on ArchiveBucket',
        's3:PutObject on ArchiveBucket/*',
      ],
    ],
    [
      'event-watch',
      EVENT_WATCH,
      [
        ...LOGS,
        'dynamodb:DescribeStream on EventsTable',
        'dynamodb:GetRecords on EventsTable',
        'dynamodb:GetShardIterator on EventsTable',
        'dynamodb:ListStreams on EventsTable/stream/*',
      ],
    ],
  ])('%s', (_, fn, allowed) => {
    expect([...new Set(allowedTo(fn))]).toEqual([...allowed].sort());
  });

  it('never lets any function update or delete an event', () => {
    const changes = CHANGES_TO_EVENTS.map((change) => `${change} on EventsTable`);
    for (const fn of functions) expect(allowedTo(fn).filter((line) => changes.includes(line))).toEqual([]);
  });

  it('never lets any function remove or change a letter or a text', () => {
    const forbidden = /^s3:(Delete|Put(?!Object on (?:TextsBucket|ArchiveBucket))|Restore|Replicate|\*)|^\*/;
    for (const fn of functions) expect(allowedTo(fn).filter((line) => forbidden.test(line))).toEqual([]);
  });

  it('names every action and every resource: no wildcard stands for either', () => {
    for (const { Properties } of resourcesOf(service, 'AWS::IAM::Policy'))
      for (const { Action, Resource: on } of Properties.PolicyDocument.Statement) {
        expect([Action].flat().filter((action: string) => action.includes('*'))).toEqual([]);
        expect(on).not.toBe('*');
      }
    for (const { Properties } of resourcesOf(service, 'AWS::IAM::Role'))
      expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  it('lets a function use the key through S3 alone', () => {
    const uses = resourcesOf(service, 'AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('kms:')));
    expect(uses.length).toBeGreaterThan(0);
    for (const { Condition } of uses) expect(JSON.stringify(Condition)).toContain('kms:ViaService');
  });
});

describe('the functions', () => {
  it.each([
    ['extract', EXTRACT, ExtractEnvironment],
    ['suggest', SUGGEST, SuggestEnvironment],
    ['sweep', SWEEP, SweepEnvironment],
    ['review', REVIEW, ReviewEnvironment],
    ['archive', ARCHIVE, ArchiveEnvironment],
    ['event-watch', EVENT_WATCH, EventWatchEnvironment],
  ])('%s gets every variable it needs, and none that it does not know', (_, { Properties }, Environment) => {
    const variables = (Properties.Environment?.Variables ?? {}) as Record<string, unknown>;
    const filledIn = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : `https://filled.in.by.cloudformation/${name}`,
    ]);
    expect(Environment.safeParse(Object.fromEntries(filledIn)).error).toBeUndefined();
    expect(Object.keys(variables).filter((name) => !(name in Environment.shape))).toEqual([]);
  });

  it('only extract and review get the patient hash key, and from the secret', () => {
    const withKey = functions.filter(
      ({ Properties }) => 'PATIENT_HASH_KEY' in (Properties.Environment?.Variables ?? {}),
    );
    expect(withKey.map(({ id }) => id)).toEqual([EXTRACT.id, REVIEW.id]);
    for (const { Properties } of withKey)
      expect(JSON.stringify(Properties.Environment.Variables.PATIENT_HASH_KEY)).toContain('{{resolve:secretsmanager:');
  });

  it.each(functions.map(({ id }) => id))('%s runs on arm64 and Node 24, and its log is kept for a year', (id) => {
    const { Architectures, Runtime, Handler, LoggingConfig } = functionOf(id).Properties;
    expect({ Architectures, Runtime, Handler }).toEqual({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
    });
    const log = resourcesOf(service, 'AWS::Logs::LogGroup').find(
      (group) => group.id === target(LoggingConfig.LogGroup),
    );
    expect(log?.Properties.RetentionInDays).toBe(365);
  });

  it.each([
    ['extract', EXTRACT, 'IntakeQueue'],
    ['suggest', SUGGEST, 'SuggestionQueue'],
  ])('%s reads its queue, one bad letter fails alone, and none comes again while it is worked on', (_, fn, start) => {
    const mappings = resourcesOf(service, 'AWS::Lambda::EventSourceMapping');
    const mapping = mappings.find(({ Properties }) => target(Properties.FunctionName) === fn.id)!;
    expect(target(mapping.Properties.EventSourceArn)).toMatch(new RegExp(`^${start}`));
    expect(mapping.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(mapping.Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThan(1);
    const queue = resourcesOf(records, 'AWS::SQS::Queue').find(({ id }) => id.startsWith(start))!;
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * fn.Properties.Timeout);
  });

  it('gives extract room for the process that parses PDFs', () => {
    expect(EXTRACT.Properties.MemorySize).toBeGreaterThanOrEqual(1536);
  });
});

describe('the sweep', () => {
  it('runs every 15 minutes, and is over before it runs again', () => {
    const rule = resourcesOf(service, 'AWS::Events::Rule').find(({ id }) => id.startsWith('Sweep'));
    expect(rule!.Properties).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' });
    expect(rule!.Properties.Targets.map(({ Arn }: { Arn: unknown }) => target(Arn))).toEqual([SWEEP.id]);
    expect(SWEEP.Properties.Timeout).toBeLessThan(15 * 60);
  });

  it('leaves alone what the queues are still trying: three deliveries of a message', () => {
    const grace = Number(SWEEP.Properties.Environment.Variables.GRACE_SECONDS);
    for (const { id, Properties } of resourcesOf(records, 'AWS::SQS::Queue'))
      if (!id.includes('SetAside')) expect(grace).toBeGreaterThan(3 * Properties.VisibilityTimeout);
  });
});

describe('the archive', () => {
  it('runs every hour, and is over before it runs again', () => {
    const rule = resourcesOf(service, 'AWS::Events::Rule').find(({ id }) => id.startsWith('Archive'));
    expect(rule!.Properties).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
    expect(rule!.Properties.Targets.map(({ Arn }: { Arn: unknown }) => target(Arn))).toEqual([ARCHIVE.id]);
    expect(ARCHIVE.Properties.Timeout).toBeLessThan(3600);
  });
});

describe('the watch over stored events', () => {
  it('is started by a changed or removed event, by nothing else, and from the first there was', () => {
    const mappings = resourcesOf(service, 'AWS::Lambda::EventSourceMapping');
    const watch = mappings.filter(({ Properties }) => target(Properties.FunctionName) === EVENT_WATCH.id);
    expect(watch.map(({ Properties }) => Properties)).toMatchObject([
      {
        StartingPosition: 'TRIM_HORIZON',
        MaximumRetryAttempts: 3,
        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["MODIFY"]}' }, { Pattern: '{"eventName":["REMOVE"]}' }] },
      },
    ]);
    expect(JSON.stringify(watch[0]!.Properties.EventSourceArn)).toMatch(/EventsTable.*StreamArn/);
  });
});

describe('alarms', () => {
  const alarms = resourcesOf(service, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const watching = (MetricName: string, id: string) =>
    alarms.filter((alarm) => alarm.MetricName === MetricName && target(alarm.Dimensions[0].Value).startsWith(id));

  it.each(['IntakeSetAside', 'SuggestionSetAside'])('alarms when a single message is set aside: %s', (queue) => {
    expect(watching('ApproximateNumberOfMessagesVisible', queue)).toEqual([
      expect.objectContaining({
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        Statistic: 'Maximum',
        EvaluationPeriods: 1,
      }),
    ]);
  });

  it.each(['IntakeQueue', 'SuggestionQueue'])('alarms when a message waits for half an hour: %s', (queue) => {
    expect(watching('ApproximateAgeOfOldestMessage', queue)).toEqual([
      expect.objectContaining({ Threshold: 1800, Statistic: 'Maximum' }),
    ]);
  });

  it.each(functions.map(({ id }) => id))('alarms when a function fails: %s', (id) => {
    expect(watching('Errors', id)).toEqual([expect.objectContaining({ Threshold: 1, Statistic: 'Sum' })]);
  });

  it('alarms when no sweep has run for an hour, silence included', () => {
    expect(watching('Invocations', 'Sweep')).toEqual([
      expect.objectContaining({
        Threshold: 1,
        Period: 3600,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      }),
    ]);
  });

  it('alarms when the archive has not run for three hours, silence included', () => {
    expect(watching('Invocations', 'Archive')).toEqual([
      expect.objectContaining({ Threshold: 1, Period: 10800, TreatMissingData: 'breaching' }),
    ]);
  });

  it('alarms when a single stored event was changed or removed', () => {
    expect(watching('Invocations', 'EventWatch')).toEqual([
      expect.objectContaining({
        Threshold: 1,
        Period: 60,
        Statistic: 'Sum',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        EvaluationPeriods: 1,
      }),
    ]);
  });

  it('tells the operators of every one of them', () => {
    const [topic] = resourcesOf(service, 'AWS::SNS::Topic');
    for (const { AlarmActions } of alarms) expect(AlarmActions.map(target)).toEqual([topic!.id]);
  });

  it('warns at synthesis while nobody is told, and subscribes whom it is given', () => {
    Annotations.fromStack(stacks.service).hasWarning('*', Match.stringLikeRegexp('nobody is told of alarms'));
    const told = templates({ operatorEmail: 'operators@example.nhs.uk' });
    Annotations.fromStack(told.stacks.service).hasNoWarning('*', Match.stringLikeRegexp('nobody is told of alarms'));
    told.service.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operators@example.nhs.uk',
    });
  });
});
