import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LambdaRun {
  readonly answer: unknown;
  /** What it printed: the log. */
  readonly output: string;
  /** From the start of the process until its handler could be called. */
  readonly startMilliseconds: number;
  readonly handlerMilliseconds: number;
  readonly peakMegabytes: number;
}

/**
 * Runs a built bundle once in a Node process of its own, as Lambda would: it gets these variables and no others, and
 * stands in `folder`, where no `node_modules` is in reach.
 *
 * @throws Error with what the process printed when it did not answer
 */
export async function runBundle(
  folder: string,
  variables: Readonly<Record<string, string>>,
  event: unknown,
): Promise<LambdaRun> {
  const runner = join(folder, 'lambda-runner.mjs');
  writeFileSync(runner, RUNNER);
  const child = fork(runner, [], { cwd: folder, env: { ...LAMBDA, ...variables }, execArgv: [], silent: true });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  child.send(event as object);
  return new Promise((resolve, reject) => {
    let run: Omit<LambdaRun, 'output'> | undefined;
    child.on('message', (message) => {
      run = message as Omit<LambdaRun, 'output'>;
    });
    child.on('close', (code) => {
      if (run !== undefined) resolve({ ...run, output });
      else reject(new Error(`the bundle ended with ${code} and no answer: ${output}`));
    });
  });
}

/** What a function is started with that has nothing to do: no messages, or a request for what is free to all. */
export function nothingToDo(name: string): unknown {
  return name === 'review' ? httpEvent('/openapi.json') : { Records: [] };
}

/** A GET as an HTTP API hands it on (payload format 2.0). */
export function httpEvent(path: string): unknown {
  return {
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'letters.example' },
    isBase64Encoded: false,
    requestContext: {
      domainName: 'letters.example',
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    },
  };
}

const LAMBDA = {
  AWS_REGION: 'eu-west-2',
  AWS_ACCESS_KEY_ID: 'loopback',
  AWS_SECRET_ACCESS_KEY: 'loopback',
  AWS_LAMBDA_FUNCTION_NAME: 'under-test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/**
 * Ends itself after one event, as soon as the answer is sent: Lambda does not wait for open sockets either. Where Linux says how
 * much the program itself has held, that is its peak: what a process reports of itself counts what it was forked from.
 */
const RUNNER = `
import { readFileSync } from 'node:fs';
function peak() {
  try {
    return Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
const { handler } = await import('./index.mjs');
const startMilliseconds = performance.now();
process.once('message', async (event) => {
  const answer = await handler(event, { getRemainingTimeInMillis: () => 300000 });
  const handlerMilliseconds = performance.now() - startMilliseconds;
  const peakMegabytes = peak();
  process.send({ answer, startMilliseconds, handlerMilliseconds, peakMegabytes }, () => process.exit(0));
});
`;
