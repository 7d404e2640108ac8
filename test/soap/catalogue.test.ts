import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { organization, type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree, textAt } from './tree.js';

describeOnEngines('courses, their parts and trainings over SOAP', describe, (engine) => {
  let soap: SoapCaller;
  const rest = async (method: 'GET' | 'POST', path: string, body?: object) =>
    (await soap.app.rest('owner', method, `/v1${path}`, body)).json;
  const call = (operation: string, content: string, as = 'owner') => soap.call(as, operation, content);
  const texts = (element: Tree | undefined) =>
    Object.fromEntries((element?.children ?? []).map(({ name, text }) => [name, text]));

  let course: { id: string };
  let training: { id: string };
  let video: { id: string };
  let session: { id: string; days: { id: string }[] };
  beforeAll(async () => {
    soap = await startSoap({
      engine,
      organization,
      clock: () => Date.parse('2026-11-22T23:30:00Z'),
    });
    course = await rest('POST', '/courses', { title: 'Ladders', ref: 'ladders', description: 'Up & down' });
    training = await rest('POST', '/trainings', {
      title: 'Climbing',
      ref: 'climbing',
      trainingType: 'outdoor',
    });
    video = await rest('POST', '/courses/ref:ladders/modules', {
      title: 'Watch',
      contentType: 'Video',
      viewUrl: 'https://media.example/watch',
    });
    await rest('POST', '/courses/ref:ladders/modules', { trainingRef: 'climbing' });
    session = await rest('POST', '/trainings/ref:climbing/sessions', {
      days: [
        { startAt: '2027-03-01 09:00:00', duration: 7_200 },
        { startAt: '2027-03-02 09:00:00', duration: 3_600 },
      ],
      instructorName: 'Ivana Kos',
    });
  });
  afterAll(() => soap.app.close());

  test('GetContent tells of courses and materials, GetContentItem of one', async () => {
    const { payload } = await call('GetContent', '');
    expect(payload.name).toBe('GetContentResult');
    const items = all(payload, 'contentItem');
    const found = (id: string) => items.find((item) => textAt(item, 'contentItemId') === id);
    expect(found(course.id)?.children.map(({ name }) => name)).toEqual([
      'contentItemId',
      'title',
      'description',
      'userId',
      'addedDate',
      'type',
    ]);
    expect(texts(found(course.id))).toMatchObject({
      title: 'Ladders',
      description: 'Up & down',
      addedDate: '2026-11-23T00:30:00+01:00',
      type: 'Course',
    });
    expect(texts(found(video.id))).toMatchObject({
      type: 'Video',
      viewUrl: 'https://media.example/watch',
    });
    expect(items.map((item) => textAt(item, 'title'))).not.toContain('Old');

    const one = await call('GetContentItem', `<contentItemId>${video.id}</contentItemId>`);
    expect(one.payload.name).toBe('GetContentItemResult');
    expect(texts(all(one.payload, 'contentItem')[0])).toEqual(texts(found(video.id)));
  });

  test('ListCourseModules tells of materials and trainings in order, page by page', async () => {
    const { payload } = await call('ListCourseModules', '<courseId>ladders</courseId>');
    expect(payload.name).toBe('ListCourseModulesResult');
    const [material, attended] = all(payload, 'modules').flatMap((modules) => all(modules, 'module'));
    expect(texts(material)).toMatchObject({
      moduleId: video.id,
      itemId: video.id,
      courseId: course.id,
      title: 'Watch',
      type: 'material',
      viewUrl: 'https://media.example/watch',
    });
    expect(texts(attended)).toMatchObject({ itemId: training.id, title: 'Climbing', type: 'training' });
    expect(textAt(attended as Tree, 'trainingType', 'trainingTypeTitle')).toBe('outdoor');
    for (const absent of ['authorId', 'viewUrl']) expect(texts(attended)).not.toHaveProperty(absent);

    const first = await call('ListCourseModules', '<courseId>ladders</courseId><pageSize>1</pageSize>');
    const pageToken = textAt(first.payload, 'nextPageToken');
    const second = await call(
      'ListCourseModules',
      `<courseId>ladders</courseId><pageSize>1</pageSize><pageToken>${pageToken}</pageToken>`,
    );
    expect(textAt(second.payload, 'modules', 'module', 'title')).toBe('Climbing');
    expect(textAt(second.payload, 'nextPageToken')).toBeUndefined();
  });

  test.each([
    ['GetContentItem', '<contentItemId>none</contentItemId>'],
    ['ListCourseModules', '<courseId>none</courseId>'],
  ])('%s: what is not there is unknown, in the documented words', async (operation, content) => {
    expect((await call(operation, content)).fault).toMatchObject({
      text: 'Unknown content item',
      code: 'absent',
    });
  });

  test('a page token of another course is refused', async () => {
    const first = await call('ListCourseModules', '<courseId>ladders</courseId><pageSize>1</pageSize>');
    const pageToken = textAt(first.payload, 'nextPageToken');
    const other = await call(
      'ListCourseModules',
      `<courseId>safety</courseId><pageToken>${pageToken}</pageToken>`,
    );
    expect(other.fault).toMatchObject({ text: 'Wrong parameters', violations: [{ path: '/cursor' }] });
  });

  test('sessions are told one by one and by their training', async () => {
    const one = await call('GetTrainingSession', `<trainingSessionId>${session.id}</trainingSessionId>`);
    expect(one.payload.name).toBe('GetTrainingSessionResult');
    const [told] = all(one.payload, 'trainingSession');
    expect(told?.children.map(({ name }) => name)).toEqual([
      'id',
      'title',
      'startTime',
      'duration',
      'dayIds',
      'instructor',
    ]);
    expect(texts(told)).toMatchObject({
      id: session.id,
      title: 'Climbing',
      startTime: '2027-03-01T09:00:00+01:00',
      duration: '10800',
      instructor: 'Ivana Kos',
    });
    expect(all(told as Tree, 'dayIds')[0]?.children.map(({ text }) => text)).toEqual(
      session.days.map(({ id }) => id),
    );
    const list = await call('ListSessionsByTraining', `<trainingId>${training.id}</trainingId>`);
    expect(list.payload.name).toBe('ListSessionsByTrainingResult');
    expect(all(list.payload, 'trainingSession')).toEqual([told]);
    const none = await call('ListSessionsByTraining', '<trainingId>first-aid-day</trainingId>');
    expect(none.payload.children).toEqual([]);
  });

  test.each([
    ['GetTrainingSession', '<trainingSessionId>none</trainingSessionId>'],
    ['ListSessionsByTraining', '<trainingId>none</trainingId>'],
  ])('%s: what is not there is a wrong parameter', async (operation, content) => {
    expect((await call(operation, content)).fault).toMatchObject({
      text: 'Wrong parameters',
      code: 'absent',
    });
  });
});
