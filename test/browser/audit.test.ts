import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decided, lettersIn, openLetter, stored } from './support/at-a-letter.ts';
import { violations } from './support/axe.ts';
import { clinicLetter, nhsNumber } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow } from './support/open-browser.ts';
import { ASHA, AUDREY, ORLA } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

describe.skipIf(!canOpenBrowser())('the page, for an auditor', () => {
  let service: ReviewService;
  let browser: Browser;
  let letterId: string;
  beforeAll(async () => {
    service = await openReviewService();
    // One after the other: two that come together are read at once, and either may be the first in the list.
    await service.put({ 'incoming/RZZ01/Y90001/one.txt': clinicLetter(0) });
    await service.put({ 'incoming/RZZ01/Y90001/two.txt': clinicLetter(1) });
    browser = await openBrowser();
    letterId = (await lettersIn(service, 'ready'))[0]!.letterId;
    const { page, context } = await openWindow(browser, service, ASHA);
    await openLetter(page, service, letterId);
    await page.keyboard.press('r');
    await page.keyboard.press('2');
    await decided(page, 1);
    await stored(page);
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  /** As wide as a desk and as narrow as a phone: no violation, and nothing wider than the screen. */
  async function looksRight(page: Page): Promise<void> {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([width, isWider, await violations(page)]).toEqual([width, false, []]);
      const folder = process.env.SCREENSHOTS;
      if (folder !== undefined) {
        const name = new URL(page.url()).pathname.split('/')[1];
        await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  it('goes from a person to the letter, follows one code, saves what was found, and comes back', async () => {
    const { page, context, errors, foreign } = await openWindow(browser, service, AUDREY);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(service.origin);
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Enter something to search by').waitFor();
    await looksRight(page);

    await page.getByLabel('NHS number').fill(nhsNumber(0));
    await page.getByLabel('Person or part of the service').fill(ASHA.id);
    await page.keyboard.press('Enter');
    await page.getByText(/^1 letter found, 1 letter looked through\./).waitFor();
    await page
      .getByText(/^Rejected a suggestion \(negated\)/)
      .first()
      .waitFor();
    await looksRight(page);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toContain(`${letterId},ready,Y90001,`);
    expect(csv).toContain('rejected a suggestion (negated)');

    await page.getByRole('link', { name: `Letter ${letterId}` }).click();
    await page.getByText(/^The chain holds/).waitFor();
    await page.getByText('Nothing has been archived and anchored yet', { exact: false }).waitFor();
    const before = await page.locator('.story > li').count();
    const followed = page.getByLabel('Follow one code');
    await followed.selectOption({ index: 1 });
    await page
      .getByText(/on “.+” \(characters/)
      .first()
      .waitFor();
    expect(await page.locator('.story > li').count()).toBeLessThanOrEqual(before);
    await looksRight(page);

    await page.getByRole('link', { name: 'Back to the search' }).click();
    await page
      .getByText(/^1 letter found/)
      .first()
      .waitFor();
    expect(addresses.filter((address) => address.includes(nhsNumber(0).replaceAll(' ', '')))).toEqual([]);
    expect([errors, foreign]).toEqual([[], []]);
    await context.close();
  });

  it('checks the whole record, reads everything again, and reads one letter again', async () => {
    const { page, context, errors, foreign } = await openWindow(browser, service, AUDREY);
    await page.goto(service.origin);
    await page.getByRole('link', { name: 'Checks' }).click();
    await page.getByRole('button', { name: 'Check the record' }).click();
    await page.getByText(/^No fault found in 2 letters, \d+ events, 0 anchored days/).waitFor();
    await page.getByRole('button', { name: 'Read everything again' }).click();
    await page.getByText('2 letters read again of 2 looked through. 2 the same, 0 different').waitFor();
    await looksRight(page);
    await page.goto(`${service.origin}/story/${letterId}`);
    await page.getByRole('button', { name: 'Read it again' }).click();
    await page.getByText('The service would suggest the same today.').waitFor();
    await looksRight(page);
    expect([errors, foreign]).toEqual([[], []]);
    await context.close();
  });

  it('counts decisions for auditors, and for operators without a way into a letter', async () => {
    for (const [person, links] of [
      [AUDREY, 1],
      [ORLA, 0],
    ] as const) {
      const { page, context, errors } = await openWindow(browser, service, person);
      await page.goto(service.origin);
      await page.getByRole('link', { name: 'Decisions' }).click();
      await page.getByText('rejected 1 of 1 times').first().waitFor();
      expect(await page.locator('.letter-ids').first().getByRole('link').count()).toBe(links);
      await page.getByLabel('Count by').selectOption('concept');
      await page.getByText('rejected 1 of 1 times').first().waitFor();
      await looksRight(page);
      expect(errors).toEqual([]);
      await context.close();
    }
  });
});
