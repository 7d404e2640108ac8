import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { everyone } from '../../src/permission/reach.js';
import { describeOnEngines } from '../application.js';
import { type Loading, noFilter, nothingDone, now, small, startLoading } from './loading.js';

const later = { now: now + 60_000 };

describeOnEngines('loading offers with their events', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const registered = (...refs: string[]) => refs.map((userRef) => ({ userRef, offerEventRef: 'e' }));
  const first: OrganizationFile = {
    ...small,
    users: [...(small.users ?? []), ...['u3', 'u4'].map((ref) => ({ ref, departmentRef: 'be' }))],
    offers: [{ ref: 'o', title: 'O', description: 'An offer' }],
    offerEvents: [
      {
        ref: 'e',
        offerRef: 'o',
        type: 'webinar',
        dates: [{ startAt: '2027-02-02T09:00', endAt: '2027-02-02T10:00' }],
        maxRegistrations: 2,
        waitingList: true,
        price: '12.50',
        published: true,
        trainingRefs: ['t1'],
        courseRefs: ['c1'],
        trainerRefs: ['u2'],
      },
    ],
    registrations: registered('u3', 'u1', 'u4', 'u2'),
  };
  const line = () =>
    loading.read(async ({ eventEnrollments }) => {
      const filter = { eventNos: undefined, userNos: undefined, statuses: undefined };
      const { items } = await eventEnrollments.list(filter, everyone, 999, undefined);
      return items.map(({ userRef, status, position }) => `${userRef} ${status} ${position ?? ''}`.trim());
    });
  const inCourses = async () => {
    const page = await loading.read((ports) => ports.enrollments.list(noFilter, everyone, 999, undefined));
    return page.items
      .filter(({ active }) => active)
      .map(({ learnerRef }) => learnerRef)
      .sort();
  };

  test('seats go out in the order given, the others wait; the same file again changes nothing', async () => {
    expect(await loading.load(first)).toMatchObject({
      offers: { added: 1 },
      offerEvents: { added: 1 },
      registrations: { added: 4 },
    });
    expect(await line()).toEqual(['u3 ENROLLED', 'u1 ENROLLED', 'u4 WAITLISTED 1', 'u2 WAITLISTED 2']);
    expect(await inCourses()).toEqual(['u1', 'u3']);
    const before = await loading.everything();
    expect(await loading.load(first, later)).toMatchObject({
      ...nothingDone,
      offers: { changed: 0 },
      offerEvents: { changed: 0 },
      registrations: { added: 0, changed: 0, unchanged: 4 },
    });
    expect(await loading.everything()).toEqual(before);
  });

  test('who waits goes first when there are more seats, and nobody is overtaken', async () => {
    await loading.load({ ...first, registrations: registered('u3', 'u1', 'u4') });
    await loading.load(
      {
        offerEvents: [{ ref: 'e', maxRegistrations: 3 }],
        registrations: registered('u2'),
      },
      later,
    );
    expect(await line()).toEqual(['u3 ENROLLED', 'u1 ENROLLED', 'u4 ENROLLED', 'u2 WAITLISTED 1']);
    expect(await inCourses()).toEqual(['u1', 'u3', 'u4']);
  });

  test('fewer seats than are taken load nothing', async () => {
    await loading.load(first);
    const complaints = await loading.refused({ offerEvents: [{ ref: 'e', maxRegistrations: 1 }] });
    expect(complaints.map(({ path, rule }) => [path, rule])).toEqual([
      ['/offerEvents/0/maxRegistrations', 'below_enrolled'],
    ]);
  });

  test('a cancelled event declines everybody, and what it gave ends', async () => {
    await loading.load(first);
    await loading.load({ offerEvents: [{ ref: 'e', cancelled: true }] }, later);
    expect(await line()).toEqual(['u3 DECLINED', 'u1 DECLINED', 'u4 DECLINED', 'u2 DECLINED']);
    expect(await inCourses()).toEqual([]);
  });

  test('what an event is linked to no more is lost by those enrolled', async () => {
    await loading.load(first);
    await loading.load({ offerEvents: [{ ref: 'e', courseRefs: [] }] }, later);
    expect(await inCourses()).toEqual([]);
  });
});
