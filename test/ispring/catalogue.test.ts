import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { json, read, say } from './conversation.js';
import { known, organization } from './organization.js';

describeOnEngines('the catalogue, as the vendor’s clients read it', describe, (engine) => {
  let app: TestApplication;
  let training: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was answered.
  let session: any;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    const make = async (path: string, body: object) => {
      const answer = await app.rest('owner', 'POST', `/v1/${path}`, body);
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
      return answer.json;
    };
    const { id } = await make('trainings', {
      title: 'Fire drill',
      trainingType: 'meeting',
      organizerId: known.anna,
    });
    training = id;
    session = await make(`trainings/${training}/sessions`, {
      days: [
        { startAt: '2026-07-01T09:00:00', duration: 7200, place: 'Yard' },
        { startAt: '2026-07-02 09:00:00', duration: 3600 },
      ],
      place: 'Hall',
      instructorName: 'Mr Smoke',
    });
    await make('courses/ref:safety/modules', {
      title: 'Fire & water',
      contentType: 'PDFDocument',
      viewUrl: 'https://acme.example/fire',
    });
    await make('courses/ref:safety/modules', { trainingId: training });
    await app.load({ enrollments: [{ learnerRef: 'ben', courseRef: 'safety', dueDateType: 'unlimited' }] });
  });
  afterAll(() => app.close());

  const sessionInXml = () => [
    ['id', session.id],
    ['title', 'Fire drill'],
    ['startTime', '2026-07-01T09:00:00+02:00'],
    ['duration', '10800'],
    ['instructor', 'Mr Smoke'],
    ['dayIds', session.days.map(({ id }: { id: string }) => ['id', id])],
  ];

  test('a training with the ids of its sessions', async () => {
    const expected = { title: 'Fire drill', organizer: known.anna, sessions: [session.id], type: 'meeting' };
    expect((await say(app, `GET /training/${training}`, { headers: json })).json).toEqual(expected);
    expect(await read(await say(app, `GET /training/${training}`))).toContainEqual([
      'sessions',
      [['id', session.id]],
    ]);
  });

  test('sessions, and one of them in the same form', async () => {
    const list = [['trainingSession', sessionInXml()]];
    expect(await read(await say(app, `GET /training/${training}/sessions`))).toEqual(list);
    expect(await read(await say(app, `GET /training/session/${session.id}`))).toEqual(list);
    const { json: one } = await say(app, `GET /training/session/${session.id}`, { headers: json });
    expect(one).toMatchObject({ id: session.id, startTime: '2026-07-01T09:00:00+02:00', duration: 10800 });
    expect((await say(app, `GET /training/${training}/sessions`, { headers: json })).json).toEqual([one]);
  });

  test('who has a seat in a session', async () => {
    const path = `/training/session/participants/${session.id}?pageSize=10`;
    expect(await read(await say(app, `GET ${path}`))).toEqual([['participants', '']]);
    expect((await say(app, `GET ${path}`, { headers: json })).json).toEqual([]);
    const chosen = await app.rest('owner', 'POST', `/v1/training-sessions/${session.id}/places`, {
      userId: known.ben,
    });
    expect(chosen.status).toBe(200);
    expect(await read(await say(app, `GET ${path}`))).toEqual([['participants', [['id', known.ben]]]]);
    expect((await say(app, `GET ${path}`, { headers: json })).json).toEqual([known.ben]);
  });

  test('days, and their address', async () => {
    const [first, second] = session.days;
    expect((await say(app, `GET /training/day/${first.id}`, { headers: json })).json).toEqual({
      dayId: first.id,
      sessionId: session.id,
      trainingId: training,
      startTime: '2026-07-01T09:00:00+02:00',
      duration: 7200,
      location: 'Yard',
    });
    const answer = await say(app, `POST /training/day/${second.id}`, {
      body: '<request><url>https://acme.example/2</url></request>',
    });
    expect([answer.text, answer.status]).toEqual(['', 200]);
    expect((await say(app, `GET /training/day/${second.id}`, { headers: json })).json).toMatchObject({
      location: 'Hall',
      url: 'https://acme.example/2',
    });
    expect((await say(app, `POST /training/day/${second.id}`, { body: { url: 'nonsense' } })).json).toEqual({
      code: 400,
      message: expect.stringMatching(/^\/url: /),
    });
    const attendance = `/training/day/${first.id}/participants/attendance/update`;
    const told = (participantId: string, more: object) =>
      say(app, `POST ${attendance}`, {
        body: { participantsAttendance: [{ participantId, isAttended: true, ...more }] },
      });
    expect([(await told(known.ben, { duration: 5400 })).status, await recorded()]).toEqual([
      200,
      [{ userId: known.ben, attended: true, minutes: 90 }],
    ]);
    expect((await told(known.ben, { duration: 'long' })).json).toEqual({
      code: 400,
      message: expect.stringMatching(/^\/participantsAttendance\/0\/duration: /),
    });
    expect((await told(known.stranger, {})).json).toEqual({
      code: 400,
      message: expect.stringMatching(/^\/participantsAttendance\/0\/participantId: /),
    });
    expect(
      (await say(app, `POST ${attendance}`, { body: { participantsAttendance: [{}] } })).json.message,
    ).toMatch(/^\/participantsAttendance\/0/);
    const inXml = `<request><participantsAttendance><trainingParticipantAttendance><participantId>${known.ben}</participantId>
      <isAttended>0</isAttended></trainingParticipantAttendance></participantsAttendance></request>`;
    expect((await say(app, `POST ${attendance}`, { body: inXml })).status).toBe(200);
    expect(await recorded()).toMatchObject([{ attended: false, minutes: null }]);
    async function recorded() {
      const { json: list } = await app.rest('owner', 'GET', `/v1/session-days/${first.id}/attendance`);
      return list.items.map(({ userId, attended, minutes }: Record<string, unknown>) => ({
        userId,
        attended,
        minutes,
      }));
    }
    expect((await say(app, `POST ${attendance}`, { body: { participantsAttendance: [] } })).status).toBe(200);
  });

  test.each([
    ['GET /training/X', 'Training not found'],
    ['GET /training/X/sessions', 'Training not found'],
    ['GET /training/session/X', 'Training session not found'],
    ['GET /training/session/participants/X', 'Training session not found'],
    ['GET /training/day/X', 'Day not found'],
    ['POST /training/day/X', 'Day not found'],
    ['POST /training/day/X/participants/attendance/update', 'Day not found'],
    ['GET /content/X', 'Unknown content item'],
    ['GET /content/X/final_statuses', 'Unknown content item'],
    ['GET /certificate/X', 'Issued certificate not found'],
  ])('%s, of one that is not there, is a plain text: %s', async (address, text) => {
    const answer = await say(
      app,
      address.replace('X', known.stranger),
      address.startsWith('POST') ? { body: {} } : {},
    );
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      404,
      'text/plain; charset=utf-8',
      text,
    ]);
  });

  test('content: courses and what is inside them', async () => {
    const { json: items } = await say(app, 'GET /content', {
      headers: { ...json, 'x-target-locale': 'nl-NL' },
    });
    expect(items.map(({ title, contentItemType }: never) => [title, contentItemType]).sort()).toEqual([
      ['Fire & water', 'PDFDocument'],
      ['Safety', 'Course'],
    ]);
    const [course] = (await say(app, 'GET /content?contentTypes=Course', { headers: json })).json;
    expect(course).toEqual({
      contentItemId: known.safety,
      title: 'Safety',
      subtitle: '',
      description: '',
      userId: expect.any(String),
      addedDate: expect.any(String),
      viewUrl: '',
      type: 'Course',
      contentItemType: 'Course',
    });
    expect((await say(app, `GET /content/${known.safety}`, { headers: json })).json).toEqual({
      contentItem: course,
    });
    expect(await read(await say(app, `GET /content/${known.safety}`))).toEqual([
      ['contentItem', expect.arrayContaining([['title', 'Safety']])],
    ]);
    expect((await say(app, 'GET /content?contentTypes[]=LearningTrack', { headers: json })).json).toEqual([]);
    expect((await say(app, 'GET /content?contentTypes[]=Poem', { headers: json })).json).toMatchObject({
      code: 400,
    });
  });

  test('content, page by page', async () => {
    const { json: page } = await say(app, 'GET /contents?pageSize=1', { headers: json });
    expect(page.contentItems).toHaveLength(1);
    const { json: next } = await say(app, 'POST /contents', {
      body: `<request><pageToken>${page.nextPageToken}</pageToken></request>`,
      headers: json,
    });
    expect(next.contentItems).toHaveLength(1);
    const words = `<request><contentItemIds>${known.safety}</contentItemIds></request>`;
    expect((await say(app, 'POST /contents', { body: words, headers: json })).json).toMatchObject({
      contentItems: [{ title: 'Safety' }],
    });
  });

  test('modules of a course: materials and trainings', async () => {
    const { json: page } = await say(app, `GET /course/${known.safety}/modules`, { headers: json });
    expect(page.modules).toMatchObject([
      {
        courseId: known.safety,
        title: 'Fire & water',
        type: 'material',
        viewUrl: 'https://acme.example/fire',
        sequentialNumber: 0,
      },
      { itemId: training, title: 'Fire drill', type: 'training', sequentialNumber: 1 },
    ]);
    expect(page.modules[1]).not.toHaveProperty('viewUrl');
    expect((await read(await say(app, `GET /course/${known.safety}/modules?pageSize=1`))).length).toBe(2);
    expect((await say(app, `GET /course/${known.stranger}/modules`, { headers: json })).json).toEqual({
      code: 404,
      message: 'Unknown content item',
    });
  });

  test('modules of several courses, page after page', async () => {
    const { json: other } = await say(app, 'POST /content/create/Course', {
      body: { title: 'Empty', folder_id: known.stranger },
    });
    const titles: string[] = [];
    let token = '';
    do {
      const { json: page } = await say(
        app,
        `GET /courses/modules?courseIds=${other}&courseIds=${known.safety}&pageSize=1${token}`,
        { headers: json },
      );
      titles.push(...page.modules.map(({ title }: { title: string }) => title));
      token = page.nextPageToken === undefined ? '' : `&pageToken=${encodeURIComponent(page.nextPageToken)}`;
    } while (token !== '');
    expect(titles).toEqual(['Fire & water', 'Fire drill']);
    for (const query of ['', 'courseIds=x&pageToken=9.', `courseIds=${known.safety}&pageToken=what`])
      expect(
        (await say(app, `GET /courses/modules?${query}`, { headers: json })).status,
      ).toBeGreaterThanOrEqual(400);
  });

  test('creating: courses only', async () => {
    const answer = await say(app, 'POST /content/create/Course', { body: { title: 'Made' } });
    expect([answer.status, answer.json]).toEqual([201, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    for (const type of ['Quiz', 'LearningTrack', 'Poem']) {
      expect((await say(app, `POST /content/create/${type}`, { body: { title: 'x' } })).json).toEqual({
        code: 400,
        message: expect.stringMatching(/creates courses/),
      });
    }
    expect((await say(app, 'POST /content/create/Course', { body: {} })).json.message).toMatch(/^\/title: /);
    expect((await say(app, 'GET /courses_tree', { headers: json })).json).toContainEqual(
      expect.objectContaining({ title: 'Made', type: 'Course' }),
    );
  });

  test('results: what Matricula knows', async () => {
    const { json: page } = await say(
      app,
      `GET /learners/results?userIds[]=${known.ben}&courseIds=${known.safety}`,
      { headers: json },
    );
    expect(page).toEqual({
      results: [
        {
          userId: known.ben,
          courseId: known.safety,
          courseTitle: 'Safety',
          enrollmentId: expect.any(String),
          accessDate: expect.any(String),
          timeSpent: 0,
          completionStatus: 'not_started',
          progress: 0,
          isOverdue: false,
          viewsCount: 0,
        },
      ],
    });
    expect(
      (await say(app, 'GET /learners/results?completionStatuses=passed', { headers: json })).json,
    ).toEqual({ results: [] });
    expect((await say(app, `GET /content/${known.safety}/final_statuses`, { headers: json })).json).toEqual([
      { userId: known.ben, status: 'not_started', progress: 0 },
    ]);
    expect(await read(await say(app, 'GET /learners/modules/results'))).toEqual([['results', '']]);
  });

  test.each([
    ['GET /course_fields', { courseFields: [] }],
    ['GET /learning_track/courses', []],
  ])('%s is empty', async (address, nothing) => {
    expect((await say(app, address, { headers: json })).json).toEqual(nothing);
  });
});
