/** Somebody with Firefox: the few things that journeys do there. */
import type { Browser, Page } from "puppeteer-core";
import { launchFirefox } from "../firefox";

export class Fox {
  readonly page: Page;
  /** What the browser complained about, and what it asked for elsewhere. */
  readonly complaints: string[] = [];
  private readonly browser: Browser;

  private constructor(browser: Browser, page: Page, origin: string) {
    this.browser = browser;
    this.page = page;
    page.on("console", (message) => {
      const type = message.type();
      if (type === "error" || type === "warn") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(origin)) this.complaints.push(`asked for ${request.url()}`);
    });
  }

  static async starts(origin: string): Promise<Fox> {
    const browser = await launchFirefox();
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    return new Fox(browser, page, origin);
  }

  async press(name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  }

  /** Waits until a heading says this. */
  async reads(name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="heading"])`).wait();
  }

  /** Waits until these words stand somewhere. */
  async sees(words: string): Promise<void> {
    await this.page.locator(`::-p-text(${words})`).wait();
  }

  /** Into the field under this label. */
  async writes(label: string, words: string): Promise<void> {
    const field = `//textarea[@id = //label[starts-with(normalize-space(), "${label}")]/@for]`;
    await this.page.locator(`::-p-xpath(${field})`).fill(words);
  }

  async comesToTheDoor(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.locator("::-p-text(I have read this and agree to it.)").click();
    await this.press("Come to the door");
    await this.reads("Your therapist will let you in");
  }

  async ends(): Promise<void> {
    await this.browser.close();
  }
}
