import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { pagingOf } from '../../src/contract/page.js';
import { everyone } from '../../src/permission/reach.js';
import { describeOnEngines } from '../application.js';
import { byRef, everybody, type Loading, nothingDone, now, small, startLoading } from './loading.js';

describeOnEngines('loading trainings with their people', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  /** Who is in which training, as what, and why. */
  const people = () =>
    loading.read(async ({ participations }) => {
      const filter = { ...everybody, active: true };
      const { items } = await participations.list(filter, everyone, pagingOf({ limit: 999 }), now);
      return items.map(({ trainingRef, userRef, role, live }) =>
        [trainingRef, userRef, role, ...live.map(({ kind }) => kind)].join(' '),
      );
    });
  const training = (ref: string) => loading.read((ports) => ports.trainings.get(byRef(ref), undefined));
  const end = async (ref: string) => {
    const identity = {
      eventId: '0190a1b2-0000-7000-8000-0000000000fe',
      at: now + 1_000,
      operation: 'removeUsersFromTraining',
      protocol: 'test',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun: false,
    };
    await loading.unitOfWork.write(identity, async ({ grants, trainings, users }) => {
      const [activity] = await trainings.find(byRef('t1'));
      const [userNo = 0] = await users.find(byRef(ref), everyone);
      await grants.end([{ userNo, activityNo: activity?.no ?? 0 }], now + 1_000);
    });
  };

  const first: OrganizationFile = {
    ...small,
    users: [...(small.users ?? []), { ref: 'u3', departmentRef: 'be' }],
    groups: [
      { ref: 'g1', name: 'G1', memberRefs: ['u1', 'u2'] },
      { ref: 'g2', name: 'G2', memberRefs: ['u3'] },
    ],
    trainings: [
      {
        ref: 't1',
        title: 'T1',
        subtitle: 'For all',
        estimatedTime: 'two hours',
        accessibleFrom: '2027-01-01',
        accessibleUntil: '2027-06-30',
        showParticipants: true,
        enableChat: true,
        groupRefs: ['g1'],
        participantRefs: ['u3', 'u1'],
        trainerRefs: ['u2'],
        mentorRefs: ['u2'],
      },
      { ref: 't2', title: 'T2' },
    ],
  };

  test('what was loaded is there, and the same file again changes nothing', async () => {
    expect(await loading.load(first)).toMatchObject({ trainings: { added: 2 } });
    expect(await training('t1')).toMatchObject({
      subtitle: 'For all',
      estimatedTime: 'two hours',
      accessibleFrom: Date.UTC(2026, 11, 31, 23),
      accessibleUntil: Date.UTC(2027, 5, 30, 21, 59, 59),
      showParticipants: true,
      showSharedFiles: false,
      enableChat: true,
    });
    expect(await people()).toEqual([
      't1 u1 participant direct unit',
      't1 u2 participant unit',
      't1 u2 trainer direct',
      't1 u2 mentor direct',
      't1 u3 participant direct',
    ]);
    const before = await loading.everything();
    expect(await loading.load(first)).toMatchObject({
      ...nothingDone,
      trainings: { changed: 0, unchanged: 2 },
    });
    expect(await loading.everything()).toEqual(before);
  });

  test('who is left out stays; other groups take the place of those that were linked', async () => {
    await loading.load(first);
    const next: OrganizationFile = {
      trainings: [{ ref: 't1', groupRefs: ['g2'], participantRefs: ['u2'], trainerRefs: [] }, { ref: 't2' }],
    };
    expect(await loading.load(next)).toMatchObject({ trainings: { added: 0, changed: 1, unchanged: 1 } });
    expect(await people()).toEqual([
      't1 u1 participant direct',
      't1 u2 participant direct',
      't1 u2 trainer direct',
      't1 u2 mentor direct',
      't1 u3 participant direct unit',
    ]);
    expect(await training('t1')).toMatchObject({ subtitle: 'For all', showParticipants: true });
    expect(await loading.load(next)).toMatchObject(nothingDone);
  });

  test('when no group is linked any more, nobody takes part through one', async () => {
    await loading.load(first);
    const next: OrganizationFile = { trainings: [{ ref: 't1', groupRefs: [] }] };
    expect(await loading.load(next)).toMatchObject({ trainings: { changed: 1 } });
    expect(await people()).toEqual([
      't1 u1 participant direct',
      't1 u2 trainer direct',
      't1 u2 mentor direct',
      't1 u3 participant direct',
    ]);
  });

  test('whoever joins a group in a later file takes part in what it is linked to', async () => {
    await loading.load(first);
    await loading.load({ groups: [{ ref: 'g1', memberRefs: ['u1', 'u3'] }] });
    expect((await people()).filter((one) => one.includes('unit'))).toEqual([
      't1 u1 participant direct unit',
      't1 u3 participant direct unit',
    ]);
  });

  test('a direct grant that was ended is given anew by a file that names the person', async () => {
    await loading.load(first);
    await end('u3');
    expect(await people()).not.toContain('t1 u3 participant direct');
    expect(await loading.load(first, { now: now + 60_000 })).toMatchObject({ trainings: { changed: 1 } });
    expect(await people()).toContain('t1 u3 participant direct');
  });

  test('one end of the window is judged together with the one that is there', async () => {
    await loading.load(first);
    const late: OrganizationFile = { trainings: [{ ref: 't1', accessibleFrom: '2027-07-01' }] };
    expect((await loading.refused(late)).map(({ path, rule }) => [path, rule])).toEqual([
      ['/trainings/0/accessibleFrom', 'order'],
    ]);
    await loading.load({ trainings: [{ ref: 't1', accessibleFrom: '2027-07-01', accessibleUntil: null }] });
    expect(await training('t1')).toMatchObject({ accessibleUntil: null });
  });

  test('nobody is told of what a file gives them', async () => {
    await loading.load(first);
    const { items } = await loading.read(({ messages }) =>
      messages.list({ userNo: undefined, kind: undefined }, 999, undefined),
    );
    expect(items).toEqual([]);
  });
});
