import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { checkChain } from '../../functions/core/chain.ts';
import { letterIdOf } from '../../functions/core/letter.ts';
import { bundleFunction, FUNCTION_NAMES } from '../../infra/bundling.ts';
import { BUNDLE_BUCKETS, bundleVariables } from '../support/bundle-variables.ts';
import { httpEvent, nothingToDo, runBundle } from '../support/lambda-process.ts';
import { type LoopbackDynamo, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { formEncoded, type LoopbackS3, startLoopbackS3 } from '../support/loopback-s3.ts';
import { type LoopbackSqs, startLoopbackSqs } from '../support/loopback-sqs.ts';
import { objectsIn, sampleEvent } from './sample-events.ts';

const { LETTERS_BUCKET: LETTERS, TEXTS_BUCKET: TEXTS, ARCHIVE_BUCKET: ARCHIVE } = BUNDLE_BUCKETS;
/** An event that every function answers, once it has started. */
const NO_MESSAGES = { Records: [] };

/**
 * The bundles as they are deployed, each in a fresh process outside the repository, with real clients against servers
 * on loopback that stand behind the SDK's ordinary endpoint variables.
 */
describe('the built bundles', () => {
  const outside = mkdtempSync(join(tmpdir(), 'bundles-'));
  const folder = (name: string) => join(outside, name);
  let s3: LoopbackS3;
  let sqs: LoopbackSqs;
  let dynamo: LoopbackDynamo;
  let variables: Record<string, string>;
  beforeAll(async () => {
    // As `npm run synth` does; it does nothing when the lexicon is built already.
    execFileSync(process.execPath, ['--import', 'tsx', 'lexicon/build.ts', '--quiet'], { stdio: 'inherit' });
    for (const name of FUNCTION_NAMES) bundleFunction(name, folder(name));
    [s3, sqs, dynamo] = await Promise.all([
      startLoopbackS3([LETTERS, TEXTS, ARCHIVE]),
      startLoopbackSqs(),
      startLoopbackDynamo(),
    ]);
    variables = bundleVariables({ s3, sqs, dynamo });
  });
  afterAll(async () => {
    await Promise.all([s3?.close(), sqs?.close(), dynamo?.close()]);
    rmSync(outside, { recursive: true });
  });

  it('stand where no package can be found', () => {
    for (const found of ['zod', '@aws-sdk/client-s3', 'pdfjs-dist', 'pdf-parse'])
      expect(() => createRequire(join(folder('extract'), 'index.mjs')).resolve(found)).toThrow(/Cannot find module/);
  });

  it('turn a PDF that was uploaded into stored suggestions', async () => {
    const uploaded = sampleEvent('letter-uploaded');
    const object = objectsIn(uploaded)[0]!;
    s3.put(LETTERS, object.key, sampleLetter(object.key), { versionId: object.versionId });

    const extracted = await runBundle(folder('extract'), variables, uploaded);
    expect(extracted.answer).toEqual({ batchItemFailures: [] });
    const [text] = s3.stored(TEXTS);
    const suggested = await runBundle(folder('suggest'), variables, textStored(text!));
    expect(suggested.answer).toEqual({ batchItemFailures: [] });

    const letterId = letterIdOf(object);
    const chain = await dynamoEventStore(dynamo.client, dynamo.events).read(letterId);
    expect(chain.map(({ type }) => type)).toEqual(['letter-received', 'text-extracted', 'suggestions-made']);
    expect(() => checkChain(letterId, chain)).not.toThrow();
    const views = await dynamoWorklist(dynamo.client, dynamo.worklist).get(letterId);
    expect(views?.letter).toMatchObject({ state: 'ready', practice: 'Y90001' });
    expect(views?.suggestions.map(({ category }) => category)).toContain('diagnosis');
    expect(extracted.output + suggested.output).not.toMatch(/incoming|breast-results|Dear/);
  });

  it('give the same again when the same is delivered again', async () => {
    const uploaded = sampleEvent('letter-uploaded');
    const before = await dynamoEventStore(dynamo.client, dynamo.events).read(letterIdOf(objectsIn(uploaded)[0]!));
    expect(before).toHaveLength(3);
    expect((await runBundle(folder('extract'), variables, uploaded)).answer).toEqual({ batchItemFailures: [] });
    const again = await runBundle(folder('suggest'), variables, textStored(s3.stored(TEXTS)[0]!));
    expect(again.answer).toEqual({ batchItemFailures: [] });
    expect(s3.stored(TEXTS)).toHaveLength(1);
    expect(await dynamoEventStore(dynamo.client, dynamo.events).read(before[0]!.letterId)).toEqual(before);
  });

  it('announce by its id alone a letter that nobody announced', async () => {
    const key = 'incoming/RZZ02/Y90002/cll-telephone-clinic.txt';
    const storedAt = new Date(Date.now() - 2 * 3600_000);
    const object = { bucket: LETTERS, key, versionId: s3.put(LETTERS, key, sampleLetter(key), { storedAt }) };

    const swept = await runBundle(folder('sweep'), variables, sampleEvent('sweep-scheduled'));
    expect(swept.answer).toEqual({ seen: 2, started: 1, complete: true });
    expect(sqs.bodies('intake')).toEqual([JSON.stringify({ letterId: letterIdOf(object) })]);
    expect(sqs.bodies('suggestion')).toEqual([]);
  });

  it('archive the days that are over, and find it done the next time', async () => {
    const first = await runBundle(folder('archive'), variables, sampleEvent('archive-scheduled'));
    expect(first.answer).toMatchObject({ days: [expect.stringMatching(/^\d{4}-\d\d-\d\d$/)], events: 0 });
    const stored = s3.stored(ARCHIVE).map(({ key }) => key);
    expect(stored.filter((key) => key.startsWith('anchors/'))).toHaveLength(1);
    expect((await runBundle(folder('archive'), variables, sampleEvent('archive-scheduled'))).answer).toEqual({
      days: [],
      events: 0,
    });
    expect(s3.stored(ARCHIVE)).toHaveLength(stored.length);
  });

  it('serve the page, and nothing else to whoever is not signed in', async () => {
    const ask = async (path: string) =>
      (await runBundle(folder('review'), variables, httpEvent(path))).answer as { statusCode: number; body: string };
    expect(await ask('/')).toMatchObject({ statusCode: 200, body: expect.stringContaining('<div id="page">') });
    expect(await ask('/page.js')).toMatchObject({ statusCode: 200, body: expect.stringContaining('/api/me') });
    expect(await ask('/api/me')).toMatchObject({ statusCode: 401, body: expect.stringContaining('not-signed-in') });
    expect((await ask('/openapi.json')).statusCode).toBe(200);
  });

  it.each(FUNCTION_NAMES)('%s starts, and answers when there is nothing to do', async (name) => {
    await expect(runBundle(folder(name), variables, nothingToDo(name))).resolves.toMatchObject({
      answer: expect.anything(),
    });
  });

  it.each([
    ['extract', { PATIENT_HASH_KEY: 'short-secret' }, 'PATIENT_HASH_KEY'],
    ['extract', { LETTERS_BUCKET: '' }, 'LETTERS_BUCKET'],
    ['suggest', { EVENTS_TABLE: '' }, 'EVENTS_TABLE'],
    ['sweep', { INTAKE_QUEUE_URL: 'intake' }, 'INTAKE_QUEUE_URL'],
    ['sweep', { GRACE_SECONDS: 'an hour' }, 'GRACE_SECONDS'],
    ['review', { OIDC_ISSUER: 'http://127.0.0.1/issuer' }, 'OIDC_ISSUER'],
    ['review', { ORIGIN: 'http://letters.example' }, 'ORIGIN'],
  ])('%s does not start on %j, and names the variable but not its value', async (name, wrong, named) => {
    const refused = runBundle(folder(name), { ...variables, ...(wrong as Record<string, string>) }, NO_MESSAGES);
    await expect(refused).rejects.toThrow(new RegExp(`ZodError[^]*"path": \\[\\s*"${named}"`));
    await expect(refused).rejects.not.toThrow('short-secret');
  });

  it.each([
    ['extract', 'directory.json', '{"practices":[],"senders":[]}'],
    ['suggest', 'lexicon.json', '{}'],
  ])('%s does not start on a %s that holds nothing', async (name, file, nothing) => {
    const broken = folder(`${name}-broken`);
    bundleFunction(name as 'extract' | 'suggest', broken);
    expect(existsSync(join(broken, file))).toBe(true);
    writeFileSync(join(broken, file), nothing);
    await expect(runBundle(broken, variables, NO_MESSAGES)).rejects.toThrow(/LexiconError|ZodError/);
    rmSync(join(broken, file));
    await expect(runBundle(broken, variables, NO_MESSAGES)).rejects.toThrow(/ENOENT/);
  });
});

/** The texts bucket's own announcement of what extract has stored there. */
function textStored({ key, versionId }: { key: string; versionId: string }): unknown {
  const event = sampleEvent('text-stored') as { Records: { body: string }[] };
  const body = JSON.parse(event.Records[0]!.body);
  body.Records[0].s3.object = { ...body.Records[0].s3.object, key: formEncoded(key), versionId };
  event.Records[0]!.body = JSON.stringify(body);
  return event;
}

function sampleLetter(key: string): Buffer {
  return readFileSync(new URL(`../../events/letters/${key}`, import.meta.url));
}
