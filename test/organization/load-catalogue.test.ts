import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { describeOnEngines } from '../application.js';
import { byRef, type Loading, nothingDone, small, startLoading } from './loading.js';

describeOnEngines('loading sessions and materials', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const session = (ref: string) => loading.read((ports) => ports.trainingSessions.get(byRef(ref), undefined));
  const modules = () =>
    loading.read(async ({ activities, courseModules }) => {
      const [course] = await activities.find(byRef('c1'));
      const page = await courseModules.list(course?.no ?? 0, 999, undefined);
      return page.items.map(({ id, title, trainingRef }) => ({ id, title, trainingRef }));
    });
  const days = [
    { startAt: '2027-04-13T09:00:00', duration: 3_600, place: 'Hall' },
    { startAt: '2027-04-12T09:00:00', duration: 7_200 },
  ];
  const first: OrganizationFile = {
    ...small,
    trainings: [
      { ref: 't1', title: 'T1', description: 'Two\nlines', trainingType: 'webinar', organizerRef: 'u2' },
      { ref: 't2', title: 'T2' },
    ],
    sessions: [{ ref: 's', trainingRef: 't1', capacity: 5, instructorRef: 'u1', days }],
    courses: [
      {
        ref: 'c1',
        title: 'C1',
        viewUrl: 'https://one.example/c1',
        trainingRefs: ['t2', 't1'],
        materials: [
          { title: 'A', contentType: 'Video' },
          { title: 'B', viewUrl: 'https://one.example/b' },
        ],
      },
    ],
  };

  test('what was loaded is there, and the same file again changes nothing', async () => {
    expect(await loading.load(first)).toMatchObject({ sessions: { added: 1 }, courses: { added: 1 } });
    expect(await session('s')).toMatchObject({
      trainingRef: 't1',
      capacity: 5,
      instructor: { name: 'Anna' },
      days: [
        { startAt: Date.UTC(2027, 3, 12, 7), duration: 7_200, place: null },
        { startAt: Date.UTC(2027, 3, 13, 7), duration: 3_600, place: 'Hall' },
      ],
    });
    expect(await loading.read((ports) => ports.trainings.get(byRef('t1'), undefined))).toMatchObject({
      description: 'Two\nlines',
      trainingType: 'webinar',
      organizerNo: expect.any(Number),
    });
    expect((await modules()).map((one) => one.trainingRef ?? one.title)).toEqual(['A', 'B', 't2', 't1']);
    expect(await loading.load(first)).toMatchObject(nothingDone);
  });

  test('a day that begins as one did, and a material with the title or id of one, keep their ids', async () => {
    await loading.load(first);
    const [before, inside] = [await session('s'), await modules()];
    const next: OrganizationFile = {
      sessions: [
        {
          ref: 's',
          instructorName: 'Somebody',
          days: [
            { startAt: '2027-04-12T09:00:00', duration: 60, url: 'https://one.example/join' },
            { startAt: '2027-05-01T09:00:00', duration: 60 },
          ],
        },
      ],
      courses: [
        {
          ref: 'c1',
          materials: [{ title: 'New' }, { id: inside[0]?.id ?? '', title: 'A, renamed' }, { title: 'B' }],
        },
      ],
    };
    expect(await loading.load(next, { zone: 'Europe/Amsterdam' })).toMatchObject({
      sessions: { changed: 1 },
      courses: { changed: 1 },
    });
    expect(await session('s')).toMatchObject({
      instructor: null,
      instructorName: 'Somebody',
      capacity: 5,
      days: [{ id: before?.days[0]?.id, duration: 60 }, { startAt: Date.UTC(2027, 4, 1, 7) }],
    });
    const after = await modules();
    expect(after.map((one) => one.trainingRef ?? one.title)).toEqual(['New', 'A, renamed', 'B', 't2', 't1']);
    expect(after.slice(1).map((one) => one.id)).toEqual(inside.map((one) => one.id));
    expect(await loading.load(next, { zone: 'Europe/Amsterdam' })).toMatchObject(nothingDone);
  });
});
