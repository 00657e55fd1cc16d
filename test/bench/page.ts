import type { Page } from 'playwright-core';
import { current, lettersIn, openLetter, stored } from '../browser/support/at-a-letter.ts';
import { clinicLetters } from '../browser/support/clinic-letters.ts';
import { openBrowser, openWindow } from '../browser/support/open-browser.ts';
import { ASHA } from '../browser/support/people.ts';
import { openReviewService } from '../browser/support/review-service.ts';

const LETTERS = 12;
const BOUNDS = { painted: 100, stored: 300, next: 200 } as const;

/** In a real Chromium over the local service: from the key press to what is on the screen, in milliseconds. */
export async function benchPage(): Promise<string[]> {
  const service = await openReviewService();
  const browser = await openBrowser();
  try {
    await service.put(clinicLetters(LETTERS));
    const { page } = await openWindow(browser, service, ASHA);
    const letters = await lettersIn(service, 'ready');
    await page.addInitScript(watchPaints);
    await openLetter(page, service, letters[0]!.letterId);
    const times = { painted: [] as number[], stored: [] as number[], next: [] as number[] };
    for (let nth = 0; nth < LETTERS; nth++) {
      while ((await page.locator('.decide-buttons').count()) > 0) {
        const count = await page.locator('.decided').count();
        await page.keyboard.press('a');
        times.painted.push(await paintedAfter(page, 'decided', count));
        times.stored.push(await paintedAfter(page, 'stored-mark', count));
        await stored(page);
      }
      await page.keyboard.press('c');
      await page.locator('.nhsuk-tag', { hasText: 'Completed' }).waitFor();
      if (nth + 1 === LETTERS) break;
      // The next one has been read ahead by then, as it has when a reviewer is done with a letter.
      await page.waitForLoadState('networkidle');
      await page.keyboard.press('n');
      times.next.push(await paintedAfter(page, 'decide-buttons', 0));
      await current(page).waitFor();
    }
    return [
      line('key press to painted decision', times.painted, BOUNDS.painted),
      line('key press to stored decision', times.stored, BOUNDS.stored),
      line('key press to next letter', times.next, BOUNDS.next),
    ];
  } finally {
    await browser.close();
    await service.close();
  }
}

/** Milliseconds from the last key press until more than `count` elements of this class were on the screen. */
async function paintedAfter(page: Page, name: string, count: number): Promise<number> {
  const handle = await page.waitForFunction(
    ({ name, count }) =>
      (globalThis as unknown as Paints).paints.find((paint) => (paint.counts[name] ?? 0) > count)?.after,
    { name, count },
    { polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}

interface Paints {
  paints: { readonly after: number; readonly counts: Readonly<Record<string, number>> }[];
}

/** In the page: notes, after each change of it, what the next frame showed and how long after the last key that was. */
function watchPaints(): void {
  const page = globalThis as unknown as Paints;
  const names = ['decided', 'stored-mark', 'decide-buttons'];
  let pressed = 0;
  page.paints = [];
  addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
      page.paints = [];
    },
    true,
  );
  new MutationObserver(() => {
    const counts = Object.fromEntries(names.map((name) => [name, document.getElementsByClassName(name).length]));
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => page.paints.push({ after: performance.now() - pressed, counts });
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

function line(what: string, times: readonly number[], bound: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN);
  const p95 = at(0.95);
  return `${what}: p50 ${at(0.5)} ms, p95 ${p95} ms (${p95 <= bound ? 'within' : 'NOT within'} ${bound} ms), ${times.length} times`;
}
