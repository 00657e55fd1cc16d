import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventBySchema } from '../../functions/audit/verify/schemas.ts';
import { publishedSchemas } from '../../functions/core/archive/schemas.ts';
import { LetterEvent } from '../../functions/core/events.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';

const SCHEMAS = new URL('../../docs/schemas/', import.meta.url);
const SAMPLES = new URL('../../events/stored/', import.meta.url);

describe('the published schemas', () => {
  it.each(publishedSchemas())(
    '$name is what the service parses with; else: npm run --silent audit -- schemas',
    ({ name, text }) => {
      expect(readFileSync(new URL(`${name}.json`, SCHEMAS), 'utf8')).toBe(text);
    },
  );

  it('are no others', () => {
    const published = publishedSchemas().map(({ name }) => `${name}.json`);
    expect(readdirSync(SCHEMAS).sort()).toEqual(published.sort());
  });

  it('take every event that the service makes, and none with a member too many or too few', async () => {
    const { events } = await reviewedLetters({ seed: 31, letters: 12 });
    for await (const chain of events.all())
      for (const event of chain) {
        expect(eventBySchema(event)).toBeNull();
        expect(eventBySchema({ ...event, more: 1 })).toBe('more');
        expect(eventBySchema({ ...event, data: { ...event.data, more: 1 } })).toBe('data.more');
        const { actor: _, ...anonymous } = event;
        expect(eventBySchema(anonymous)).toBe('actor');
      }
  });
});

describe('events stored by earlier versions', () => {
  const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.json'));

  it('are kept as samples, one of every type in every format version', () => {
    const types = LetterEvent.options.map((option) => option.shape.type.value);
    expect(files.sort()).toEqual(types.map((type) => `${type}.1.json`).sort());
  });

  it.each(files)('%s is still read, and still says the same', (name) => {
    const stored = JSON.parse(readFileSync(new URL(name, SAMPLES), 'utf8'));
    expect(LetterEvent.parse(stored)).toEqual(stored);
    expect(eventBySchema(stored)).toBeNull();
    expect(`${stored.type}.${stored.formatVersion}.json`).toBe(name);
  });
});
