import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { ReviewIssuer } from './review-api.ts';

/**
 * Who may sign in, where no other issuer is named. People are put in by hand and into groups that are their roles
 * (`reviewer:<ODS>`, `sender:<ODS>`, `auditor`, `operator`); nobody signs themselves up. Kept: without it nobody could
 * say which person an event names.
 */
export class ReviewPeople extends Construct {
  readonly pool: UserPool;
  private readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.domain = new UserPoolDomain(this, 'Domain', {
      userPool: this.pool,
      // One for each account: the names are shared by everybody's pools.
      cognitoDomain: { domainPrefix: `letter-coder-${Stack.of(this).account}` },
    });
  }

  /** Lets the page at `origin` sign people in: code flow with PKCE, and no secret that could be lost. */
  issuerFor(scope: Construct, origin: string): ReviewIssuer {
    const client: UserPoolClient = this.pool.addClient(`PageOf${scope.node.id}`, {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${origin}/sign-in/callback`],
        logoutUrls: [`${origin}/`],
      },
      preventUserExistenceErrors: true,
    });
    client.node.addDependency(this.domain);
    const clientId = client.userPoolClientId;
    return { issuer: this.pool.userPoolProviderUrl, clientId, audience: clientId, groupsClaim: 'cognito:groups' };
  }
}
