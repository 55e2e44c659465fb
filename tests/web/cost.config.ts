/** `npm run cost`: what taking part in a box costs a browser. No test: it measures and prints. */
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "cost.ts",
  workers: 1,
  reporter: [["line"]],
});
