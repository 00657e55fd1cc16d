import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, decided, lettersIn, openLetter, record, stored } from './support/at-a-letter.ts';
import { clinicLetter, nhsNumber } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow } from './support/open-browser.ts';
import { ASHA, AUDREY, ORLA, SAM, type TestPerson } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

describe.skipIf(!canOpenBrowser())('the page, for each who uses it', () => {
  let service: ReviewService;
  let browser: Browser;
  beforeAll(async () => {
    service = await openReviewService();
    await service.put({
      'incoming/RZZ01/Y90001/one.txt': clinicLetter(0),
      'incoming/RZZ01/Y90001/two.txt': clinicLetter(1),
      'incoming/RZZ02/Y90001/three.txt': clinicLetter(2),
      'incoming/RZZ01/Y90001/empty-one.txt': '',
      'incoming/RZZ01/Y90002/empty-two.txt': ' ',
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });
  const as = (person: TestPerson | null) => openWindow(browser, service, person);

  it('signs in, comes back to the letter that was asked for, and signs out', async () => {
    const { page, context, errors } = await as(null);
    const [letter] = await lettersIn(service, 'ready');
    await page.goto(`${service.origin}/letters/${letter!.letterId}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^Reviewer A, Elmfield/ }).click();
    await current(page).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/letters/${letter!.letterId}`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Sign in to see the letters').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('narrows the worklist, and finds a patient’s letters without their number in an address', async () => {
    const { page, context } = await as(ASHA);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(service.origin);
    const rows = page.locator('.letters tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    await page.getByLabel('From').selectOption('RZZ02');
    await page.waitForFunction(() => document.querySelectorAll('.letters tbody tr').length === 1);
    expect(page.url()).toContain('sender=RZZ02');
    await page.goBack().catch(() => null);
    await page.goto(`${service.origin}/search`);
    await page.getByLabel('NHS number or letter id').fill(nhsNumber(1));
    await page.keyboard.press('Enter');
    await page.getByText('1 letter found', { exact: true }).first().waitFor();
    expect(addresses.filter((address) => address.includes(nhsNumber(1).replaceAll(' ', '')))).toEqual([]);
    await context.close();
  });

  it('gives its heading the focus as it appears, so that it never takes it from a field somebody types in', async () => {
    const { page, context } = await as(ASHA);
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const heading = document.querySelector('h1');
        if (heading !== null) document.documentElement.dataset.began ??= document.activeElement?.tagName ?? 'nowhere';
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${service.origin}/search`);
    await page.getByLabel('NHS number or letter id').fill('999 111 1198');
    expect(await page.evaluate(() => document.documentElement.dataset.began)).toBe('H1');
    await page.keyboard.press('Enter');
    await page.getByText(/No letter found|ten digits/).waitFor();
    await context.close();
  });

  it('adds a code on words selected in the letter, on those very words', async () => {
    const { page, context } = await as(ASHA);
    const letter = await letterSaying('recovered well');
    await openLetter(page, service, letter.letterId);
    await page.evaluate(() => {
      const words = 'recovered well';
      const walker = document.createTreeWalker(document.querySelector('.letter-pane')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(words);
        if (at !== -1) getSelection()!.setBaseAndExtent(node, at, node, at + words.length);
      }
    });
    await page.keyboard.press('s');
    expect(await page.getByLabel('Words in the letter that say it').inputValue()).toBe('recovered well');
    await page.getByLabel('Find a code').fill('cancer care review');
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Add the code' }).click();
    await page.getByText('Added by a reviewer', { exact: true }).waitFor();
    await stored(page);
    const { text, suggestions } = await record(service, letter.letterId);
    const [words] = suggestions.find(({ origin }) => origin === 'reviewer')!.evidence;
    expect(text!.slice(words!.start, words!.end)).toBe('recovered well');
    await context.close();
  });

  it('saves the codes of a completed letter in each form, and reopens it', async () => {
    const { page, context } = await as(ASHA);
    const letter = (await lettersIn(service, 'ready')).find(({ sender }) => sender === 'RZZ02')!;
    await openLetter(page, service, letter.letterId);
    for (let left = await page.locator('.decide-buttons').count(), done = 1; left > 0; left--, done++) {
      await page.keyboard.press('a');
      await decided(page, done);
    }
    await page.keyboard.press('c');
    await page.locator('.nhsuk-tag', { hasText: 'Completed' }).waitFor();
    const saved: string[] = [];
    for (const form of ['FHIR', 'CSV', 'Plain text']) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: `Export as ${form}` }).click();
      const file = await download;
      saved.push(file.suggestedFilename().split('.').at(-1)!);
      expect((await readFile(await file.path(), 'utf8')).length).toBeGreaterThan(100);
    }
    expect(saved).toEqual(['json', 'csv', 'txt']);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.locator('.nhsuk-tag', { hasText: 'Ready for review' }).waitFor();
    await context.close();
  });

  it('lets an operator return a letter, and its sender see why', async () => {
    const { page, context } = await as(ORLA);
    await page.goto(service.origin);
    const card = page.locator('.set-aside .card').first();
    await card.getByRole('button', { name: /^Return to sender/ }).click();
    await card.getByText('Write a note').waitFor();
    await card.getByLabel('Note').fill('Please send page 1.');
    await card.getByRole('button', { name: /^Return to sender/ }).click();
    await page.locator('#said', { hasText: 'Return to sender' }).waitFor();
    await context.close();
    const sender = await as(SAM);
    await sender.page.goto(service.origin);
    await sender.page.getByText('Returned to you. Please send page 1.').waitFor();
    await sender.context.close();
  });

  it('lets an auditor read everything and decide nothing', async () => {
    const { page, context } = await as(AUDREY);
    const [letter] = await lettersIn(service, 'ready');
    await page.goto(`${service.origin}/letters/${letter!.letterId}`);
    await page.locator('.suggestion').first().waitFor();
    await page.keyboard.press('a');
    expect(await page.getByRole('button', { name: /^(Accept|Reject|Complete)/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText(/^Received document version .* from RZZ01/i).waitFor();
    await context.close();
  });

  async function letterSaying(words: string) {
    for (const letter of await lettersIn(service, 'ready'))
      if ((await record(service, letter.letterId)).text?.includes(words)) return letter;
    throw new Error(`no letter says "${words}"`);
  }
});
