import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { everyone } from '../../src/permission/reach.js';
import { describeOnEngines } from '../application.js';
import { byRef, type Loading, now, small, startLoading } from './loading.js';

const id = '55555555-aaaa-4bbb-8ccc-000000000001';
const days = [{ startAt: '2027-04-12T09:00:00', duration: 60 }];

describeOnEngines('loading after somebody was deleted', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
    await loading.load({
      ...small,
      users: [
        ...(small.users ?? []),
        { id, ref: 'gone', login: 'gone', departmentRef: 'nl', firstName: 'G' },
      ],
    });
    const identity = {
      eventId: '0190a1b2-0000-7000-8000-0000000000ee',
      at: now,
      operation: 'deleteUser',
      protocol: 'test',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun: false,
    };
    await loading.unitOfWork.write(identity, async ({ users }) => {
      const [no = 0] = await users.find(byRef('gone'), everyone);
      await users.remove(no, now);
    });
  });
  afterEach(() => loading.close());

  test('an entry with their id is refused at its place, whatever else it says, and nothing is loaded', async () => {
    const before = await loading.everything();
    for (const entry of [{ id }, { id: id.toUpperCase(), ref: 'again', departmentRef: 'nl' }]) {
      const complaints = await loading.refused({ account: { name: 'Other' }, users: [entry] });
      expect(complaints.map(({ path, rule }) => [path, rule])).toContainEqual(['/users/0/id', 'deleted']);
    }
    expect(await loading.everything()).toEqual(before);
  });

  const references: readonly (readonly [string, (name: string) => OrganizationFile])[] = [
    ['/users/0/managerRef', (name) => ({ users: [{ ref: 'u1', managerRef: name }] })],
    ['/groups/0/memberRefs/0', (name) => ({ groups: [{ ref: 'g', name: 'G', memberRefs: [name] }] })],
    ['/trainings/0/organizerRef', (name) => ({ trainings: [{ ref: 't1', organizerRef: name }] })],
    [
      '/sessions/0/instructorRef',
      (name) => ({ sessions: [{ ref: 's', trainingRef: 't1', days, instructorRef: name }] }),
    ],
    [
      '/apiClients/0/userRef',
      (name) => ({ apiClients: [{ clientId: 'c', clientSecret: 'secret', userRef: name }] }),
    ],
    [
      '/enrollments/0/learnerRef',
      (name) => ({ enrollments: [{ learnerRef: name, courseRef: 'c1', dueDateType: 'unlimited' }] }),
    ],
  ];
  test.each(references)('%s that names them, by ref or by id, is unknown', async (path, file) => {
    for (const name of ['gone', id, id.toUpperCase()]) {
      const complaints = await loading.refused(file(name));
      expect(complaints.map((one) => [one.path, one.rule])).toEqual([[path, 'unknown']]);
    }
  });

  test('their ref and login are free for somebody else', async () => {
    const file = { users: [{ ref: 'gone', login: 'GONE', departmentRef: 'be' }] };
    expect((await loading.load(file)).users).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect((await loading.load(file)).users).toEqual({ added: 0, changed: 0, unchanged: 1 });
  });
});
