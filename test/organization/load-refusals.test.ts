import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { describeOnEngines } from '../application.js';
import { cases, loaded, malformed } from './bad-files.js';
import { offerCases } from './bad-offers.js';
import { trainingCases } from './bad-trainings.js';
import { type Loading, startLoading } from './loading.js';

describeOnEngines('a bad organisation file', describe, (engine) => {
  let loading: Loading;
  let before: unknown;
  beforeAll(async () => {
    loading = await startLoading(engine);
    await loading.load(loaded);
    before = await loading.everything();
  });
  afterAll(() => loading.close());

  test.each([...cases, ...trainingCases, ...offerCases])(
    '%s: loads nothing and is named',
    async (_what, file, ...expected) => {
      const good: OrganizationFile = { ...file, account: { name: 'Changed', ...file.account } };
      const complaints = (await loading.refused(good)).map(({ path, rule }) => [path, rule]);
      expect(complaints).toEqual(expected);
      expect(await loading.everything()).toEqual(before);
    },
  );

  test.each(malformed)('%s: loads nothing and is named', async (_what, file, path) => {
    const complaints = await loading.refused(file as OrganizationFile);
    expect(complaints.map((complaint) => complaint.path)).toContain(path);
  });

  test('everything that is wrong is told at once, the first thousand of it, and all is counted', async () => {
    const users = Array.from({ length: 1_130 }, (_, index) => ({
      ref: `n${index}`,
      departmentRef: 'nowhere',
    }));
    await expect(loading.load({ users })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('And 1129 more.'),
      violations: {
        length: 1_000,
        0: { path: '/users/0/departmentRef' },
        999: { path: '/users/999/departmentRef' },
      },
    });
  });

  test('whoever refers to a bad entry is not blamed for it', async () => {
    const complaints = await loading.refused({
      departments: [{ ref: 'bad', parentRef: 'hq' }],
      users: [
        { ref: 'a', departmentRef: 'bad', language: '?', login: 'twin' },
        { ref: 'b', departmentRef: 'bad', managerRef: 'a', login: 'TWIN' },
      ],
      enrollments: [{ learnerRef: 'a', courseRef: 'c1', dueDateType: 'unlimited' }],
    });
    expect(complaints.map((complaint) => complaint.path)).toEqual([
      '/departments/0/name',
      '/users/0/language',
      '/users/1/login',
    ]);
  });
});
