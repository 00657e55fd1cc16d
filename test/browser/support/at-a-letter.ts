import type { Page } from 'playwright-core';
import type * as z from 'zod';
import type { History, LetterRecord, WorklistPage } from '../../../functions/review/api/contract.ts';
import { AUDREY, nameOf } from './people.ts';
import type { ReviewService } from './review-service.ts';

/** What a reviewer sees of a letter, for tests to wait on. */
export const progress = (page: Page) => page.locator('#progress');
export const current = (page: Page) => page.locator('.suggestion-current');

export async function decided(page: Page, count: number): Promise<void> {
  await page.locator('#progress', { hasText: new RegExp(`^${count} of `) }).waitFor();
}

/** Everything done so far is acknowledged. */
export async function stored(page: Page): Promise<void> {
  await page.locator('.progress-storing').waitFor({ state: 'detached' });
}

export async function openLetter(page: Page, service: ReviewService, letterId: string): Promise<void> {
  await page.goto(`${service.origin}/letters/${letterId}`);
  await current(page).waitFor();
}

/** How many suggestions there are. */
export async function total(page: Page): Promise<number> {
  return Number(/of (\d+) /.exec((await progress(page).textContent()) ?? '')?.[1]);
}

/** What the service itself says, to somebody who may read everything. */
export async function asked<Value>(service: ReviewService, path: string): Promise<Value> {
  const token = await service.session(AUDREY);
  const answer = await fetch(`${service.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Value;
}

export const record = (service: ReviewService, letterId: string) =>
  asked<LetterRecord>(service, `/api/letters/${letterId}`);

export async function lettersIn(service: ReviewService, state: string, practice = 'Y90001') {
  const page = await asked<WorklistPage>(service, `/api/worklist?practice=${practice}&state=${state}&limit=100`);
  return page.letters;
}

/** The decisions in a letter's chain, in order. */
export async function decisionsOn(service: ReviewService, letterId: string): Promise<string[]> {
  const { events } = await asked<z.infer<typeof History>>(service, `/api/letters/${letterId}/history`);
  return events.flatMap(({ type, actor, data }) => {
    const decision = (data as { decision?: { kind: string } }).decision;
    return ['suggestion-decided', 'decision-undone', 'code-added', 'letter-completed'].includes(type)
      ? [`${nameOf(actor.id)} ${decision?.kind ?? type}`]
      : [];
  });
}
