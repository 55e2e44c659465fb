/** How the journeys run. No retries: what fails once in ten fails. */
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser";

export default defineConfig({
  testDir: "journeys",
  outputDir: "artifacts/failures",
  fullyParallel: true,
  // Each journey brings a server and several browser pages of its own.
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI === undefined ? [["list"]] : [["list"], ["github"]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1360, height: 850 },
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: "only-on-failure",
    trace: "off",
  },
});
