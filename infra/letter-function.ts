import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type BundleSources, bundleFunction, type FunctionName } from './bundling.ts';
import { TIMEOUTS } from './timeouts.ts';

export interface LetterFunctionProps extends BundleSources {
  readonly name: FunctionName;
  readonly memoryMegabytes: number;
}

/** A function as esbuild bundles it, with its own log group and a role that may write there and nothing else. */
export class LetterFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { name, memoryMegabytes, ...sources }: LetterFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.fn = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundled(name, sources),
      memorySize: memoryMegabytes,
      timeout: TIMEOUTS[name],
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
  }
}

/** Built on this machine by esbuild; the image is what the CDK's types ask for and is never pulled. */
function bundled(name: FunctionName, sources: BundleSources): Code {
  const source = fileURLToPath(new URL(`../functions/${name}`, import.meta.url));
  return Code.fromAsset(source, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle(outdir) {
          bundleFunction(name, outdir, sources);
          return true;
        },
      },
    },
  });
}
