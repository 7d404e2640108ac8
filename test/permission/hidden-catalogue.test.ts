import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { ask } from '../asking.js';
import { catalogue, germanId } from '../rest/catalogue.js';
import { someUuid } from '../rest/organization.js';

describeOnEngines('of the catalogue, a learner', describe, (engine) => {
  let app: TestApplication;
  /** Things of a course that the learner is not enrolled in, by the kind of address that they have. */
  const there = { course: '', module: '', training: '', session: '', day: '' };
  const refs = { course: 'other', module: 'other', training: 'walk', session: 'unseen', day: 'unseen' };
  beforeAll(async () => {
    app = await startApplication({ engine, organization: catalogue });
    const module = await ask(app, 'addCourseModule', { courseRef: 'other', title: 'Hidden' });
    const days = [{ startAt: '2030-01-01', duration: 60 }];
    const session = await ask(app, 'createTrainingSession', { trainingRef: 'walk', ref: 'unseen', days });
    Object.assign(there, {
      course: module.courseId,
      module: module.id,
      training: session.trainingId,
      session: session.id,
      day: session.days[0]?.id,
    });
    await app.token('trainee');
  });
  afterAll(() => app.close());

  const addresses: readonly (readonly [kind: keyof typeof there, path: (id: string) => string])[] = [
    ['course', (id) => `/courses/${id}`],
    ['course', (id) => `/courses/${id}/modules`],
    ['course', (id) => `/content-items/${id}`],
    ['module', (id) => `/content-items/${id}`],
    ['module', (id) => `/course-modules/${id}`],
    ['training', (id) => `/trainings/${id}`],
    ['training', (id) => `/trainings/${id}/sessions`],
    ['session', (id) => `/training-sessions/${id}`],
    ['day', (id) => `/session-days/${id}`],
  ];
  const same = ({ status, headers, text }: TestAnswer, id: string) => {
    const { 'x-request-id': requestId, date, ...rest } = headers;
    // A refusal repeats the name that was given.
    const given = `“${id.replace('ref:', '')}”`;
    const masked = text.replaceAll(String(requestId), 'REQUEST').replaceAll(given, 'NAME');
    return { status, rest, text: masked.replaceAll(id, 'ID') };
  };

  test('cannot tell what is hidden from what there is not, however they ask and in whatever order', async () => {
    const asking = fc.record({
      address: fc.constantFrom(...addresses),
      by: fc.constantFrom('id', 'ID', 'ref', 'ref as id'),
      method: fc.constantFrom('GET', 'PATCH', 'DELETE', 'POST') as fc.Arbitrary<'GET'>,
      body: fc.constantFrom({}, { title: 'x' }, { position: 0 }, { archived: true, ref: null }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(asking, { minLength: 1, maxLength: 5 }), async (sequence) => {
        for (const { address, by, method, body } of sequence) {
          const [kind, path] = address;
          const name = {
            id: [there[kind], someUuid],
            ID: [there[kind].toUpperCase(), someUuid.toUpperCase()],
            ref: [`ref:${refs[kind]}`, `ref:${'x'.repeat(refs[kind].length)}`],
            'ref as id': [refs[kind], 'x'.repeat(refs[kind].length)],
          }[by] as [string, string];
          const [hidden, unknown] = await Promise.all(
            name.map(async (id) => {
              const payload = method === 'GET' ? undefined : body;
              return same(await app.rest('trainee', method, `/v1${path(id)}`, payload), id);
            }),
          );
          expect({ method, by, path: path(''), ...hidden }).toEqual({
            method,
            by,
            path: path(''),
            ...unknown,
          });
        }
      }),
      { numRuns: 150, interruptAfterTimeLimit: 15_000 },
    );
  }, 60_000);

  test('meets in no list what they are not enrolled in', async () => {
    const lists = [
      '/courses',
      '/trainings',
      '/content-items',
      '/learner-results',
      '/courses/ref:held/modules',
    ];
    const hidden = [...Object.values(there), germanId, 'Other', 'A walk', 'Hidden'];
    for (const list of [...lists, '/courses?search=Other', '/trainings?search=walk']) {
      const { status, text } = await app.rest('trainee', 'GET', `/v1${list}`);
      expect(status).toBe(200);
      for (const name of hidden) expect(text).not.toContain(name);
    }
  });
});
