import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { History, LetterRecord, Receipts, SearchResult, WorklistPage } from '../../functions/review/api/contract.ts';
import { LETTER, NHS_NUMBER, openReview, PEOPLE, problemIn, UNREADABLE, type World } from './world.ts';

const { ann, auditor, both, operator, otherSender, sender } = PEOPLE;

describe('a letter that is read', () => {
  it('is given with its words, parts, patient and what was held back, and its chain says to whom', async () => {
    const world = await openReview();
    const text = `${LETTER}No evidence of invasive ductal carcinoma. <b>Yours</b>`;
    const letterId = await world.put('RZZ01/Y90001/Mrs Secret.txt', text);
    const answer = await world.get(ann, `/api/letters/${letterId}`);
    const record = LetterRecord.parse(answer.json());
    expect(record.text).toBe(text);
    for (const { evidence } of [...record.suggestions, ...record.held])
      for (const { start, end, quote } of evidence) expect(quote).toBe(text.slice(start, end));
    expect(record.suggestions.map(({ evidence }) => evidence[0]!.quote)).toEqual([
      'breast cancer',
      'chronic lymphocytic leukaemia',
    ]);
    expect(record.sections.map(({ name, start, end }) => [name, text.slice(start, end).split('\n')[0]])).toContainEqual(
      ['diagnosis', 'Diagnosis: breast cancer, and chronic lymphocytic leukaemia.'],
    );
    expect(record.patient.nhsNumber).toMatchObject({ value: NHS_NUMBER.replaceAll(' ', ''), valid: true });
    expect(record).toMatchObject({ storedAs: 'incoming/RZZ01/Y90001/Mrs Secret.txt', pages: [{ readable: true }] });
    expect(JSON.stringify(answer.headers)).not.toContain('Secret');
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('is noted once in ten minutes for each person and each way of looking', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
    const looks = ['?ahead=true', '', '', '?ahead=true', '/original', '/original'];
    for (const look of looks) await world.get(ann, `/api/letters/${letterId}${look}`);
    await world.get(auditor, `/api/letters/${letterId}`);
    world.pass(601);
    await world.get(ann, `/api/letters/${letterId}`);
    const opened = (await world.events.read(letterId)).filter((event) => event.type === 'letter-opened');
    expect(opened.map(({ actor, data }) => [actor.id, actor.role, data.what])).toEqual([
      ['ann', 'reviewer', 'ahead'],
      ['ann', 'reviewer', 'letter'],
      ['ann', 'reviewer', 'original'],
      ['auditor', 'auditor', 'letter'],
      ['ann', 'reviewer', 'letter'],
    ]);
  });

  it('is found in the views as well, and so is a refusal', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
    for (const who of [auditor, { sub: 'stranger', groups: ['reviewer:Y90002'] }]) {
      await world.get(who, `/api/letters/${letterId}`);
      const { letter } = (await world.worklist.get(letterId))!;
      expect(letter.sequence).toBe((await world.events.read(letterId)).length);
      expect(await world.worklist.findLetters({ kind: 'actor', value: who.sub })).toEqual([letterId]);
    }
  });

  it('is not given out when that cannot be noted', async () => {
    const world = await openReview({
      events: (events) => ({
        ...events,
        append: async (event) => {
          if (event.type === 'letter-opened') throw new Error('the table does not answer');
          return events.append(event);
        },
      }),
    });
    const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
    for (const path of ['', '/original']) {
      const answer = await world.get(ann, `/api/letters/${letterId}${path}`);
      expect(answer.status).toBe(503);
      expect(answer.text).not.toContain('cancer');
    }
    expect(world.logged.filter(({ event }) => event === 'request.failed')).toEqual([
      { event: 'request.failed', route: '/api/letters/:letterId', error: 'Error' },
      { event: 'request.failed', route: '/api/letters/:letterId/original', error: 'Error' },
    ]);
  });

  it('is shown beside those of its patient that look the same', async () => {
    const world = await openReview();
    const lines = Array.from({ length: 40 }, (_, index) => `Line ${index} of a long letter.`).join('\n');
    const first = await world.put('RZZ01/Y90001/1.txt', `${LETTER}${lines}\nPage 1`);
    const second = await world.put('RZZ02/Y90001/2.txt', `${LETTER}${lines}\nPage 2`);
    await world.put('RZZ01/Y90001/3.txt', `${LETTER}Something else.`);
    await world.put('RZZ01/Y90002/4.txt', `${LETTER}${lines}\nPage 3`);
    const record = await world.letter(ann, second);
    expect(record.likelyDuplicates.map(({ letterId }) => letterId)).toEqual([first]);
    expect(record.otherLetters).toHaveLength(2);
  });
});

