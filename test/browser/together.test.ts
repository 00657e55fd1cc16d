import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { current, decided, decisionsOn, lettersIn, openLetter, stored } from './support/at-a-letter.ts';
import { clinicLetter } from './support/clinic-letters.ts';
import { canOpenBrowser, openBrowser, openWindow } from './support/open-browser.ts';
import { ASHA, BEN } from './support/people.ts';
import { openReviewService, type ReviewService } from './support/review-service.ts';

describe.skipIf(!canOpenBrowser())('two reviewers on one letter', () => {
  let service: ReviewService;
  let browser: Browser;
  let asha: Page;
  let ben: Page;
  let letterId: string;
  let nth = 0;
  beforeAll(async () => {
    service = await openReviewService();
    browser = await openBrowser();
    asha = (await openWindow(browser, service, ASHA)).page;
    ben = (await openWindow(browser, service, BEN)).page;
  });
  beforeEach(async () => {
    await service.put({ [`incoming/RZZ01/Y90001/shared-${nth}.txt`]: clinicLetter(nth++) });
    letterId = (await lettersIn(service, 'ready')).at(-1)!.letterId;
    await openLetter(asha, service, letterId);
    await openLetter(ben, service, letterId);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('do not stand in each other’s way on different suggestions', async () => {
    await asha.keyboard.press('a');
    await ben.keyboard.press('j');
    await ben.keyboard.press('a');
    await decided(ben, 2);
    await stored(asha);
    await stored(ben);
    expect((await decisionsOn(service, letterId)).sort()).toEqual(['asha accepted', 'ben accepted']);
    expect(await ben.locator('.meanwhile').count()).toBe(0);
  });

  it('see what happened meanwhile on the same one, and can keep it', async () => {
    await asha.keyboard.press('r');
    await asha.keyboard.press('3');
    await stored(asha);
    await ben.keyboard.press('a');
    const meanwhile = ben.locator('.meanwhile');
    await meanwhile.getByText(`Meanwhile ${ASHA.id} has decided: Rejected: only suspected`).waitFor();
    await meanwhile.getByText('You wanted: Accepted. It is not stored.').waitFor();
    await ben.getByRole('button', { name: /^Keep theirs/ }).press('Enter');
    await meanwhile.waitFor({ state: 'detached' });
    await ben.locator('.decided-rejected', { hasText: `Stored by ${ASHA.id}` }).waitFor();
    expect(await decisionsOn(service, letterId)).toEqual(['asha rejected']);
  });

  it('or put their own in its place, in the open', async () => {
    await asha.keyboard.press('r');
    await asha.keyboard.press('2');
    await stored(asha);
    await ben.keyboard.press('a');
    await ben.getByRole('button', { name: /^Put mine in its place/ }).press('Enter');
    await ben.locator('.decided-accepted', { hasText: `Stored by ${BEN.id}` }).waitFor();
    expect(await decisionsOn(service, letterId)).toEqual(['asha rejected', 'ben accepted']);
  });

  it('cannot decide on a letter that the other has completed', async () => {
    while ((await asha.locator('.decide-buttons').count()) > 0) {
      const left = await asha.locator('.decide-buttons').count();
      await asha.keyboard.press('a');
      await asha.waitForFunction((before) => document.querySelectorAll('.decide-buttons').length < before, left);
    }
    await asha.keyboard.press('c');
    await asha.locator('.nhsuk-tag', { hasText: 'Completed' }).waitFor();
    await ben.keyboard.press('a');
    await ben
      .getByRole('heading', { name: /^(Not stored|Meanwhile)/ })
      .or(ben.locator('.meanwhile'))
      .first()
      .waitFor();
    expect((await decisionsOn(service, letterId)).filter((made) => made.startsWith('ben'))).toEqual([]);
  });

  it('pressing twice, or holding a key down, decides once', async () => {
    const accept = asha.getByRole('button', { name: /^Accept/ }).first();
    await accept.dblclick();
    await decided(asha, 1);
    await stored(asha);
    await asha.keyboard.press('j');
    await asha.keyboard.down('a');
    await asha.keyboard.down('a');
    await asha.keyboard.down('a');
    await asha.keyboard.up('a');
    await decided(asha, 2);
    await stored(asha);
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted', 'asha accepted']);
  });

  it('an undo takes back the last decision and no other', async () => {
    await asha.keyboard.press('a');
    await asha.keyboard.press('a');
    await decided(asha, 2);
    await asha.keyboard.press('u');
    await decided(asha, 1);
    await stored(asha);
    expect(await current(asha).locator('.number').textContent()).toBe('2');
    expect(await decisionsOn(service, letterId)).toEqual(['asha accepted', 'asha accepted', 'asha decision-undone']);
  });
});
