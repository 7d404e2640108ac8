import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { type Browser, browserInstalled, plainHttpHost, startBrowser } from './browser.js';
import { describeWith } from './installed.js';

const patience = 120_000;

describeWith({ name: 'GraphiQL in a browser', ...browserInstalled }, () => {
  let app: TestApplication;
  let browser: Browser;
  let port: string;
  beforeAll(async () => {
    app = await startApplication();
    port = new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port;
    browser = await startBrowser();
  }, patience);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  test.each(['127.0.0.1', plainHttpHost])(
    'at %s a query is run with a token, and the schema can be read, with nothing from elsewhere',
    async (host) => {
      const { page, complaints } = await browser.open();
      const hosts = new Set<string>();
      page.on('request', (request) => {
        if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).host);
      });
      await page.goto(`http://${host}:${port}/graphiql`);
      await page.locator('.graphiql-execute-button').waitFor({ timeout: patience });

      await write(
        '.graphiql-editor-tool .CodeMirror',
        `{"Authorization": "Bearer ${await app.token('EMP-001')}"}`,
      );
      await write(
        '.graphiql-query-editor .CodeMirror',
        '{ training(ref: "nothing") { id } paginatedUsers(first: 1) { edges { node { ref } } } }',
      );
      await page.locator('.graphiql-execute-button').click();
      const result = page.locator('.result-window');
      await result.getByText('"paginatedUsers"').waitFor({ timeout: patience });
      expect(await result.innerText()).toMatch(/"training": null/);

      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer').getByText('Mutation', { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      expect([...hosts]).toEqual([`${host}:${port}`]);
      await page.close();

      /** Fills the editor that is shown. */
      async function write(place: string, text: string): Promise<void> {
        const editor = page.locator(place).filter({ visible: true }).first();
        await editor.waitFor();
        await editor.evaluate((element, value) => {
          (element as unknown as { CodeMirror: { setValue(text: string): void } }).CodeMirror.setValue(value);
        }, text);
      }
    },
    patience,
  );
});
