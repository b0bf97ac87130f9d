import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { repositoryRoot } from '../../repository-root.ts';
import { findFaults, type KeyGroups, loadKeyGroups } from './screen-faults.ts';

type Language = 'ru' | 'uz';
type Size = { readonly width: number; readonly height: number };

export interface AlbumOptions {
  readonly app: 'office' | 'till';
  readonly sizes: readonly Size[];
  /** Changes the language under whatever is open, and resolves once the words are there. */
  readonly speak: (page: Page, language: Language) => Promise<void>;
  /** Until nothing is being fetched or drawn any more. */
  readonly settle: (page: Page) => Promise<void>;
}

/** What a browser says when a server refuses: the refusals are what the scenario is about. */
const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Photographs a screen as it stands in every language, theme and width, without redoing the way to it, and looks at
 * what a program can see: something wider than the screen, a key instead of a text, a control without a name, an error
 * in the console. Everything found is reported at the end, so that one run shows it all.
 */
export class ScreenAlbum {
  readonly page: Page;
  readonly faults: string[] = [];
  readonly #options: AlbumOptions;
  readonly #folder: string;
  readonly #keys: KeyGroups;
  readonly #sessions = new Map<Page, CDPSession>();
  #tolerated: RegExp | null = null;

  private constructor(page: Page, options: AlbumOptions, keys: KeyGroups) {
    this.page = page;
    this.#options = options;
    this.#keys = keys;
    this.#folder = join(repositoryRoot, 'artifacts/screens', options.app);
    mkdirSync(this.#folder, { recursive: true });
    this.watch(page);
  }

  static async open(page: Page, options: AlbumOptions): Promise<ScreenAlbum> {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    return new ScreenAlbum(page, options, await loadKeyGroups());
  }

  /** Errors of the console of this page count as faults of the screen. */
  watch(page: Page): void {
    page.on('pageerror', (error) => this.faults.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() !== 'error' || refusal.test(text) || this.#tolerated?.test(text)) return;
      this.faults.push(`console: ${text.slice(0, 300)}`);
    });
  }

  /** While `work` runs, errors of the console that look like this are part of the scenario: the server is away. */
  async tolerating(errors: RegExp, work: () => Promise<void>): Promise<void> {
    this.#tolerated = errors;
    await work();
    this.#tolerated = null;
  }

  /** Ends in Russian, light and wide, as it began. `again` brings back what a change of language closes. */
  async shoot(
    name: string,
    { page = this.page, again }: { page?: Page; again?: (language: Language) => Promise<void> } = {},
  ): Promise<void> {
    const { sizes, speak, settle } = this.#options;
    for (const language of ['uz', 'ru'] as const) {
      await speak(page, language);
      await again?.(language);
      for (const size of sizes.toReversed()) {
        await page.setViewportSize(size);
        await settle(page);
        if (size.width < 640 && this.#options.app === 'office') await unroll(page, size);
        const found = await page.evaluate(findFaults, this.#keys);
        this.faults.push(...found.map((fault) => `${name}, ${language}, ${size.width}: ${fault}`));
        for (const theme of ['dark', 'light'] as const) {
          await wear(page, theme);
          const file = `${name}-${language}-${theme}-${size.width}.png`;
          await this.#photograph(page, join(this.#folder, file));
        }
      }
    }
  }

  /** Straight from the browser: hundreds of pictures, four times as fast as the careful way. */
  async #photograph(page: Page, path: string): Promise<void> {
    const session = this.#sessions.get(page) ?? (await page.context().newCDPSession(page));
    this.#sessions.set(page, session);
    const picture = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
    writeFileSync(path, picture.data, 'base64');
  }

  /** Fails with everything that was seen. */
  judge(): void {
    expect([...new Set(this.faults)], 'faults of the screens').toEqual([]);
  }
}

interface Picture {
  checkVisibility(): boolean;
  decode(): Promise<void>;
}

interface Root {
  querySelectorAll(selector: 'img'): Iterable<Picture>;
  setAttribute(name: string, value: string): void;
  getAnimations(options: { subtree: boolean }): {
    effect: { getComputedTiming(): { iterations?: number } } | null;
    finish(): void;
  }[];
}

/** The way the apps themselves put on a theme, for this moment only; nothing is caught half-way to its colour. */
function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  return page.locator('html').evaluate(async (html: Root, chosen) => {
    html.setAttribute('data-theme', chosen);
    // A picture that only this theme shows begins to be fetched now.
    const shown = [...html.querySelectorAll('img')].filter((image) => image.checkVisibility());
    const late = new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.race([Promise.allSettled(shown.map((image) => image.decode())), late]);
    for (const each of html.getAnimations({ subtree: true })) {
      if (each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) each.finish();
    }
  }, theme);
}

/** A phone as tall as what it would be scrolled through, so that one picture shows it all. */
async function unroll(page: Page, size: Size): Promise<void> {
  const tall = await page.locator('html').evaluate((html: { scrollHeight: number }) => html.scrollHeight);
  if (tall > size.height) await page.setViewportSize({ ...size, height: Math.min(tall, 3_000) });
}
