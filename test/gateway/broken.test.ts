import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { compose } from '../../src/compose.js';
import { readSettings } from '../../src/settings.js';

test('what breaks is logged with the id that the caller is told, also where the caller is not yet known', async () => {
  const lines: { msg: string; requestId?: string | null }[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const application = await compose(readSettings({ DATABASE_URL: 'sqlite::memory:' }), log);
  await application.database.migrate();
  const server = await application.server();
  await application.database.unitOfWork.close();

  const headers = { authorization: 'Bearer anything' };
  const answer = await server.inject({ url: '/v1/courses', headers });
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'broken']);
  const broken = lines.filter(({ msg }) => msg === 'an unexpected error');
  expect(broken).toMatchObject([{ requestId: answer.json().requestId }]);
  await server.close();
});
