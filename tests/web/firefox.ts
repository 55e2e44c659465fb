/**
 * Debian's Firefox, driven over WebDriver BiDi, which it speaks by itself: Playwright needs a build
 * of its own, and geckodriver would be one more download.
 */
import { type Browser, launch } from "puppeteer-core";
import { firefox } from "./browser";

export async function launchFirefox(): Promise<Browser> {
  return launch({
    browser: "firefox",
    executablePath: firefox,
    headless: true,
    // Nothing of it may reach out by itself.
    extraPrefsFirefox: {
      "app.normandy.enabled": false,
      "browser.safebrowsing.downloads.enabled": false,
      "browser.safebrowsing.malware.enabled": false,
      "browser.safebrowsing.phishing.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "extensions.update.enabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "toolkit.telemetry.enabled": false,
    },
  });
}
