/// <reference types="vitest/config" />
// How the client is built. The server embeds dist/ as it is, under a content security policy that
// allows only our own files: nothing here may inline a script or a style, or name another origin.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:7400";

/** What DESIGN calls an old laptop: browsers of spring 2023. Colours of themes are rewritten for them. */
const browsers = ["chrome111", "edge111", "firefox115", "safari16.4"];

export default defineConfig({
  plugins: [react()],
  build: {
    target: browsers,
    cssTarget: browsers,
    // Fonts and icons stay files: `font-src 'self'` refuses data: addresses.
    assetsInlineLimit: 0,
    sourcemap: false,
    // One script on purpose: on a bad network a page that has arrived is whole, and no later part of
    // it can fail to come in the middle of a session.
    chunkSizeWarningLimit: 1_100,
    // The polyfill would be one more script; every browser we support preloads modules.
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    // The canonical frames are read by the tests where they are kept.
    fs: { allow: [".", "../protocol/wire"] },
    // The server answers its own page only; while developing, this proxy stands for that page.
    proxy: {
      "/api": { target: server, headers: { origin: server } },
      "/anon": { target: server, headers: { origin: server } },
      "/ws": { target: server, headers: { origin: server }, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
    // Only a guard against hanging: a busy machine draws a dialog slowly.
    testTimeout: 60_000,
    css: { include: [/.+/], modules: { classNameStrategy: "stable" } },
  },
});
