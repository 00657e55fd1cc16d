import { Duration } from 'aws-cdk-lib';
import type { FunctionName } from './bundling.ts';

/** The longest each function may take over one batch or run. */
export const TIMEOUTS: Readonly<Record<FunctionName, Duration>> = {
  /** Five letters a batch, each read for at most 20 seconds and then set aside; the rest is storage. */
  extract: Duration.minutes(3),
  suggest: Duration.seconds(60),
  /** Shorter than the time between two runs, so that they do not overlap; it goes on where it stopped. */
  sweep: Duration.minutes(10),
  /** It reads every chain, once a day. */
  archive: Duration.minutes(15),
  /** An HTTP API waits no longer. */
  review: Duration.seconds(29),
  'event-watch': Duration.seconds(30),
};
