/** Which browser the journeys run in: Debian's Chromium, alone and quiet. */
import { accessSync, constants } from "node:fs";

/** Where Debian puts it; `RONDO_CHROMIUM` names another. */
export const chromium = process.env.RONDO_CHROMIUM ?? "/usr/bin/chromium";
/** Where Debian puts it; `RONDO_FIREFOX` names another. */
export const firefox = process.env.RONDO_FIREFOX ?? "/usr/bin/firefox-esr";

/** Nothing of these browsers may reach out by itself: a request to anywhere else is a finding. */
export const launchOptions = {
  executablePath: chromium,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
