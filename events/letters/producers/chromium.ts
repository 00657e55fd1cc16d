import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type Page, chromium as playwright } from 'playwright-core';

/** A browser that prints letters, and photographs them as a scanner would. */
export interface Printer {
  /** The source printed as a browser's "save as PDF" does, on the paper its `@page` rule names. */
  print(source: string): Promise<Buffer>;
  /** A picture of the source: no text in it, only dots. */
  scan(source: string): Promise<Buffer>;
  /** A small picture of the source's body, as a telephone's. */
  photograph(source: string): Promise<Buffer>;
}

/** Opens one browser for as long as `use` takes. */
export async function withPrinter<Result>(use: (printer: Printer) => Promise<Result>): Promise<Result> {
  const executablePath = await chromium.executablePath();
  const browser = await playwright.launch({ executablePath, args: chromium.args, headless: true });
  try {
    return await use(printerOn(await browser.newPage()));
  } finally {
    await browser.close();
  }
}

/** A4 at 96 dots to the inch. */
const sheet = { width: 794, height: 1123 };

function printerOn(page: Page): Printer {
  const open = (source: string) => page.goto(pathToFileURL(source).href);
  return {
    async print(source) {
      await open(source);
      return page.pdf({ preferCSSPageSize: true, printBackground: true });
    },
    async scan(source) {
      await page.setViewportSize(sheet);
      await open(source);
      return page.screenshot({ type: 'jpeg', quality: 55 });
    },
    async photograph(source) {
      await open(source);
      return page.locator('body').screenshot({ type: 'png' });
    },
  };
}
