import { pino } from 'pino';
import { compose } from '../src/compose.js';
import { readSettings } from '../src/settings.js';

/** The files of `openapi/` as they should be: what a server answers, printed. */
export async function contractFiles(): Promise<ReadonlyMap<string, string>> {
  const settings = readSettings({ DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' });
  const application = await compose(settings, pino({ level: 'silent' }));
  try {
    const server = await application.server();
    const printed = async (url: string) => `${JSON.stringify((await server.inject(url)).json(), null, 2)}\n`;
    return new Map([
      ['openapi/openapi.json', await printed('/openapi.json')],
      ['openapi/organization.schema.json', await printed('/organization.schema.json')],
    ]);
  } finally {
    await application.close();
  }
}
