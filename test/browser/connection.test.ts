import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decided, decisionsOn, lettersIn, openLetter, stored } from './support/at-a-letter.ts';
import { clinicLetter } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow, signIn, type Window } from './support/open-browser.ts';
import { ASHA, BEN } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

const open = (route: Route) => route.continue();
const cut = (route: Route) => route.abort();
async function answerLost(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

describe.skipIf(!canOpenBrowser())('a decision whose way is cut', () => {
  let service: ReviewService;
  let browser: Browser;
  let window: Window;
  let page: Page;
  let letterId: string;
  let nth = 0;
  /** What becomes of decisions under way. The route stands before the page is opened: one that comes later may miss some. */
  let way: (route: Route) => Promise<void>;
  beforeAll(async () => {
    service = await openReviewService();
    browser = await openBrowser();
  });
  beforeEach(async () => {
    await service.put({ [`incoming/RZZ01/Y90001/cut-${nth}.txt`]: clinicLetter(nth++) });
    letterId = (await lettersIn(service, 'ready')).at(-1)!.letterId;
    await window?.context.close();
    window = await openWindow(browser, service, ASHA);
    page = window.page;
    way = open;
    await page.route('**/decision', (route) => way(route));
    await openLetter(page, service, letterId);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });
  const notice = (words: RegExp) => page.locator('.notice', { has: page.getByRole('heading', { name: words }) });

  it('before it arrives is kept, said, and stored once when sent again', async () => {
    way = cut;
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await notice(/^2 changes not stored yet/).waitFor();
    await page.getByText('Not stored yet').first().waitFor();
    expect(await decisionsOn(service, letterId)).toEqual([]);
    way = open;
    await page.getByRole('button', { name: 'Send again' }).press('Enter');
    await notice(/not stored yet/).waitFor({ state: 'detached' });
    await stored(page);
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted', 'asha accepted']);
  });

  it('on the way back is not stored a second time', async () => {
    way = answerLost;
    await page.keyboard.press('a');
    await notice(/^1 change not stored yet/).waitFor();
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted']);
    way = open;
    await page.getByRole('button', { name: 'Send again' }).press('Enter');
    await notice(/not stored yet/).waitFor({ state: 'detached' });
    await page.locator('.decided-accepted', { hasText: `Stored by ${ASHA.id}` }).waitFor();
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted']);
  });

  it('is sent again by itself when the browser is back online', async () => {
    await window.context.setOffline(true);
    await page.keyboard.press('a');
    await notice(/^1 change not stored yet/).waitFor();
    await window.context.setOffline(false);
    await notice(/not stored yet/).waitFor({ state: 'detached' });
    await stored(page);
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted']);
  });

  it('is offered again after a reload', async () => {
    way = cut;
    await page.keyboard.press('a');
    await notice(/^1 change not stored yet/).waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await notice(/^1 change not stored yet/).waitFor();
    expect(await decisionsOn(service, letterId)).toEqual([]);
    way = open;
    await page.getByRole('button', { name: 'Send again' }).press('Enter');
    await notice(/not stored yet/).waitFor({ state: 'detached' });
    await stored(page);
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted']);
  });

  it('can be given up, and the letter is then shown as the service has it', async () => {
    way = cut;
    await page.keyboard.press('a');
    await decided(page, 1);
    await page.getByRole('button', { name: /^Give up/ }).press('Enter');
    await decided(page, 0);
    await notice(/not stored yet/).waitFor({ state: 'detached' });
  });

  it('keeps the letter from being completed', async () => {
    way = cut;
    await page.keyboard.press('a');
    await notice(/^1 change not stored yet/).waitFor();
    await page.keyboard.press('c');
    await notice(/^Not stored: the letter/)
      .getByText('Some decisions on this letter are not stored yet')
      .waitFor();
    expect(await decisionsOn(service, letterId)).toEqual([]);
  });

  it('by the end of the sign-in is offered again after signing in, on the same letter', async () => {
    await window.context.clearCookies();
    await page.keyboard.press('a');
    await notice(/^Your sign-in has ended/)
      .getByText('1 change not stored')
      .waitFor();
    await page.getByRole('button', { name: 'Sign in again' }).press('Enter');
    await page.getByRole('button', { name: /^Reviewer A, Elmfield/ }).press('Enter');
    await notice(/^1 change not stored yet/).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/letters/${letterId}`);
    expect(await decisionsOn(service, letterId)).toEqual([]);
    await page.getByRole('button', { name: 'Send again' }).press('Enter');
    await notice(/not stored yet/).waitFor({ state: 'detached' });
    await stored(page);
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted']);
  });

  it('is never stored under the name of the next person to sign in', async () => {
    await window.context.clearCookies();
    await page.keyboard.press('a');
    await notice(/^Your sign-in has ended/).waitFor();
    await signIn(window.context, service, BEN);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await notice(/^Not stored/)
      .getByText('1 change of another person')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
    expect(await decisionsOn(service, letterId)).toEqual([]);
  });
});
