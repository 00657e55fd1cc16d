import { powertoolsLog } from '../adapters/powertools-log.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({ log: powertoolsLog('event-watch') });
