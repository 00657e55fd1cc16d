import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LetterRecord } from '../../functions/review/api/contract.ts';
import { lettersIn } from './support/at-a-letter.ts';
import { clinicLetter } from './support/clinic-letters.ts';
import { all, HOSTILE, hostile, markOf } from './support/hostile-texts.ts';
import { canOpenBrowser, openBrowser, signIn } from './support/open-browser.ts';
import { ASHA, AUDREY, ORLA, SAM, type TestPerson } from './support/people.ts';
import {
  poisonedChecks,
  poisonedConcepts,
  poisonedDecisions,
  poisonedHistory,
  poisonedLetter,
  poisonedLetterReplay,
  poisonedMe,
  poisonedOnce,
  poisonedQuarantine,
  poisonedReceipts,
  poisonedReplay,
  poisonedStory,
  poisonedWorklist,
} from './support/poisoned-answers.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';
import { unsafePage } from './support/unsafe-page.ts';

/** What a hostile text did, in a page whose policy is switched off: escaping alone stands between. */
interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly done: string[];
  /** Adds to `seen` what is on the page now. */
  look(): Promise<void>;
  readonly seen: Set<string>;
}

/** Texts of which a page shows one at a time are tried one after the other. */
const ONE_AT_A_TIME = ['own name', 'sender', 'practice', 'patient name', 'date of birth', 'file name', 'NHS number'];
const MANY_AT_A_TIME = [
  'practice name',
  'sender in a list',
  'sender set aside',
  'practice set aside',
  'file name in a receipt',
  'practice in a receipt',
  'note of an operator',
  'event in words',
  'actor',
  'role',
  'event data',
  'story in words',
  'actor of a story',
  'code of a story',
  'reason of a story',
  'words of a story',
  'phrase in a report',
  'what is wrong',
  'code that would change',
  'code of a letter read again',
  'display in a report',
  'reason in a report',
  'concept found',
  'words matched',
  'letter text',
  'quoted words',
  'section heading',
  'rule',
  'suggestion',
  'value',
  'effect',
  'decided by',
  'held item',
  'stage',
  'conflict',
  'sender of another letter',
  'code accepted before',
  'sender of a duplicate',
  'error text',
  'search box',
  'concept search box',
  'note being written',
];

