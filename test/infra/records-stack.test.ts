import { describe, expect, it } from 'vitest';
import { eventsTable, worklistTable } from '../../functions/adapters/dynamo-tables.ts';
import { type Resource, resourcesOf, target, templates } from './templates.ts';

const { records, stacks } = templates();
const buckets = resourcesOf(records, 'AWS::S3::Bucket');
const bucketPolicies = resourcesOf(records, 'AWS::S3::BucketPolicy');
const queues = resourcesOf(records, 'AWS::SQS::Queue');
const queuePolicies = resourcesOf(records, 'AWS::SQS::QueuePolicy');
const tables = resourcesOf(records, 'AWS::DynamoDB::GlobalTable');
const byId = (resources: readonly Resource[], start: string): Resource => {
  const found = resources.filter(({ id }) => id.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} resources begin with ${start}`);
  return found[0]!;
};

describe('letters and texts', () => {
  it.each(buckets.map(({ id }) => id))('%s keeps every version, for ever', (id) => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = byId(buckets, id);
    expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(Properties.LifecycleConfiguration).toBeUndefined();
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it.each(buckets.map(({ id }) => id))('%s lets nobody remove a version', (id) => {
    expect(statementsOn(bucketPolicies, id)).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Action: 's3:DeleteObjectVersion', Principal: { AWS: '*' } }),
    );
  });

  it.each(buckets.map(({ id }) => id))('%s is closed to the public and to plain HTTP', (id) => {
    expect(byId(buckets, id).Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(statementsOn(bucketPolicies, id)).toContainEqual(refusesPlainHttp('s3:*'));
  });

  it('encrypts letters and texts under one rotating key that is never thrown away', () => {
    const [key] = resourcesOf(records, 'AWS::KMS::Key');
    expect(key!.Properties.EnableKeyRotation).toBe(true);
    expect(key!.DeletionPolicy).toBe('Retain');
    for (const { Properties } of buckets.filter(({ id }) => !id.startsWith('Archive'))) {
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
      expect(target(rule.ServerSideEncryptionByDefault.KMSMasterKeyID)).toBe(key!.id);
    }
  });

  it.each([
    ['LettersBucket', 'IntakeQueue'],
    ['TextsBucket', 'SuggestionQueue'],
  ])('%s announces every stored object, whatever its key, to %s', (bucket, queue) => {
    const announced = byId(buckets, bucket).Properties.NotificationConfiguration.QueueConfigurations;
    expect(announced).toEqual([{ Event: 's3:ObjectCreated:*', Queue: expect.anything() }]);
    const queueId = target(announced[0].Queue);
    expect(queueId).toMatch(new RegExp(`^${queue}`));
    expect(statementsOn(queuePolicies, queueId)).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });

  it('needs no function of its own to do so', () => {
    expect(Object.keys(records.findResources('AWS::Lambda::Function'))).toEqual([]);
  });
});

describe('the archive', () => {
  const archive = byId(buckets, 'ArchiveBucket');

  it('locks every object on arrival, for everybody, for ten years or as configured', () => {
    const lockOf = ({ Properties }: Resource) => Properties.ObjectLockConfiguration;
    expect(archive.Properties.ObjectLockEnabled).toBe(true);
    expect(lockOf(archive)).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3653 } },
    });
    const shorter = resourcesOf(templates({ archiveRetentionDays: '30' }).records, 'AWS::S3::Bucket');
    expect(lockOf(byId(shorter, 'ArchiveBucket')).Rule.DefaultRetention.Days).toBe(30);
  });

  it('lets nobody write over an object or hide it', () => {
    expect(statementsOn(bucketPolicies, archive.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:DeleteObject' }),
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Condition: { Null: { 's3:if-none-match': 'true' } },
        }),
      ]),
    );
  });

  it('can be read without a key that somebody could disable', () => {
    const [rule] = archive.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
  });
});

describe('queues', () => {
  const read = queues.filter(({ id }) => !id.includes('SetAside'));

  it.each(read.map(({ id }) => id))('%s sets a message aside after three failed deliveries', (id) => {
    const { RedrivePolicy, MessageRetentionPeriod } = byId(queues, id).Properties;
    expect(RedrivePolicy.maxReceiveCount).toBe(3);
    const setAside = byId(queues, target(RedrivePolicy.deadLetterTargetArn));
    expect(setAside.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    expect(setAside.Properties.MessageRetentionPeriod).toBeGreaterThan(MessageRetentionPeriod);
  });

  it('waits five seconds before a text is assessed, so that the event that says so is there', () => {
    expect(byId(queues, 'SuggestionQueue').Properties.DelaySeconds).toBe(5);
  });

  it.each(queues.map(({ id }) => id))('%s is encrypted, outlives its stack, and refuses plain HTTP', (id) => {
    expect(byId(queues, id).Properties.SqsManagedSseEnabled).toBe(true);
    expect(byId(queues, id).DeletionPolicy).toBe('Retain');
    expect(statementsOn(queuePolicies, id)).toContainEqual(refusesPlainHttp('sqs:*'));
  });
});

describe('events and worklist', () => {
  it.each(tables.map(({ id }) => id))('%s can be wound back, and neither deleted nor read from the disk', (id) => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = byId(tables, id);
    const [replica] = Properties.Replicas;
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    expect(Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(replica.DeletionProtectionEnabled).toBe(true);
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('tells of every change to an event, by its keys', () => {
    expect(byId(tables, 'Events').Properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
  });

  it('the events table itself refuses every change but a put, to everybody', () => {
    const [replica] = byId(tables, 'Events').Properties.Replicas;
    expect(replica.ResourcePolicy.PolicyDocument.Statement).toEqual([
      {
        Sid: 'NobodyChangesAnEvent',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'dynamodb:BatchWriteItem',
          'dynamodb:DeleteItem',
          'dynamodb:PartiQLDelete',
          'dynamodb:PartiQLInsert',
          'dynamodb:PartiQLUpdate',
          'dynamodb:UpdateItem',
        ],
        Resource: '*',
      },
    ]);
  });

  it.each([
    ['Events', eventsTable('events')],
    ['Worklist', worklistTable('worklist')],
  ])('%s has the keys and indexes that its adapter uses', (id, described) => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = byId(tables, id).Properties;
    expect(KeySchema).toEqual(described.KeySchema);
    expect(new Set(AttributeDefinitions)).toEqual(new Set(described.AttributeDefinitions));
    expect(GlobalSecondaryIndexes).toEqual(described.GlobalSecondaryIndexes);
  });
});

describe('the stack that must not be lost', () => {
  it('cannot be removed by mistake', () => {
    expect(stacks.records.terminationProtection).toBe(true);
  });

  it('generates the patient hash key once, keeps it, and never shows it', () => {
    const [secret] = resourcesOf(records, 'AWS::SecretsManager::Secret');
    expect(secret!.Properties.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
    expect(secret!.DeletionPolicy).toBe('Retain');
    expect(JSON.stringify(records.toJSON().Outputs)).not.toContain('resolve:secretsmanager');
  });

  it('keeps its ids: a changed id is a new, empty store beside the old one', () => {
    const kept = Object.entries(records.toJSON().Resources as Record<string, { DeletionPolicy?: string }>)
      .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
      .map(([id]) => id);
    expect(kept.sort()).toEqual([
      'ArchiveBucket49F1AC64',
      'EventsTable4B7491D3',
      'IntakeQueue6FB53B87',
      'IntakeSetAsideA23EE3EE',
      'Key961B73FD',
      'LettersBucketA22802FD',
      'PatientHashKeySecretC631E657',
      'SuggestionQueue841F61BF',
      'SuggestionSetAside19153727',
      'TextsBucketDCA4A2B9',
      'WorklistTable2802D9E8',
    ]);
  });
});

function statementsOn(policies: readonly Resource[], id: string): unknown[] {
  const policy = policies.find(({ Properties }) => target(Properties.Bucket ?? Properties.Queues) === id);
  if (policy === undefined) throw new Error(`${id} has no policy`);
  return policy.Properties.PolicyDocument.Statement;
}

const refusesPlainHttp = (Action: string) =>
  expect.objectContaining({
    Effect: 'Deny',
    Action,
    Principal: { AWS: '*' },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