describe('the original file', () => {
  const PDF = '%PDF-1.7\n<script>alert(1)</script>';
  it.each([
    ['a PDF', PDF, 'application/pdf', 'inline', 'pdf'],
    ['a text', 'Dear <script>alert(1)</script>', 'text/plain; charset=utf-8', 'inline', 'txt'],
    [
      'a page that calls itself a letter',
      '<!doctype html><script>alert(1)</script>',
      'text/plain; charset=utf-8',
      'inline',
      'txt',
    ],
    ['bytes of no known kind', '\0\0\0', 'application/octet-stream', 'attachment', 'bin'],
  ])('that is %s can do nothing in a browser, and has a name of ours', async (_, content, type, how, extension) => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/evil".html', content, UNREADABLE);
    const { status, headers, text } = await world.get(ann, `/api/letters/${letterId}/original`);
    expect([status, text]).toEqual([200, content]);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `${how}; filename="letter-${letterId}.${extension}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    if (extension !== 'pdf') expect(headers['content-security-policy']).toContain('sandbox');
    expect(JSON.stringify(headers)).not.toContain('evil');
    const saved = await world.get(ann, `/api/letters/${letterId}/original?download=true`);
    expect(saved.headers['content-disposition']).toMatch(/^attachment/);
  });
});

describe('the worklist', () => {
  let world: World;
  const ids: string[] = [];
  const page = async (query: string, who: { sub: string; groups: readonly string[] } = ann) =>
    WorklistPage.parse((await world.get(who, `/api/worklist?practice=Y90001&state=ready${query}`)).json());
  const idsOf = async (query: string) => (await page(query)).letters.map(({ letterId }) => ids.indexOf(letterId));

  beforeAll(async () => {
    world = await openReview();
    const contents = ['breast cancer', 'CLL', 'a sprained ankle', 'breast cancer and CLL', 'nothing'];
    for (const [index, what] of contents.entries())
      ids.push(await world.put(`RZZ0${(index % 2) + 1}/Y90001/${index}.txt`, `Diagnosis: ${what}. ${index}`));
    await world.put('RZZ01/Y90001/locked.pdf', 'x', UNREADABLE);
    await world.put('RZZ01/Y90002/other.txt', 'Diagnosis: CLL.');
  });

  it('is oldest first, counts every state, and names the organisations', async () => {
    const { letters, counts } = await page('');
    expect(letters.map(({ letterId }) => letterId)).toEqual(ids);
    expect(counts).toEqual({ received: 0, quarantined: 1, ready: 5, completed: 0, superseded: 0 });
    expect(letters[1]).toMatchObject({ practiceName: 'Elmfield Surgery', senderName: 'Northmoor Cancer Centre' });
  });

  it.each([
    ['&category=diagnosis', [0, 1, 3]],
    ['&category=stage', []],
    ['&sender=RZZ02', [1, 3]],
    ['&group=breast', [0, 3]],
    ['&group=haematology&sender=RZZ02', [1, 3]],
    ['&conflicts=true', []],
  ])('narrowed by %s', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected);
  });

  it.each(['', '&category=diagnosis'])('goes on page by page, every letter once: %j', async (query) => {
    const seen: number[] = [];
    let next: string | undefined;
    do {
      const got: WorklistPage = await page(`${query}&limit=1${next ? `&next=${encodeURIComponent(next)}` : ''}`);
      expect(got.letters.length).toBeLessThanOrEqual(1);
      seen.push(...got.letters.map(({ letterId }) => ids.indexOf(letterId)));
      next = got.next;
    } while (next !== undefined);
    expect(seen).toEqual(await idsOf(query));
  });

  it.each(['&limit=0', '&limit=101', '&limit=x', '&next=x', '&unknown=1', '&conflicts=false', '&category=x'])(
    'asked for with %s is not understood',
    async (query) => {
      const answer = await world.get(ann, `/api/worklist?practice=Y90001&state=ready${query}`);
      expect([answer.status, problemIn(answer).type]).toEqual([400, '/problems/invalid-request']);
    },
  );

  it('follows what is rejected: a letter is no longer among those of that group', async () => {
    const breast = await world.suggestion(ann, ids[0]!, /breast/);
    await world.decide(ann, ids[0]!, breast, { kind: 'rejected', reason: 'negated' });
    expect(await idsOf('&group=breast')).toEqual([3]);
  });
});

describe('search', () => {
  it('finds a patient’s letters by NHS number, in the practices that may be seen, newest first', async () => {
    const world = await openReview();
    const [one, two, three] = [
      await world.put('RZZ01/Y90001/1.txt', LETTER),
      await world.put('RZZ01/Y90002/2.txt', LETTER),
      await world.put('RZZ01/Y90001/3.txt', `${LETTER}again`),
    ];
    const search = async (who: { sub: string; groups: readonly string[] }, nhsNumber: string) => {
      const answer = await world.post(who, '/api/search', { nhsNumber });
      return SearchResult.parse(answer.json()).letters.map(({ letterId }) => letterId);
    };
    for (const written of [NHS_NUMBER, '9990000018', '999-000-0018'])
      expect(await search(ann, written)).toEqual([three, one]);
    expect(await search(both, NHS_NUMBER)).toEqual([three, two, one]);
    expect(await search(ann, '999 000 0026')).toEqual([]);
    for (const bad of ['9990000019', '999000001', 'abc', '', '99900000180']) {
      const answer = await world.post(ann, '/api/search', { nhsNumber: bad });
      expect([answer.status, problemIn(answer).type]).toEqual([400, '/problems/invalid-nhs-number']);
      if (bad !== '') expect(answer.text).not.toContain(bad);
    }
  });
});

describe('concepts', () => {
  it.each([
    ['breast cancer', ['254837009']],
    ['CANCER breast', ['254837009']],
    ['leuk', ['92814006']],
    ['cll', ['92814006']],
    ['leukaemia chronic', ['92814006']],
    ['appendicitis', []],
    ['?!', []],
  ])('are found by %j', async (words, codes) => {
    const world = await openReview();
    const answer = (await world.post(ann, '/api/concepts', { words })).json() as {
      concepts: { concept: { code: string } }[];
    };
    expect(answer.concepts.map(({ concept }) => concept.code)).toEqual(codes);
  });

  it('are narrowed to a category', async () => {
    const world = await openReview();
    const found = await world.post(ann, '/api/concepts', { words: 'breast', category: 'treatment' });
    expect(found.json()).toEqual({ concepts: [] });
  });
});

describe('quarantine and receipts', () => {
  it('lists what was set aside in every practice and in none, and its ends show to the sender', async () => {
    const world = await openReview();
    const put = (key: string) => world.put(key, key, UNREADABLE);
    const [first, second, astray] = [
      await put('RZZ01/Y90001/1.pdf'),
      await put('RZZ02/Y90002/2.pdf'),
      await put('astray.pdf'),
    ];
    const unserved = await world.put('RZZ01/Y90007/3.txt', LETTER);
    const listed = (await world.get(operator, '/api/quarantine')).json() as { letters: { letterId: string }[] };
    expect(listed.letters.map(({ letterId }) => letterId)).toEqual([first, second, astray, unserved]);
    const pages: string[] = [];
    let next = '';
    for (let index = 0; index < 4; index++) {
      const got = (await world.get(operator, `/api/quarantine?limit=1${next}`)).json() as typeof listed & {
        next?: string;
      };
      pages.push(...got.letters.map(({ letterId }) => letterId));
      next = `&next=${encodeURIComponent(got.next ?? '')}`;
    }
    expect(pages).toEqual([first, second, astray, unserved]);

    const end = (letterId: string, action: string, note?: string) =>
      world.post(operator, `/api/letters/${letterId}/quarantine`, { action, ...(note ? { note } : {}) });
    expect(problemIn(await end(astray, 'released')).type).toBe('/problems/nobody-to-release-to');
    expect(problemIn(await end(unserved, 'released')).type).toBe('/problems/nobody-to-release-to');
    expect(problemIn(await end(astray, 'returned', 'x')).type).toBe('/problems/no-sender-to-return-to');
    expect(problemIn(await end(first, 'returned')).type).toBe('/problems/note-missing');
    expect((await end(first, 'returned', 'Needs a password.')).status).toBe(200);
    expect((await end(second, 'sent-again')).status).toBe(200);
    expect(world.announced).toEqual([second]);
    expect((await end(unserved, 'returned', 'Not ours.')).status).toBe(200);

    const receipts = Receipts.parse((await world.get(sender, '/api/receipts')).json()).receipts;
    expect(receipts).toMatchObject([
      { letterId: unserved, state: 'quarantined', reason: 'unknown-practice', note: 'Not ours.' },
      {
        letterId: first,
        storedAs: 'incoming/RZZ01/Y90001/1.pdf',
        contentHash: createHash('sha256').update('RZZ01/Y90001/1.pdf').digest('hex'),
        state: 'quarantined',
        returned: true,
        note: 'Needs a password.',
        practiceName: 'Elmfield Surgery',
      },
    ]);
    const others = Receipts.parse((await world.get(otherSender, '/api/receipts?limit=1')).json()).receipts;
    expect(others).toMatchObject([{ letterId: second, state: 'received' }]);
  });

  it('releases a letter to its practice, where it is coded by hand and on no words', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/scan.pdf', 'scan', UNREADABLE);
    const released = () => world.post(operator, `/api/letters/${letterId}/quarantine`, { action: 'released' });
    expect([(await released()).status, (await released()).status]).toEqual([200, 200]);
    expect((await world.typesOf(letterId)).filter((type) => type === 'quarantine-decided')).toHaveLength(1);
    const assertion = { certainty: 'confirmed', temporality: 'current', subject: 'patient' };
    const concept = { system: 'http://snomed.info/sct', code: '92814006', display: 'x' };
    const add = { category: 'diagnosis', coded: { concept, display: 'x', assertion }, evidence: [] };
    expect((await world.post(ann, `/api/letters/${letterId}/codes`, add)).status).toBe(200);
    expect((await world.post(ann, `/api/letters/${letterId}/complete`)).status).toBe(200);
    expect((await world.letter(ann, letterId)).letter).toMatchObject({ state: 'completed', byHand: 'encrypted' });
  });
});

describe('exports and history', () => {
  it('hand over completed letters alone, and every chain says so', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/Mrs Secret.txt', 'Diagnosis: breast cancer.');
    const open = await world.put('RZZ01/Y90001/open.txt', 'Diagnosis: CLL.');
    await world.decide(ann, letterId, await world.suggestion(ann, letterId), { kind: 'accepted' });
    await world.post(ann, `/api/letters/${letterId}/complete`);
    const one = await world.post(ann, `/api/letters/${letterId}/exports`, { format: 'text' });
    expect([one.status, one.headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="letter-${letterId}.txt"`,
    ]);
    expect(one.text).toContain('254837009');
    expect(problemIn(await world.post(ann, `/api/letters/${open}/exports`, { format: 'csv' })).type).toBe(
      '/problems/letter-not-completed',
    );
    const day = (of: string) => world.post(ann, '/api/exports', { practice: 'Y90001', day: of, format: 'csv' });
    expect((await day('2026-07-01')).text).toContain('254837009');
    expect((await day('2026-06-30')).text).not.toContain('254837009');
    const exported = (await world.events.read(letterId)).filter((event) => event.type === 'letter-exported');
    expect(exported.map(({ data }) => [data.format, data.scope, data.codes])).toEqual([
      ['text', 'letter', 1],
      ['csv', 'day', 1],
    ]);
    expect(exported[0]!.data.contentHash).toBe(createHash('sha256').update(one.text).digest('hex'));
    expect(await world.typesOf(open)).not.toContain('letter-exported');

    const history = History.parse((await world.get(auditor, `/api/letters/${letterId}/history`)).json());
    expect(history.events.map(({ inWords }) => inWords)).toEqual([
      expect.stringMatching(
        /^Received document version v1 of 25 bytes, SHA-256 [0-9a-f]{64}, from RZZ01 for Y90001\.$/,
      ),
      expect.stringMatching(/^Read 1 of 1 pages, 25 characters, with test 1; the text's SHA-256 is [0-9a-f]{64}\.$/),
      expect.stringMatching(/^Suggested 1 codes and held back 0, with lexicon 0123456789ab and engine \S+\.$/),
      'Opened the letter.',
      'Accepted a suggestion, seen as event 3 had left it: Malignant neoplasm of breast (254837009).',
      'Completed the letter: 1 codes taken, 0 rejected.',
      expect.stringMatching(/^Was given 1 codes as text, alone; SHA-256 of what was handed over [0-9a-f]{64}\.$/),
      expect.stringMatching(/^Was given 1 codes as csv, with the other letters of a day; SHA-256 .* [0-9a-f]{64}\.$/),
    ]);
  });
});
