import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import type { TestPerson } from './people.ts';
import type { ReviewService } from './review-service.ts';

/** A real Chromium: the one from npm on Linux x64, an installed Chrome elsewhere. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64')
    return playwright.launch({ executablePath: await chromium.executablePath(), args: ARGUMENTS, headless: true });
  return playwright.launch({ channel: 'chrome', headless: true });
}

/** Its own arguments put every window in one process, where keys pressed in one may land in another. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

export const canOpenBrowser = (): boolean =>
  (process.platform === 'linux' && process.arch === 'x64') ||
  [
    '/Applications/Google Chrome.app',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    '/usr/bin/google-chrome',
  ].some((path) => existsSync(path));

/** A person's window on the service: signed in, with every request to elsewhere and every error noted. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly foreign: string[];
  readonly errors: string[];
}

/** A busy machine may need some of it; what never comes fails after it. */
const PATIENCE_MILLISECONDS = 10_000;

export async function openWindow(
  browser: Browser,
  service: ReviewService,
  person: TestPerson | null,
  viewport = { width: 1280, height: 900 },
): Promise<Window> {
  const context = await browser.newContext({ viewport });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.origin });
  if (person !== null) await signIn(context, service, person);
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    const isOwn = request.url().startsWith(`${service.origin}/`) || request.url().startsWith('blob:');
    if (!isOwn) foreign.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused request is noted by the browser itself; those are what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return { page, context, foreign, errors };
}

export async function signIn(context: BrowserContext, service: ReviewService, person: TestPerson): Promise<void> {
  const value = await service.session(person);
  await context.addCookies([{ name: 'session', value, url: service.origin, httpOnly: true, sameSite: 'Strict' }]);
}
