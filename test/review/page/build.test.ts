import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPage, type PageAssets } from '../../../functions/review/page/build.ts';

const SOURCES = fileURLToPath(new URL('../../../functions/review/page', import.meta.url));
const MOST_KILOBYTES = 150;

let assets: PageAssets;
beforeAll(async () => {
  assets = await buildPage();
});

describe('what a browser loads', () => {
  it('is the same for the same sources', async () => {
    expect(await buildPage()).toEqual(assets);
  });

  it(`weighs at most ${MOST_KILOBYTES} KB compressed`, () => {
    const bytes = Object.values(assets).reduce((sum, asset: string) => sum + gzipSync(asset).length, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(MOST_KILOBYTES * 1024);
  });

  it('asks for nothing elsewhere', () => {
    expect(assets['style.css']).not.toMatch(/@font-face|url\(|@import|https?:/);
    const namespaces = /http:\/\/www\.w3\.org\/[\w/]+/g;
    expect(assets['page.js'].replace(namespaces, '')).not.toMatch(/https?:/);
    expect(assets['index.html'].match(/(?:href|src)="(?!\/)[^"]*"/)).toBeNull();
  });

  it('has no script and no style within the page itself: the policy forbids them', () => {
    expect(assets['index.html']).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|\sstyle=/);
  });

  it('brings no schema library along', () => {
    expect(assets['page.js']).not.toMatch(/ZodError|invalid_type/);
  });
});

/** The ways in which text could become markup or code; each line of the sources is looked at. */
const WAYS_IN =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment|DOMParser|\beval\(|new Function|javascript:|\sstyle=/;

describe('the sources', () => {
  const lines = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .flatMap((file) => {
      const path = join(file.parentPath, file.name);
      return readFileSync(path, 'utf8')
        .split('\n')
        .map((line, index) => ({ at: `${path.slice(SOURCES.length + 1)}:${index + 1}`, line }));
    });

  it('are read', () => {
    expect(lines.length).toBeGreaterThan(1500);
  });

  it('never make markup or code of text', () => {
    expect(lines.filter(({ line }) => WAYS_IN.test(line)).map(({ at }) => at)).toEqual([]);
  });

  it.each(['<p dangerouslySetInnerHTML={{ __html: text }} />', 'node.innerHTML = text', '<p style={x}>', "eval('x')"])(
    'would be refused with %s',
    (line) => {
      expect(line).toMatch(WAYS_IN);
    },
  );
});
