import type { App } from 'aws-cdk-lib';
import { RecordsStack } from './records-stack.ts';
import { ServiceStack } from './service-stack.ts';

/**
 * Both stacks, tied to no account or region. The records are exported strongly (`cdk.json`): CloudFormation itself then
 * refuses to remove a store that a function still uses. Context that may be given (`-c name=value`):
 * `directory`, the file of the practices and senders served; `operatorEmail`, who is told of alarms; `archiveRetentionDays`, how long
 * the archive is locked (default ten years; once deployed it can be lengthened and never shortened).
 */
export function letterCoder(app: App): { records: RecordsStack; service: ServiceStack } {
  const archiveRetentionDays = Number(app.node.tryGetContext('archiveRetentionDays') ?? TEN_YEARS);
  const records = new RecordsStack(app, 'LetterCoderRecords', { archiveRetentionDays });
  const service = new ServiceStack(app, 'LetterCoderService', {
    records,
    directoryFile: app.node.tryGetContext('directory') as string | undefined,
    operatorEmail: app.node.tryGetContext('operatorEmail') as string | undefined,
  });
  return { records, service };
}

const TEN_YEARS = 3653;
