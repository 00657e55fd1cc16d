import { describe, expect, it } from 'vitest';
import { resourcesOf, target, templates } from './templates.ts';

const OWN = templates().service;
const ISSUER = {
  issuer: 'https://sign-in.example/realm',
  clientId: 'letters',
  audience: 'letter-coder',
  groupsClaim: 'groups',
};
const review = (template: typeof OWN) =>
  resourcesOf(template, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('ReviewApi'))!;

describe('the review API', () => {
  it('lets nobody ask faster than a team does, and logs no path, query or address', () => {
    const [stage] = resourcesOf(OWN, 'AWS::ApiGatewayV2::Stage');
    expect(stage!.Properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const { Format } = stage!.Properties.AccessLogSettings;
    expect(Object.values(JSON.parse(Format))).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.httpMethod',
      '$context.status',
      '$context.responseLatency',
    ]);
  });

  it('answers through one function and no other way, and not longer than it is waited for', () => {
    for (const { Properties } of resourcesOf(OWN, 'AWS::ApiGatewayV2::Integration'))
      expect(target(Properties.IntegrationUri)).toBe(review(OWN).id);
    expect(review(OWN).Properties.Timeout).toBeLessThan(30);
  });

  it('by default has people of its own: nobody signs themselves up, and everybody has a second factor', () => {
    const [pool] = resourcesOf(OWN, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(pool!.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    const [client] = resourcesOf(OWN, 'AWS::Cognito::UserPoolClient');
    expect(client!.Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      GenerateSecret: false,
    });
    expect(JSON.stringify(client!.Properties.CallbackURLs)).toContain('/sign-in/callback');
    const { OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_GROUPS_CLAIM } = review(OWN).Properties.Environment.Variables;
    expect([target(OIDC_CLIENT_ID), target(OIDC_AUDIENCE), OIDC_GROUPS_CLAIM]).toEqual([
      client!.id,
      client!.id,
      'cognito:groups',
    ]);
  });

  it('takes any other issuer in their place, named in full and over https', () => {
    const { service } = templates({ ...ISSUER, origin: 'https://letters.example' });
    expect(service.findResources('AWS::Cognito::UserPool')).toEqual({});
    expect(review(service).Properties.Environment.Variables).toMatchObject({
      ORIGIN: 'https://letters.example',
      OIDC_ISSUER: ISSUER.issuer,
      OIDC_CLIENT_ID: 'letters',
      OIDC_AUDIENCE: 'letter-coder',
      OIDC_GROUPS_CLAIM: 'groups',
    });
    const { audience: _, ...half } = ISSUER;
    expect(() => templates(half)).toThrow('an issuer needs -c audience=... as well');
    expect(() => templates({ ...ISSUER, issuer: 'http://sign-in.example' })).toThrow('https');
  });
});
