import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, decided, decisionsOn, lettersIn, openLetter, stored, total } from './support/at-a-letter.ts';
import { clinicLetter, clinicLetters } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow, type Window } from './support/open-browser.ts';
import { ASHA } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

const LETTERS = 30;

describe.skipIf(!canOpenBrowser())('a reviewer with the keyboard alone', () => {
  let service: ReviewService;
  let browser: Browser;
  let window: Window;
  beforeAll(async () => {
    service = await openReviewService();
    await service.put(clinicLetters(LETTERS));
    browser = await openBrowser();
    window = await openWindow(browser, service, ASHA);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it(`works through ${LETTERS} letters`, { timeout: 120_000 }, async () => {
    const { page, errors, foreign } = window;
    const { keyboard } = page;
    await page.goto(service.origin);
    await page.locator('table.letters').waitFor();
    const made: Record<string, string[]> = {};
    await keyboard.press('n');
    for (let nth = 0; nth < LETTERS; nth++) {
      await page.locator('.nhsuk-tag', { hasText: 'Ready for review' }).waitFor();
      await decided(page, 0);
      await current(page).waitFor();
      const letterId = new URL(page.url()).pathname.split('/').at(-1)!;
      expect(made[letterId], 'each letter once').toBeUndefined();
      made[letterId] = [];
      const count = await total(page);
      for (let done = 0; done < count; done++) {
        const way = (nth + done) % 5;
        if (way === 3) {
          await keyboard.press('r');
          await page.locator('.reasons').waitFor();
          await keyboard.press(String(1 + (done % 9)));
        } else await keyboard.press('a');
        await decided(page, done + 1);
        made[letterId].push(way === 3 ? 'asha rejected' : 'asha accepted');
      }
      await keyboard.press('c');
      await page.locator('.nhsuk-tag', { hasText: 'Completed' }).waitFor();
      made[letterId].push('asha letter-completed');
      await keyboard.press('n');
      if (nth + 1 < LETTERS) await page.waitForFunction((before) => !location.pathname.endsWith(before), letterId);
    }
    await page.getByText('No letters here.').waitFor();
    expect(await lettersIn(service, 'completed')).toHaveLength(LETTERS);
    for (const [letterId, decisions] of Object.entries(made))
      expect(await decisionsOn(service, letterId)).toEqual(decisions);
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('undoes, amends, adds a missed code, and takes codes over from an earlier letter', async () => {
    const { page } = window;
    const { keyboard } = page;
    // Again of the patient of the first letter, who has had these codes accepted.
    await service.put({ 'incoming/RZZ01/Y90001/again.txt': clinicLetter(0).replace('letter 0', 'letter 100') });
    await page.goto(service.origin);
    await page.locator('table.letters').waitFor();
    await keyboard.press('n');
    await current(page).waitFor();

    await keyboard.press('a');
    await decided(page, 1);
    await keyboard.press('u');
    await decided(page, 0);
    await stored(page);

    await keyboard.press('e');
    await page.getByRole('heading', { name: /^Amend/ }).waitFor();
    await keyboard.type('malignant neoplasm of breast');
    await page.getByRole('group', { name: 'Codes found' }).waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await decided(page, 1);
    await page.locator('.decided-amended', { hasText: 'Stored' }).waitFor();

    await keyboard.press('s');
    await page.getByLabel('Words in the letter that say it').waitFor();
    await keyboard.type('attended with a friend');
    await keyboard.press('Tab');
    await keyboard.type('cancer care review');
    const found = page.getByRole('group', { name: 'Codes found' });
    await found.waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    const count = await total(page);
    await decided(page, 2);
    await page.getByText('Added by a reviewer', { exact: true }).waitFor();

    await keyboard.press('b');
    await page.locator('.decided-accepted', { hasText: 'Accepted as on an earlier letter' }).first().waitFor();
    await stored(page);
    const left = page.locator('.decide-buttons');
    for (let remaining = await left.count(); remaining > 0; remaining--) {
      await keyboard.press('a');
      await page.waitForFunction((before) => document.querySelectorAll('.decide-buttons').length < before, remaining);
    }
    expect(await total(page)).toBeGreaterThanOrEqual(count);
    await keyboard.press('c');
    await page.locator('.nhsuk-tag', { hasText: 'Completed' }).waitFor();

    await keyboard.press('Y');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Diagnosis: .*\(\d{6,18}\)/);
    expect(copied.split('\n').length).toBeGreaterThan(2);
  });

  it('sees the keys on ?, and can switch them off for good', async () => {
    const { page, context } = window;
    await service.put({ 'incoming/RZZ01/Y90001/keys.txt': clinicLetter(201) });
    const newest = (await lettersIn(service, 'ready')).at(-1)!;
    await openLetter(page, service, newest.letterId);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByLabel('Single keys are shortcuts').press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('a');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await decided(page, 0);

    const another = await context.newPage();
    await another.goto(page.url());
    await current(another).waitFor();
    await another.keyboard.press('a');
    await decided(another, 0);
    await another
      .getByRole('button', { name: /^Accept/ })
      .first()
      .press('Enter');
    await decided(another, 1);
    await another.close();
  });
});
