import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LetterFunction } from './letter-function.ts';
import type { RecordsStack } from './records-stack.ts';
import { ReviewPeople } from './review-people.ts';

/** Who signs people in. */
export interface ReviewIssuer {
  /** As its tokens name it; https. */
  readonly issuer: string;
  readonly clientId: string;
  /** What its access tokens are meant for. */
  readonly audience: string;
  /** The claim that holds a person's groups. */
  readonly groupsClaim: string;
}

export interface ReviewApiProps {
  readonly records: RecordsStack;
  /** @default the invented ones of the samples */
  readonly directoryFile?: string;
  /** Any OIDC issuer. @default a user pool of this deployment's own */
  readonly issuer?: ReviewIssuer;
  /** Where people reach the service, when it is not at the API's own address. @default the API's own */
  readonly origin?: string;
}

/** More than a practice's team asks for at once; what is above waits, and is told so. */
const RATE = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };

/** People -> decisions: the API and the page, one function behind an HTTP API. It writes no text and removes nothing. */
export class ReviewApi extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { records, directoryFile, issuer, origin }: ReviewApiProps) {
    super(scope, id);
    this.fn = new LetterFunction(this, 'Function', { name: 'review', memoryMegabytes: 1024, directoryFile }).fn;
    records.letters.grantRead(this.fn);
    records.texts.grantRead(this.fn);
    records.events.grantAppend(this.fn);
    records.events.grantReadAll(this.fn);
    records.archive.grantRead(this.fn);
    records.worklist.grantViews(this.fn);
    records.worklist.grantLists(this.fn);
    records.patientHashKey.provideTo(this.fn);
    records.intake.grantSend(this.fn, 'INTAKE_QUEUE_URL');

    const api = new HttpApi(this, 'Api', { createDefaultStage: true });
    const everything = api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Review', this.fn),
    });
    const root = api.addRoutes({
      path: '/',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Page', this.fn),
    });
    for (const route of [...everything, ...root])
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The function checks every token itself, by the same code as on a laptop; the page must open without one.',
      });
    this.limitAndLog(api);

    const at = origin ?? api.apiEndpoint;
    const {
      issuer: address,
      clientId,
      audience,
      groupsClaim,
    } = issuer ?? new ReviewPeople(this, 'People').issuerFor(this, at);
    const variables = {
      ORIGIN: at,
      OIDC_ISSUER: address,
      OIDC_CLIENT_ID: clientId,
      OIDC_AUDIENCE: audience,
      OIDC_GROUPS_CLAIM: groupsClaim,
    };
    for (const [name, value] of Object.entries(variables)) this.fn.addEnvironment(name, value);
    new CfnOutput(this, 'Address', { value: at });
  }

  /** What is logged of a request is its route's pattern, never its path or query. */
  private limitAndLog(api: HttpApi): void {
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const stage = api.defaultStage!.node.defaultChild as CfnStage;
    stage.defaultRouteSettings = RATE;
    stage.accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: JSON.stringify({
        requestId: '$context.requestId',
        at: '$context.requestTime',
        method: '$context.httpMethod',
        status: '$context.status',
        milliseconds: '$context.responseLatency',
      }),
    };
  }
}
