import type { Lang } from '#platform/i18n/index.ts';
import { type Person, PHONE, person, type Stage } from './journey.ts';

/**
 * Counts what a thumb does. Seconds by the keystroke-level model (Card, Moran and Newell): 1.35 to
 * decide and 1.1 to point for each tap, and 0.33 a character, the mean of 37 000 people on phones
 * (36 words a minute, Palin et al. 2019).
 */
export class Thumb {
  taps = 0;
  characters = 0;
  /** To the e-mails or the texts and back, for a code: four taps. */
  trips = 0;
  /** Milliseconds really spent waiting for pages on the slow network. */
  waited = 0;

  async type({ page }: Person, name: string, text: string): Promise<void> {
    this.taps += 1;
    this.characters += text.length;
    await page.fill(`[name=${name}]`, text);
  }

  async tap({ page }: Person, selector: string): Promise<void> {
    this.taps += 1;
    await page.locator(selector).first().click();
  }

  async tick({ page }: Person, label: string): Promise<void> {
    this.taps += 1;
    await page.getByRole('checkbox', { name: label }).check();
  }

  /** A tap that leads to another page. */
  async go(who: Person, selector: string, address: RegExp): Promise<void> {
    const start = performance.now();
    await this.tap(who, selector);
    await who.page.waitForURL(address);
    this.waited += performance.now() - start;
  }

  get seconds(): number {
    return (
      (this.taps + 4 * this.trips) * (1.35 + 1.1) + this.characters * 0.33 + this.waited / 1000
    );
  }
}

/** A phone in the country: 400 kbit/s, 400 ms. Once signed up she is back home, on a better one. */
export async function phoneOf(scene: Stage, lang: Lang, javaScriptEnabled: boolean) {
  const who = await person(scene, lang, { viewport: PHONE, javaScriptEnabled, hasTouch: true });
  const devtools = await who.context.newCDPSession(who.page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  const goHome = () =>
    devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  return { ...who, goHome };
}
