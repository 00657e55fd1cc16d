import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import type { Reading, TextStore } from '../../functions/core/ports.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import { createReviewApp } from '../../functions/review/app.tsx';
import { smallLexicon } from '../support/small-lexicon.ts';

const DIRECTORY = {
  practices: [
    { ods: 'Y90001', name: 'Elmfield <b>Surgery</b>' },
    { ods: 'Y90002', name: 'Quayside Practice' },
  ],
  senders: [{ ods: 'RZZ01', name: 'St Aldhelm’s Hospital' }],
};
const HOSTILE = [
  'Dear <script>alert(1)</script> & "colleague"',
  'Diagnosis: <b>breast cancer</b>, and chronic lymphocytic leukaemia (CLL).',
  'No evidence of <i>invasive ductal carcinoma</i>.',
  '</div></html><img src=x onerror=alert(2)>',
].join('\n');

/** Letters in every state a page can meet, made by the service itself. */
async function makeWorld() {
  const letters = memoryLetterSource();
  const texts = memoryTextStore();
  const readings = new Map<string, Reading>();
  let seconds = 0;
  const ports = {
    letters,
    texts,
    events: memoryEventStore(),
    worklist: memoryWorklist(),
    lexicon: smallLexicon(),
    directory: DIRECTORY,
    hashPatient: hmacPatientHasher('k'.repeat(32)),
    now: () => new Date(Date.UTC(2026, 6, 1, 9, 0, seconds++)).toISOString(),
    log: () => {},
    reader: {
      read: async (bytes: Uint8Array) =>
        readings.get(Buffer.from(bytes).toString()) ?? readingOf(Buffer.from(bytes).toString()),
      close: async () => {},
    },
  };
  const actor = { kind: 'service', id: 'extract' } as const;
  async function put(key: string, content: string, reading?: Reading): Promise<LetterId> {
    if (reading !== undefined) readings.set(content, reading);
    const letterId = await receiveLetter(ports, letters.put(key, Buffer.from(content)), actor);
    await extractText(ports, letterId);
    return letterId;
  }
  const hostile = await put('incoming/RZZ01/Y90001/<img src=x onerror=alert(3)>.txt', HOSTILE);
  await makeSuggestions(ports, hostile);
  const nothing = await put('incoming/RZZ01/Y90002/ankle.txt', 'A sprained ankle.');
  await makeSuggestions(ports, nothing);
  const halfRead = await put('incoming/RZZ01/Y90002/half.pdf', 'half', {
    outcome: 'read',
    text: 'Diagnosis: breast\ncancer.\n\n\n\n',
    pages: [
      { start: 0, end: 18, readable: true },
      { start: 18, end: 27, readable: true },
      { start: 27, end: 29, readable: false },
    ],
    extractor: { name: 'test', version: '1' },
  });
  await makeSuggestions(ports, halfRead);
  const waiting = await put('incoming/RZZ01/Y90002/waiting.txt', 'Diagnosis: CLL.');
  const locked = await put('incoming/RZZ01/Y90002/locked.pdf', 'locked', {
    outcome: 'unreadable',
    reason: 'encrypted',
  });
  const twice = await put('incoming/RZZ01/Y90001/again.txt', HOSTILE);
  const astray = await put('incoming/astray.txt', 'Diagnosis: breast cancer.');
  return { ports, hostile, nothing, halfRead, waiting, locked, twice, astray };
}

const readingOf = (text: string): Reading => ({
  outcome: 'read',
  text,
  pages: [{ start: 0, end: text.length, readable: true }],
  extractor: { name: 'test', version: '1' },
});

