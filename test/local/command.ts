import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMALL_ARTEFACT } from '../support/small-lexicon.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A folder of its own, with a small lexicon in it; `remove` when done. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'letter-coder-'));
  const lexicon = join(path, 'lexicon.json');
  writeFileSync(lexicon, JSON.stringify(SMALL_ARTEFACT));
  return { path, lexicon, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves as soon as `pattern` is in what it printed. @throws when it ends without */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** @returns exit code, or the signal that ended it */
  ended(): Promise<number | string | null>;
}

/** Runs one of the laptop's commands as its npm script does, in a process of its own. */
export function runCommand(
  name: 'start' | 'suggest' | 'explain',
  args: readonly string[],
  { lexicon, nodeArgs = [] }: { lexicon: string; nodeArgs?: readonly string[] },
): RunningCommand {
  const script = join(ROOT, 'functions', 'local', `${name}.ts`);
  const environment = { ...process.env, LEXICON_FILE: lexicon };
  Reflect.deleteProperty(environment, 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED');
  const child = spawn(process.execPath, [...nodeArgs, '--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: environment,
  });
  const killWithTests = () => child.kill('SIGKILL');
  process.once('exit', killWithTests);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  // A command that has ended takes no more input; the test sees that by its exit code.
  child.stdin.on('error', () => {});
  const closed = once(child, 'close').then(([code, signal]) => {
    process.off('exit', killWithTests);
    return (code ?? signal) as number | string | null;
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: () => closed,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout);
          if (found !== null) resolve(found);
          return found !== null;
        };
        if (look()) return;
        child.stdout.on('data', look);
        void closed.then((code) => {
          if (!look()) reject(new Error(`ended with ${code} before printing ${pattern}\n${stdout}\n${stderr}`));
        });
      }),
  };
}
