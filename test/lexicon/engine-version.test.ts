import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engineVersionOf, type ReadSource } from '../../lexicon/engine-version.ts';

const fromDisk: ReadSource = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const changed =
  (path: string, change: (text: string) => string): ReadSource =>
  (asked) =>
    asked === path ? change(fromDisk(asked)) : fromDisk(asked);

describe('the version of the engine', () => {
  const version = engineVersionOf();

  it('is of its sources as they stand', () => {
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(engineVersionOf(fromDisk)).toBe(version);
  });

  it.each([
    'functions/core/reading/assess-letter.ts',
    'functions/core/reading/suggest.ts',
    'functions/core/reading/tokens.ts',
    'functions/core/stage/tnm.ts',
    'functions/core/lexicon/speller.ts',
    'functions/core/patient.ts',
  ])('changes with every change of %s', (path) => {
    expect(engineVersionOf(changed(path, (text) => `${text}\n// changed`))).not.toBe(version);
  });

  it.each(['functions/core/events.ts', 'functions/core/views.ts', 'functions/review/app.tsx'])(
    'does not depend on %s, which says nothing to an answer',
    (path) => {
      expect(engineVersionOf(changed(path, () => 'gone'))).toBe(version);
    },
  );

  it('is the same where lines end otherwise', () => {
    expect(engineVersionOf((path) => fromDisk(path).replaceAll('\n', '\r\n'))).toBe(version);
  });
});
