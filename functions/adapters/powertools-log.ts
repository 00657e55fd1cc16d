import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../core/ports.ts';

/** Named events as JSON lines for CloudWatch. */
export function powertoolsLog(serviceName: string): Log {
  const logger = new Logger({ serviceName, sampleRateValue: 0 });
  return ({ event, ...fields }) => {
    if (/\.(failed|overwritten)$/.test(event)) logger.error(event, fields);
    else logger.info(event, fields);
  };
}
