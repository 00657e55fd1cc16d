import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import in the tree, with relative ones resolved to a path from the root. */
const imports: readonly Import[] = ['functions', 'infra', 'lexicon']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
  .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
  .flatMap((file) => importsOf(join(file.parentPath, file.name)));

function importsOf(file: string): Import[] {
  const from = relative(ROOT, file);
  const source = readFileSync(file, 'utf8');
  const specifiers = /^(?:import|export)\b[^;]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...source.matchAll(specifiers)].map((match) => {
    const specifier = (match[1] ?? match[2] ?? match[3])!;
    return { from, to: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier };
  });
}

const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const violations = (where: (path: string) => boolean, isAllowed: (to: string, from: string) => boolean) =>
  imports.filter(({ from, to }) => where(from) && !isAllowed(to, from)).map(({ from, to }) => `${from} imports ${to}`);

describe('the direction of imports', () => {
  it('is read from the sources: a tree without imports would pass everything below', () => {
    expect(imports.length).toBeGreaterThan(200);
  });

  it('core points at core, zod and node:crypto, and at nothing else', () => {
    expect(
      violations(within('functions/core'), (to) => within('functions/core')(to) || ['zod', 'node:crypto'].includes(to)),
    ).toEqual([]);
  });

  it('adapters point at core and at their technology, never at each other’s kind or at a Lambda', () => {
    const isOurs = within('functions');
    const siblings = within('functions/adapters');
    const ofWorklist = /\/dynamo-(?:tables|worklist-items|found-letters|letter-lists|bookkeeping)\.ts$/;
    expect(violations(siblings, (to) => !isOurs(to) || within('functions/core')(to) || ofWorklist.test(to))).toEqual(
      [],
    );
  });

  it.each(['extract', 'suggest', 'sweep', 'archive'])('the handler of %s points at core alone', (name) => {
    const handler = `functions/${name}/handler.ts`;
    expect(imports.some(({ from }) => from === handler)).toBe(true);
    expect(violations((from) => from === handler, within('functions/core'))).toEqual([]);
  });

  it('no Lambda points at another’s folder', () => {
    const folderOf = (path: string) => path.split('/').slice(0, 2).join('/');
    const lambdas = (path: string) => /^functions\/(?:extract|suggest|sweep|review|archive|event-watch)\//.test(path);
    expect(violations(lambdas, (to, from) => !lambdas(to) || folderOf(to) === folderOf(from))).toEqual([]);
  });

  it('the verifier shares nothing with what it verifies: node, ajv, the DynamoDB client and itself', () => {
    const verifier = within('functions/audit/verify');
    expect(imports.filter(({ from }) => verifier(from)).length).toBeGreaterThan(20);
    const others = /^(?:node:|ajv$|ajv\/|ajv-formats$|@aws-sdk\/client-dynamodb$)/;
    expect(violations(verifier, (to) => verifier(to) || others.test(to))).toEqual([]);
    // Its schemas are published files, compared with the writer's by a test.
    expect(
      violations(
        (path) => !verifier(path) && !within('functions/local')(path),
        (to) => !verifier(to),
      ),
    ).toEqual([]);
  });

  it('nothing that is deployed points at the laptop, the tests or the build', () => {
    const deployed = (path: string) => within('functions')(path) && !within('functions/local')(path);
    expect(violations(deployed, (to) => !/^(?:functions\/local|test|lexicon|infra|events)\//.test(to))).toEqual([]);
  });
});
