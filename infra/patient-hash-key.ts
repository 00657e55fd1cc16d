import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * The key under which NHS numbers are hashed, generated once in the account and seen by nobody.
 *
 * Functions get it as a variable that CloudFormation fills in from the secret when it deploys. Whoever may read a
 * function's configuration can therefore read the key; fetching it at every cold start instead would cost a call, a
 * permission and one more thing that can fail before a letter is read. The hash finds a patient's letters inside one
 * account and opens nothing, so the simpler way was taken.
 */
export class PatientHashKey extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Keys the hash of NHS numbers. Changing it hides which earlier letters are of the same patient.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A new key gives every patient a new hash: letters of one patient would no longer be found together.',
    });
  }

  /** Sets PATIENT_HASH_KEY; no permission is needed, because CloudFormation reads the secret. */
  provideTo(fn: LambdaFunction): void {
    fn.addEnvironment('PATIENT_HASH_KEY', this.secret.secretValue.unsafeUnwrap());
  }
}
