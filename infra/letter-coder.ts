import type { App } from 'aws-cdk-lib';
import { RecordsStack } from './records-stack.ts';
import type { ReviewIssuer } from './review-api.ts';
import { ServiceStack } from './service-stack.ts';

/**
 * Both stacks, tied to no account or region. The records are exported strongly (`cdk.json`): CloudFormation itself then
 * refuses to remove a store that a function still uses. Context that may be given (`-c name=value`):
 * `directory`, the file of the practices and senders served; `operatorEmail`, who is told of alarms; `archiveRetentionDays`, how long
 * the archive is locked (default ten years; once deployed it can be lengthened and never shortened). `issuer`,
 * `clientId`, `audience` and `groupsClaim`, any OIDC issuer in the place of a user pool; `origin`, where people reach the service.
 */
export function letterCoder(app: App): { records: RecordsStack; service: ServiceStack } {
  const archiveRetentionDays = Number(app.node.tryGetContext('archiveRetentionDays') ?? TEN_YEARS);
  const records = new RecordsStack(app, 'LetterCoderRecords', { archiveRetentionDays });
  const service = new ServiceStack(app, 'LetterCoderService', {
    records,
    directoryFile: app.node.tryGetContext('directory') as string | undefined,
    operatorEmail: app.node.tryGetContext('operatorEmail') as string | undefined,
    issuer: issuerIn(app),
    origin: app.node.tryGetContext('origin') as string | undefined,
  });
  return { records, service };
}

/** @throws when only some of it is given: half an issuer would let nobody in, or anybody */
function issuerIn({ node }: App): ReviewIssuer | undefined {
  const given = Object.fromEntries(ISSUER_CONTEXT.map((name) => [name, node.tryGetContext(name)]));
  if (Object.values(given).every((value) => value === undefined)) return undefined;
  const missing = ISSUER_CONTEXT.filter((name) => typeof given[name] !== 'string' || given[name] === '');
  if (missing.length > 0) throw new Error(`an issuer needs -c ${missing.join('=... -c ')}=... as well`);
  if (!given.issuer.startsWith('https://')) throw new Error(`the issuer must be at an https address`);
  return given as unknown as ReviewIssuer;
}

const ISSUER_CONTEXT = ['issuer', 'clientId', 'audience', 'groupsClaim'] as const;
const TEN_YEARS = 3653;
