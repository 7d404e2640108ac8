import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startApplication, type TestApplication } from '../application.js';
import {
  type DocumentedOperation,
  documentedOperations,
  readDocument,
} from '../contract/openapi-document.js';
import { type Browser, browserInstalled, plainHttpHost, startBrowser } from './browser.js';
import { describeWith } from './installed.js';

const patience = 120_000;

describeWith({ name: 'Swagger UI in a browser', ...browserInstalled }, () => {
  let app: TestApplication;
  let browser: Browser;
  let port: string;
  beforeAll(async () => {
    app = await startApplication();
    const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
    port = new URL(url).port;
    browser = await startBrowser();
  }, patience);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** The page remembers who was authorized. */
  const openAsStranger = async (page: Page) => {
    await page.goto(`http://127.0.0.1:${port}/docs`);
    await page.evaluate('localStorage.clear()');
    await page.reload();
  };

  test(
    'Authorize and Try it out work as they stand: somebody is really enrolled',
    async () => {
      const { page, complaints } = await browser.open();
      await page.goto(`http://127.0.0.1:${port}/`);
      await authorize(page, await app.token('EMP-001'));
      expect(await page.title()).toBe('Matricula API');

      const enrolling = await execute(page, 'enrollLearnersInCourses');
      expect(enrolling).toMatchObject({ status: '201', body: expect.stringContaining('"enrolled": 1') });
      const path = '/v1/enrollments?learnerRef=EMP-010&courseRef=safety';
      expect((await app.rest('EMP-001', 'GET', path)).json.items).toHaveLength(1);

      const reading = await execute(page, 'getUser');
      expect(reading).toMatchObject({ status: '200', body: expect.stringContaining('"ref": "EMP-010"') });
      expect(complaints).toEqual([]);
      await page.close();
    },
    patience,
  );

  test(
    'operations of every tag and method can be tried as they stand, from the top of the page to its end',
    async () => {
      const { page, complaints } = await browser.open();
      await openAsStranger(page);
      await authorize(page, await app.token('EMP-001'));
      const statuses: Record<string, string> = {};
      for (const { name } of oneOfEach(documentedOperations(readDocument())))
        statuses[name] = (await execute(page, name)).status;
      const refused = Object.entries(statuses).filter(([, status]) => !/^20[01]$/.test(status));
      expect(refused).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
    4 * patience,
  );

  test(
    'by plain http under the name of a host on an intranet it works as well',
    async () => {
      const { page, complaints } = await browser.open();
      await page.goto(`http://${plainHttpHost}:${port}/docs`);
      await authorize(page, await app.token('EMP-001'));
      const reading = await execute(page, 'getCourse');
      expect(reading).toMatchObject({ status: '200', body: expect.stringContaining('"ref": "safety"') });
      expect(complaints).toEqual([]);
      await page.close();
    },
    patience,
  );

  test(
    'without Authorize the failure is shown as it is answered',
    async () => {
      const { page } = await browser.open();
      await openAsStranger(page);
      const reading = await execute(page, 'listCourses');
      expect(reading).toMatchObject({ status: '401', body: expect.stringContaining('unauthenticated') });
      await page.close();
    },
    patience,
  );
});

/**
 * The first operation of each tag and method: a page on which all of them have been tried takes minutes. What deletes
 * wants something that another example has made.
 */
function oneOfEach(all: readonly DocumentedOperation[]): readonly DocumentedOperation[] {
  const kind = ({ method, operation }: DocumentedOperation) => `${operation.tags[0]} ${method}`;
  const kept = all.filter(({ method }) => method !== 'DELETE');
  return kept.filter((one) => kept.find((other) => kind(other) === kind(one)) === one);
}

async function authorize(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Authorize' }).click({ timeout: patience });
  const dialog = page.locator('.dialog-ux');
  await dialog.getByRole('textbox').fill(token);
  await dialog.getByRole('button', { name: /apply credentials/i }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** Presses “Try it out” and “Execute” of one operation and answers what the page shows. */
async function execute(page: Page, operationId: string): Promise<{ status: string; body: string }> {
  const block = page.locator(`[id$="-${operationId}"]`);
  await block.locator('.opblock-summary-control').click({ timeout: patience });
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).click();
  const live = block.locator('.live-responses-table .response');
  await live.waitFor();
  const status = await live.locator('.response-col_status').innerText();
  const body = await live.locator('.response-col_description').innerText();
  // A page on which everything is open takes its time.
  await block.locator('.opblock-summary-control').click();
  return { status, body };
}
