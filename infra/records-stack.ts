import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AnnouncementQueue } from './announcement-queue.ts';
import { ArchiveStore } from './archive-store.ts';
import { EventStore } from './event-store.ts';
import { LetterStore } from './letter-store.ts';
import { PatientHashKey } from './patient-hash-key.ts';
import { TextStore } from './text-store.ts';
import { TIMEOUTS } from './timeouts.ts';
import { Worklist } from './worklist.ts';

export interface RecordsStackProps extends StackProps {
  /** How long an archived event can be removed by nobody. */
  readonly archiveRetentionDays: number;
}

/**
 * What must never be lost. A stack of its own, so that no deployment, rollback or removal of the functions can touch
 * it; its ids never change (a changed id means a new, empty store beside the old one). The queues are here because a
 * bucket cannot announce to a queue of a later stack, and because a waiting message is a letter on its way.
 */
export class RecordsStack extends Stack {
  readonly letters: LetterStore;
  readonly texts: TextStore;
  readonly events: EventStore;
  readonly archive: ArchiveStore;
  readonly worklist: Worklist;
  readonly intake: AnnouncementQueue;
  readonly suggestion: AnnouncementQueue;
  readonly patientHashKey: PatientHashKey;

  constructor(scope: Construct, id: string, { archiveRetentionDays, ...props }: RecordsStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const key = new Key(this, 'Key', {
      description: 'Letters and their texts',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.intake = new AnnouncementQueue(this, 'Intake', { functionTimeout: TIMEOUTS.extract });
    this.suggestion = new AnnouncementQueue(this, 'Suggestion', {
      functionTimeout: TIMEOUTS.suggest,
      // The text is announced as soon as it is stored, a moment before the event that says so is appended; a message
      // that comes first fails (NotYetError) and is not tried again until its visibility timeout is over.
      deliveryDelay: Duration.seconds(5),
    });
    this.letters = new LetterStore(this, 'Letters', { key, announceTo: this.intake });
    this.texts = new TextStore(this, 'Texts', { key, announceTo: this.suggestion });
    this.events = new EventStore(this, 'Events');
    this.archive = new ArchiveStore(this, 'Archive', { retentionDays: archiveRetentionDays });
    this.worklist = new Worklist(this, 'Worklist');
    this.patientHashKey = new PatientHashKey(this, 'PatientHashKey');
    new CfnOutput(this, 'LettersBucketName', { value: this.letters.bucket.bucketName });
  }
}