describe.skipIf(!canOpenBrowser())('hostile texts', () => {
  let service: ReviewService;
  let browser: Browser;
  let letterId: string;
  beforeAll(async () => {
    service = await openReviewService();
    await service.put({
      'incoming/RZZ01/Y90001/plain.txt': clinicLetter(0),
      'incoming/RZZ01/Y90001/empty.txt': '',
      [`incoming/RZZ01/Y90001/${hostile('stored file', 1)}.txt`]: `${clinicLetter(1)}${all((nth) => hostile('stored text', nth)).join('\n')}`,
    });
    letterId = (await lettersIn(service, 'ready'))[0]!.letterId;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function watch(person: TestPerson, script?: string): Promise<Watched> {
    const context = await browser.newContext({ bypassCSP: true });
    context.setDefaultTimeout(10_000);
    await signIn(context, service, person);
    const page = await context.newPage();
    const done: string[] = [];
    const seen = new Set<string>();
    page.on('dialog', (dialog) => {
      done.push(`ran ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    // Answered here, so that nothing goes out even from the page that is unsafe on purpose.
    await context.route(
      (url) => url.origin !== service.origin && url.protocol.startsWith('http'),
      (route) => {
        done.push(`asked for ${route.request().url()}`);
        return route.abort();
      },
    );
    if (script !== undefined)
      await context.route('**/page.js', (route) => route.fulfill({ body: script, contentType: 'text/javascript' }));
    await page.exposeFunction('became', (element: string) => done.push(`became ${element}`));
    await page.addInitScript(() => {
      const known = new WeakSet<Element>();
      const report = (globalThis as unknown as { became(element: string): void }).became;
      new MutationObserver(() => {
        for (const element of document.querySelectorAll('[data-x]')) {
          if (!known.has(element)) report(element.outerHTML.slice(0, 100));
          known.add(element);
        }
      }).observe(document, { childList: true, subtree: true });
    });
    async function look(): Promise<void> {
      const text = await page.evaluate(() =>
        [
          document.documentElement.textContent,
          ...[...document.querySelectorAll<HTMLInputElement>('input, select')].map(({ value }) => value),
        ].join('\n'),
      );
      for (const [mark] of text.matchAll(/[A-Za-z]+\d+z/g)) seen.add(mark);
    }
    return { page, context, done, seen, look };
  }

  async function poison<Answer>(page: Page, path: string, change: (answer: Answer) => unknown): Promise<void> {
    await page.route(`${service.origin}${path}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: change((await answer.json()) as Answer) });
    });
  }

  /** Goes through every view with a hostile text in every place; with one alone where there is one place. */
  async function tour(watched: Watched, ones: readonly number[]): Promise<void> {
    const { page, look } = watched;
    let one = 0;
    await poison(page, '/api/me', (me: never) => poisonedMe(me, one));
    await poison(page, '/api/worklist?*', poisonedWorklist);
    await poison(page, '/api/quarantine?*', poisonedQuarantine);
    await poison(page, '/api/receipts?*', poisonedReceipts);
    await poison(page, '/api/letters/*/history', poisonedHistory);
    await poison(page, `/api/letters/${letterId}`, (record: LetterRecord) =>
      one === ones[0] ? poisonedLetter(poisonedOnce(record, one)) : poisonedOnce(record, one),
    );
    await page.route(`${service.origin}/api/concepts`, (route) => route.fulfill({ json: poisonedConcepts() }));
    for (one of ones) {
      await page.goto(`${service.origin}/letters/${letterId}`);
      await page.locator('.letter').waitFor();
      await look();
    }
    await page.goto(service.origin);
    await page.locator('.letters').waitFor();
    await look();
  }

  it(`${(ONE_AT_A_TIME.length + MANY_AT_A_TIME.length) * HOSTILE.length} of them do nothing`, {
    timeout: 120_000,
  }, async () => {
    const reviewer = await watch(ASHA);
    await tour(reviewer, [...HOSTILE.keys()]);
    await typeThem(reviewer);
    await refuseWithThem(reviewer);
    const others = await Promise.all([
      visit(await watch(AUDREY), `/history/${letterId}`, '.timeline'),
      visit(await watch(AUDREY), `/story/${letterId}`, '.timeline', { 'Read it again': 'New: ' }),
      visit(await watch(AUDREY), '/checks', 'h2', {
        'Check the record': 'things wrong in',
        'Read everything again': 'What would be suggested otherwise',
      }),
      visit(await watch(AUDREY), '/decisions', '.decisions'),
      visit(await watch(ORLA), '/quarantine', '.set-aside'),
      visit(await watch(SAM), '/receipts', '.letters'),
    ]);
    const seen = new Set([reviewer, ...others].flatMap((watched) => [...watched.seen]));
    const expected = [...ONE_AT_A_TIME, ...MANY_AT_A_TIME].flatMap((sink) => all((nth) => markOf(sink, nth)));
    expect(expected.length).toBeGreaterThanOrEqual(300);
    expect(
      expected.filter((mark) => !seen.has(mark)),
      'shown nowhere, so not tried',
    ).toEqual([]);
    expect([reviewer, ...others].flatMap(({ done }) => done)).toEqual([]);
    for (const { context } of [reviewer, ...others]) await context.close();
  });

  it('do nothing from a stored letter and its file name either, and are shown as written', async () => {
    const { page, context, done, look } = await watch(ASHA);
    const stored = (await lettersIn(service, 'ready')).find((letter) => letter.letterId !== letterId)!;
    await page.goto(`${service.origin}/letters/${stored.letterId}`);
    await page.locator('.letter-words').first().waitFor();
    await look();
    const shown = (await page.locator('.letter-words').allTextContents()).join('');
    for (const text of all((nth) => hostile('stored text', nth))) expect(shown).toContain(text);
    expect(await page.locator('.facts').textContent()).toContain(hostile('stored file', 1));
    expect(done).toEqual([]);
    await context.close();
  });

  it('would be found out, were the page’s escaping switched off', async () => {
    const watched = await watch(ASHA, await unsafePage());
    const toured = tour(watched, [1]).catch(() => {});
    const kinds = () => new Set(watched.done.map((done) => done.split(' ')[0]));
    await vi.waitFor(() => expect(kinds()).toEqual(new Set(['ran', 'asked', 'became'])), 10_000);
    await watched.context.close();
    await toured;
  });

  async function visit(
    watched: Watched,
    path: string,
    shows: string,
    presses: Readonly<Record<string, string>> = {},
  ): Promise<Watched> {
    await poison(watched.page, '/api/audit/checks', poisonedChecks);
    await poison(watched.page, '/api/audit/replay', poisonedReplay);
    await poison(watched.page, '/api/letters/*/replay', poisonedLetterReplay);
    await poison(watched.page, '/api/quarantine?*', poisonedQuarantine);
    await poison(watched.page, '/api/receipts?*', poisonedReceipts);
    await poison(watched.page, '/api/letters/*/history', poisonedHistory);
    await poison(watched.page, '/api/letters/*/story', poisonedStory);
    await poison(watched.page, '/api/decisions?*', poisonedDecisions);
    await watched.page.goto(`${service.origin}${path}`);
    await watched.page.locator(shows).first().waitFor();
    for (const [button, then] of Object.entries(presses)) {
      await watched.page.getByRole('button', { name: button }).click();
      await watched.page.getByText(then).first().waitFor();
    }
    await watched.look();
    return watched;
  }

  /** Into every box there is. */
  async function typeThem({ page, look }: Watched): Promise<void> {
    await page.goto(`${service.origin}/search`);
    const box = page.getByLabel('NHS number or letter id');
    for (const text of all((nth) => hostile('search box', nth))) {
      await box.fill(text);
      await box.press('Enter');
      await look();
    }
    await page.unroute(`${service.origin}/api/letters/${letterId}`);
    await page.goto(`${service.origin}/letters/${letterId}`);
    await page.locator('.suggestion-current').waitFor();
    await page.keyboard.press('e');
    for (const text of all((nth) => hostile('concept search box', nth))) {
      await page.getByLabel('Find a code').fill(text);
      await look();
    }
    await page.getByRole('group', { name: 'Codes found' }).waitFor();
    await look();
    for (const text of all((nth) => hostile('note being written', nth))) {
      await page.getByLabel('Note (optional)').fill(text);
      await look();
    }
  }

  /** As the detail of a refusal. */
  async function refuseWithThem({ page, look }: Watched): Promise<void> {
    let nth = 0;
    await page.route(`${service.origin}/api/letters/*/history`, (route) =>
      route.fulfill({ status: 404, json: { type: 'x', title: 'x', status: 404, detail: hostile('error text', nth) } }),
    );
    await page.goto(`${service.origin}/history/${letterId}`);
    for (nth of HOSTILE.keys()) {
      await page.getByRole('button', { name: 'Try again' }).press('Enter');
      await page.getByText(markOf('error text', nth)).first().waitFor();
      await look();
    }
  }
});
