/** `npm run screenshots`: makes the pictures of the README from the demo. */
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({
  ...journeys,
  testDir: ".",
  testMatch: "screenshots.ts",
  workers: 1,
});