describe('the review page', () => {
  let world: Awaited<ReturnType<typeof makeWorld>>;
  let texts: TextStore;
  const app = () =>
    createReviewApp({
      ...world.ports,
      texts,
      practices: () => ['-', 'Y90001', 'Y90002'],
      hosts: ['127.0.0.1', 'localhost', '[::1]'],
      stylesheet: 'body {}',
    });
  const get = (path: string, headers = {}) => app().request(`http://localhost:8321${path}`, { headers });
  const page = async (path: string) => (await get(path)).text();
  /** What a reader sees: without tags, white space as one space. */
  const words = async (path: string) =>
    (await page(path))
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ');

  beforeAll(async () => {
    world = await makeWorld();
    texts = world.ports.texts;
  });

  describe('worklist', () => {
    it('shows every letter, oldest first, each with its state and what is in it', async () => {
      const html = await page('/');
      const order = [...html.matchAll(/href="\/letters\/([0-9a-f]{32})"/g)].map((match) => match[1]);
      const { hostile, nothing, halfRead, waiting, locked, twice, astray } = world;
      expect(order).toEqual([hostile, nothing, halfRead, waiting, locked, twice, astray]);
      const text = await words('/');
      expect(text).toContain('Suggestions for diagnosis: 2; held back: 1.');
      expect(text).toContain('Read; nothing to suggest.');
      expect(text).toContain('pages that could not be read: 1 of 3.');
      expect(text).toContain('Not read yet.');
      expect(text).toContain('The PDF needs a password. Ask the sender for a copy without one.');
      expect(text).toContain('Another letter stands in its place.');
      expect(text).toContain('its practice is not known');
    });

    it('counts by state, and narrows to a practice and a state', async () => {
      expect(await words('/')).toContain('All: 7 Being read: 1 Set aside for a person: 2 Ready for review: 3');
      expect(await words('/?practice=Y90002')).toContain('All: 4 Being read: 1 Set aside for a person: 1');
      expect(await words('/?practice=-')).toContain('All: 1 ');
      const quarantined = await page('/?practice=Y90002&state=quarantined');
      expect(quarantined.match(/href="\/letters\//g)).toHaveLength(1);
      expect(quarantined).toContain(world.locked);
      expect(quarantined).toMatch(/<a href="\/\?practice=Y90002&amp;state=quarantined" aria-current="page">/);
    });

    it('says so where there is nothing, and knows no other practice', async () => {
      expect(await words('/?practice=Y90001&state=completed')).toContain('No letters here.');
      expect((await get('/?practice=Y90003')).status).toBe(404);
    });
  });

  describe('letter', () => {
    it('shows the words that support a suggestion, marked and numbered', async () => {
      const html = await page(`/letters/${world.hostile}`);
      expect(html).toContain('<mark class="diagnosis">breast cancer</mark>');
      expect(html).toMatch(/<sup><a href="#suggestion-1" aria-label="suggestion 1">1<\/a><\/sup>/);
      expect(html).toContain('id="words-1-1"');
      expect(html).toContain('href="#words-1-1"');
      const text = await words(`/letters/${world.hostile}`);
      expect(text).toContain('SNOMED CT 254837009 The letter says confirmed');
      expect(text).toContain('Seen and held back: 1');
      expect(text).toMatch(/the letter says it is not so/);
      expect(html).toContain(
        '<title>Ready for review: letter from St Aldhelm’s Hospital, 1 Jul 2026, 09:00 UTC – Letter Coder</title>',
      );
    });

    it('shows letter, file name and directory as they are and lets none of them write the page', async () => {
      for (const path of ['/', `/letters/${world.hostile}`]) {
        const html = await page(path);
        expect(html).not.toMatch(/<(?:script|img|i|b)\b/);
        expect(html.match(/<\/html>/g)).toHaveLength(1);
      }
      const html = await page(`/letters/${world.hostile}`);
      expect(html).toContain('Dear &lt;script>alert(1)&lt;/script> &amp; ');
      expect(html).toContain('&lt;img src=x onerror=alert(3)>');
    });

    it('says which page was not read, and marks words that run over a page’s end on both', async () => {
      const html = await page(`/letters/${world.halfRead}`);
      expect(html).toContain('Page 3 of 3 could not be read. Read it by hand.');
      expect(html).toContain('<mark class="diagnosis">breast\n</mark>');
      expect(html).toContain('<mark class="diagnosis">cancer</mark>');
      expect(html.match(/<sup>/g)).toHaveLength(1);
      expect(html.match(/id="words-1-1"/g)).toHaveLength(1);
    });

    it.each([
      ['nothing', 'The letter was read and nothing in it is suggested for coding.'],
      ['waiting', 'Suggestions have not been made yet.'],
      ['locked', 'The PDF needs a password.'],
      ['twice', 'Another letter stands in place of this one'],
      ['astray', 'Letter from not known'],
    ] as const)('that is %s says so in words', async (which, expected) => {
      expect(await words(`/letters/${world[which]}`)).toContain(expected);
    });

    it('whose text was altered is not shown', async () => {
      const { ports, hostile } = world;
      texts = { ...ports.texts, get: (letterId) => ports.texts.get(letterId, '0'.repeat(64)) };
      const answer = await get(`/letters/${hostile}`);
      texts = ports.texts;
      expect(answer.status).toBe(500);
      expect(await answer.text()).toContain('missing or has been altered');
    });

    it.each([`/letters/${'0'.repeat(32)}`, '/letters/..%2f..%2fetc%2fpasswd', '/letters/1', '/nowhere'])(
      'is not at %s',
      async (path) => {
        const answer = await get(path);
        expect(answer.status).toBe(404);
        expect(await answer.text()).toContain('<h1>Page not found</h1>');
      },
    );
  });

  it.each([
    ['localhost:8321', 200],
    ['127.0.0.1:8321', 200],
    ['[::1]:8321', 200],
    ['LOCALHOST', 200],
    ['evil.example', 421],
    ['localhost.evil.example:8321', 421],
    ['127.0.0.1.evil.example', 421],
    ['', 421],
  ])('asked for by the name %j answers %i', async (host, status) => {
    const answer = await get('/', { host });
    expect(answer.status).toBe(status);
    if (status === 421) expect(await answer.text()).not.toContain('Worklist');
  });

  it('lets nothing in from elsewhere and stays in no cache', async () => {
    for (const path of ['/', `/letters/${world.hostile}`, '/nowhere', '/style.css']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy'), path).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    }
    const css = readFileSync(new URL('../../functions/review/page/style.css', import.meta.url), 'utf8');
    expect(css).not.toMatch(/url\(|@import|https?:/);
    for (const path of ['/', `/letters/${world.hostile}`]) {
      const outward = (await page(path)).match(/(?:href|src|action)="(?!\/|#)[^"]*"/g);
      expect(outward).toBeNull();
    }
  });
});
