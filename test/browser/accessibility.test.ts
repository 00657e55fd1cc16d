import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, decided, lettersIn, openLetter, stored } from './support/at-a-letter.ts';
import { violations } from './support/axe.ts';
import { clinicLetter } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow } from './support/open-browser.ts';
import { ASHA, AUDREY, BEN, ORLA, SAM, type TestPerson } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

const HALF_READ = new URL(
  '../../events/letters/incoming/RZZ02/Y90001/thyroid-second-page-scanned.pdf',
  import.meta.url,
);
const WIDTHS = { desktop: 1280, phone: 320 } as const;

/** A view in a state, and how to come to it. */
interface Stop {
  readonly name: string;
  readonly as: TestPerson | null;
  readonly reach: (page: Page, at: Service) => Promise<void>;
}
type Service = ReviewService & { readonly ready: string; readonly halfRead: string };

const atLetter = async (page: Page, at: Service) => openLetter(page, at, at.ready);
const goTo = (path: string, shows: string) => async (page: Page, at: Service) => {
  await page.goto(`${at.origin}${path}`);
  await page.getByText(shows).first().waitFor();
};

const STOPS: readonly Stop[] = [
  { name: 'sign in', as: null, reach: goTo('/', 'Sign in to see the letters') },
  { name: 'the worklist', as: BEN, reach: goTo('/', 'Letters ready for review') },
  { name: 'an empty worklist', as: ASHA, reach: goTo('/?state=superseded', 'No letters here') },
  { name: 'completed letters, to export', as: ASHA, reach: goTo('/?state=completed', 'Export a day') },
  { name: 'a letter', as: ASHA, reach: atLetter },
  { name: 'an auditor’s letter', as: AUDREY, reach: atLetter },
  { name: 'the checks, before they are asked for', as: AUDREY, reach: goTo('/checks', 'Does the record hold?') },
  {
    name: 'a letter that was not read in full',
    as: ASHA,
    async reach(page, at) {
      await page.goto(`${at.origin}/letters/${at.halfRead}`);
      await page.getByText('could not be read').first().waitFor();
    },
  },
  {
    name: 'a rejection',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.keyboard.press('r');
      await page.locator('.reasons').waitFor();
    },
  },
  {
    name: 'an amendment with an error',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.keyboard.press('e');
      await page.keyboard.type('breast');
      await page.getByRole('group', { name: 'Codes found' }).waitFor();
      await page.getByLabel('Date (optional)').fill('31/2/2026');
      await page.getByRole('button', { name: 'Accept as amended' }).press('Enter');
      await page.getByText('Enter a date such as').waitFor();
    },
  },
  {
    name: 'a code being added',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.keyboard.press('s');
      await page.getByLabel('Words in the letter that say it').fill('the');
      await page.getByText(/Place 1 of/).waitFor();
    },
  },
  {
    name: 'held items, words stepped to, and the original',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.keyboard.press('h');
      await page.keyboard.press('w');
      await page.keyboard.press('o');
      await page.locator('.words-step').first().waitFor();
      await page.locator('iframe').waitFor();
    },
  },
  {
    name: 'a decision that is not stored',
    as: ASHA,
    async reach(page, at) {
      await page.route('**/decision', (route) => route.abort());
      await atLetter(page, at);
      await page.keyboard.press('a');
      await page.getByRole('heading', { name: /not stored yet/ }).waitFor();
    },
  },
  {
    name: 'a sign-in that has ended',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.context().clearCookies();
      await page.keyboard.press('a');
      await page.getByRole('heading', { name: 'Your sign-in has ended' }).waitFor();
    },
  },
  {
    name: 'a decision that met another',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      const other = await openWindow(page.context().browser()!, at, BEN);
      await openLetter(other.page, at, at.ready);
      await other.page.keyboard.press('r');
      await other.page.keyboard.press('2');
      await decided(other.page, 1);
      await stored(other.page);
      await page.keyboard.press('a');
      await page.locator('.meanwhile').waitFor();
      await page.getByRole('button', { name: /^Keep theirs/ }).waitFor();
      await other.page.keyboard.press('u');
      await stored(other.page);
      await other.context.close();
    },
  },
  { name: 'a letter that is not there', as: ASHA, reach: goTo(`/letters/${'0'.repeat(32)}`, 'nothing here') },
  {
    name: 'the history',
    as: AUDREY,
    async reach(page, at) {
      await page.goto(`${at.origin}/history/${at.ready}`);
      await page.locator('.timeline summary').first().press('Enter');
      await page.locator('.stored').first().waitFor();
    },
  },
  { name: 'letters set aside', as: ORLA, reach: goTo('/quarantine', 'Return to sender') },
  { name: 'receipts', as: SAM, reach: goTo('/receipts', 'Letters sent') },
  {
    name: 'a search that finds nothing',
    as: ASHA,
    async reach(page, at) {
      await page.goto(`${at.origin}/search`);
      await page.getByLabel('NHS number or letter id').fill('999 111 1198');
      await page.keyboard.press('Enter');
      await page.getByText(/No letter found|ten digits/).waitFor();
    },
  },
  {
    name: 'the keys',
    as: ASHA,
    async reach(page, at) {
      await atLetter(page, at);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a page that is not there', as: ASHA, reach: goTo('/letters/none', 'no page or letter') },
];

describe.skipIf(!canOpenBrowser())('every view, for everybody', () => {
  let service: Service;
  let browser: Browser;
  beforeAll(async () => {
    const opened = await openReviewService();
    await opened.put({
      'incoming/RZZ01/Y90001/ready.txt': `${clinicLetter(0)}\nStaging: T2 N0 M0, stage IV breast cancer.\n`,
      'incoming/RZZ01/Y90001/again.txt': clinicLetter(0).replace('letter 0', 'letter 100'),
      'incoming/RZZ01/Y90001/empty.txt': '',
    });
    await opened.put({ 'incoming/RZZ02/Y90001/half.pdf': readFileSync(HALF_READ) });
    const ready = await lettersIn(opened, 'ready');
    service = Object.assign(opened, {
      ready: ready[0]!.letterId,
      halfRead: ready.find(({ pages, pagesRead }) => pages !== pagesRead)!.letterId,
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it.each(STOPS)('$name', async ({ as, reach }) => {
    const { page, context, errors, foreign } = await openWindow(browser, service, as);
    await reach(page, service);
    const found: Record<string, unknown> = {};
    for (const [screen, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 800 });
      found[`wider than ${screen}`] = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      found[screen] = await violations(page);
    }
    await context.close();
    expect(found).toEqual({
      'wider than desktop': false,
      desktop: [],
      'wider than phone': false,
      phone: [],
    });
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('would be found out: a field without a name, and a line wider than the screen', async () => {
    const { page, context } = await openWindow(browser, service, ASHA);
    await atLetter(page, service);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.setAttribute('size', '200');
      document.querySelector('main')!.append(field);
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(true);
    expect(await violations(page)).not.toEqual([]);
    await context.close();
  });

  it('shows what must be known first, and decides on nothing that is not on the screen', async () => {
    const { page, context } = await openWindow(browser, service, ASHA, { width: 320, height: 500 });
    await atLetter(page, service);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await current(page).evaluate((card) => card.getBoundingClientRect().top > innerHeight)).toBe(true);
    await page.keyboard.press('a');
    await page.locator('#said', { hasText: 'Press again' }).waitFor();
    await decided(page, 0);
    await page.keyboard.press('a');
    await decided(page, 1);
    await page.keyboard.press('u');
    await stored(page);
    await context.close();
  });

  it('says aloud what a key did, and moves the focus with it', async () => {
    const { page, context } = await openWindow(browser, service, BEN);
    await atLetter(page, service);
    const said = page.locator('#said');
    const first = await current(page).getAttribute('id');
    await page.keyboard.press('a');
    await said.getByText(/^Accepted: .* Stored\.$/).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(await current(page).getAttribute('id'));
    expect(await current(page).getAttribute('id')).not.toBe(first);
    await page.keyboard.press('u');
    await said.getByText(/^Undone: .* Stored\.$/).waitFor();
    expect(await current(page).getAttribute('id')).toBe(first);
    await context.close();
  });
});
