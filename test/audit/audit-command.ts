import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run --silent audit -- ...args`, in a process of its own. */
export function runAudit(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const argv = ['functions/local/bundled-start.mjs', 'functions/local/audit.ts', ...args];
  const options = { cwd: ROOT, env: { ...process.env, ...environment }, maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
