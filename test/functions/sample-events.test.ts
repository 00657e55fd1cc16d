import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesOf, sampleEvent } from './sample-events.ts';

const names = readdirSync(new URL('../../events', import.meta.url))
  .filter((file) => file.endsWith('.json') && file !== 'directory.json')
  .map((file) => file.replace('.json', ''));
const readme = readFileSync(new URL('../../events/README.md', import.meta.url), 'utf8');
const here = new URL('.', import.meta.url);
const tests = ['extract.test.ts', 'suggest.test.ts', 'sweep.test.ts', 'archive.test.ts', 'event-watch.test.ts'].map(
  (file) => readFileSync(new URL(file, here), 'utf8'),
);

describe('sample events', () => {
  it.each(names)('%s is driven through a handler and explained', (name) => {
    expect(
      tests.some((source) => source.includes(`'${name}'`)),
      'driven',
    ).toBe(true);
    expect(readme.includes(`\`${name}.json\``), 'explained').toBe(true);
  });

  const fromElsewhere = ['sweep-scheduled', 'archive-scheduled', 'event-overwritten'];
  it.each(names.filter((name) => !fromElsewhere.includes(name)))('%s is a batch as SQS hands it over', (name) => {
    const messages = messagesOf(sampleEvent(name));
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    const { Records } = sampleEvent(name) as { Records: { body: string; md5OfBody: string }[] };
    for (const { body, md5OfBody } of Records) expect(createHash('md5').update(body).digest('hex')).toBe(md5OfBody);
  });
});
