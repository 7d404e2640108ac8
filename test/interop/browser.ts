import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** A name that no resolver knows: the browser is told that it means this machine. */
export const plainHttpHost = 'matricula.intranet.example';

/** What the suites in a browser want, for `describeWith`. */
export const browserInstalled = { debianPackage: 'chromium', installed: program !== undefined };

export interface Browser {
  /** A new page, and what its console complained about. */
  open(): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
}

/** Starts a browser with a profile of its own, which goes with it. */
export async function startBrowser(): Promise<Browser> {
  if (!program) throw new Error('no browser is installed');
  const profile = mkdtempSync(join(tmpdir(), 'matricula-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    viewport: { width: 1_280, height: 1_600 },
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${plainHttpHost} 127.0.0.1`,
    ],
  });
  return {
    async open() {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) =>
        complaints.push(`${request.url()} ${request.failure()?.errorText}`),
      );
      return { page, complaints };
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
