import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Caller } from '../../src/permission/caller.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { sentDuring } from './sent.js';

const uuidRef = '7d0a1c9e-0000-4000-8000-00000000000';

/** Twins: `a…` is enrolled in one exchange and `b…` by the ordinary sequence, and both must be told the same. */
const twins = [
  'fresh',
  'dry',
  'held',
  'heldDry',
  'ended',
  'endedDry',
  'policy',
  'inactive',
  'outside',
  'mail',
  'upper',
  'blank',
  'halved',
  'named',
] as const;
type Twin = (typeof twins)[number];

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'be', name: 'Belgium', parentRef: 'hq' },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    {
      ref: 'head',
      departmentRef: 'hq',
      roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: ['nl'] }],
    },
    ...['a', 'b'].flatMap((side) => [
      ...twins.map((twin) => ({
        ref: `${side} ${twin}`,
        departmentRef: twin === 'outside' ? 'be' : 'nl',
        email: `${side}.${twin}@Example.org`,
        login: `${side}-ΟΔΟΣ-${twin}`,
        status: twin === 'inactive' ? ('inactive' as const) : ('active' as const),
      })),
      { ref: `${side} \ufffd`, departmentRef: 'nl' },
      { ref: `${uuidRef}${side}`, departmentRef: 'nl' },
    ]),
  ],
  courses: [
    {
      ref: 'c',
      title: 'C',
      dueDatePolicy: { type: 'due_period' as const, duePeriod: 5, lockAfterDueDate: true },
    },
    { ref: 'd', title: 'D' },
    { ref: 'archived', title: 'Archived', archived: true },
  ],
};

describeOnMySql('one learner and one course in one exchange', () => {
  let app: TestApplication;
  let head: Caller;

  beforeAll(async () => {
    app = await startApplication({ engine: 'mysql', organization });
    const token = await app.token('head');
    head = await app.application.gateway.recognize({ kind: 'token', token }, '');
    for (const side of ['a', 'b']) {
      for (const twin of ['held', 'heldDry', 'ended', 'endedDry']) await enroll('b', `${side} ${twin}`);
      const learnerRefs = [`${side} ended`, `${side} endedDry`];
      await ask(app, 'unenroll', { learnerRefs, courseRefs: ['c'] });
    }
  });
  afterAll(() => app.close());

  interface Asked {
    readonly learner?: Record<string, readonly string[]>;
    readonly course?: string;
    readonly caller?: Caller;
    readonly terms?: Record<string, unknown>;
  }

  /** Side `b` names the learner twice, which counts once, but is too much for one exchange. */
  async function enroll(side: string, learnerRef: string, asked: Asked = {}) {
    const { learner = { learnerRefs: [learnerRef] }, course = 'c', caller, terms = {} } = asked;
    const times = side === 'a' ? 1 : 2;
    const learners = Object.entries(learner).map(([list, names]) => [list, Array(times).fill(names).flat()]);
    const input = {
      ...Object.fromEntries(learners),
      courseRefs: [course],
      dueDateType: 'unlimited',
      ...terms,
    };
    return await ask(app, 'enrollLearnersInCourses', input, caller ? { caller } : {});
  }

  /** What a side is told, without what may differ. */
  async function told(side: string, twin: Twin, asked: (side: string) => Asked) {
    const work = () => enroll(side, `${side} ${twin}`, asked(side));
    let answer: unknown;
    const sent = await sentDuring('mysql', async () => {
      answer = await work().then(
        ({ summary, outcomes }) => ({
          summary,
          outcomes: outcomes.map(({ outcome, enrollmentId, learnerRef }) => ({
            outcome,
            id: enrollmentId !== null,
            learner: learnerRef?.replace(new RegExp(`^${side} |${side}$`), ''),
          })),
        }),
        async (error) => {
          const { code, violations } = await failureOf(Promise.reject(error));
          return {
            code,
            violations: violations.map(({ rule, path }) => [rule, path]),
          };
        },
      );
    });
    return { answer, exchanged: sent.some((text) => text.startsWith('BEGIN NOT ATOMIC')) };
  }

  const recallCourse = () =>
    app.application.database.unitOfWork.read(({ activities }) =>
      activities.find({ by: 'ref', path: '', values: ['c'] }),
    );
  const nothing = () => ({});
  const asHead = () => ({ caller: head });
  const dry = { terms: { dryRun: true } };
  const cases: readonly (readonly [string, Twin, (side: string) => Asked, 'exchange' | 'either'])[] = [
    ['somebody new', 'fresh', nothing, 'exchange'],
    ['the same again', 'fresh', nothing, 'exchange'],
    ['somebody new, in a dry run', 'dry', () => dry, 'exchange'],
    ['the same after the dry run', 'dry', nothing, 'exchange'],
    ['somebody held', 'held', nothing, 'exchange'],
    ['somebody held, in a dry run', 'heldDry', () => dry, 'exchange'],
    ['somebody whose enrollment has ended', 'ended', nothing, 'exchange'],
    ['somebody whose enrollment has ended, in a dry run', 'endedDry', () => dry, 'exchange'],
    ['somebody in reach', 'policy', asHead, 'exchange'],
    ['somebody out of reach', 'outside', asHead, 'either'],
    ['nobody', 'fresh', () => ({ learner: { learnerRefs: ['nobody'] } }), 'either'],
    [
      'nobody, asked with a limited reach',
      'fresh',
      () => ({ learner: { learnerRefs: ['nobody'] }, caller: head }),
      'either',
    ],
    ['an inactive learner', 'inactive', nothing, 'exchange'],
    ['an archived course', 'named', () => ({ course: 'archived' }), 'either'],
    [
      'by e-mail in another case',
      'mail',
      (side) => ({ learner: { learnerEmails: [`${side}.MAIL@example.ORG`] } }),
      'exchange',
    ],
    [
      'by login in another case',
      'upper',
      (side) => ({ learner: { learnerLogins: [`${side}-οδος-UPPER`] } }),
      'exchange',
    ],
    [
      'by e-mail with a blank behind',
      'blank',
      (side) => ({ learner: { learnerEmails: [`${side}.blank@example.org `] } }),
      'either',
    ],
    [
      'by a ref with half a character',
      'halved',
      (side) => ({ learner: { learnerRefs: [`${side} \ud800`] } }),
      'either',
    ],
    [
      'by a ref that looks like an id',
      'named',
      (side) => ({ learner: { learnerIds: [`${uuidRef}${side}`] } }),
      'either',
    ],
  ];

  test.each(cases)('decides as the ordinary sequence does: %s', async (_, twin, asked, form) => {
    const one = await told('a', twin, asked);
    const ordinary = await told('b', twin, asked);
    expect(one.answer).toEqual(ordinary.answer);
    expect(ordinary.exchanged).toBe(false);
    if (form === 'exchange') expect(one.exchanged).toBe(true);
  });

  test('takes the policy that the course has now, not the one that it had a moment ago', async () => {
    await recallCourse();
    const dueDatePolicy = { type: 'due_period' as const, duePeriod: 7, lockAfterDueDate: false };
    await app.load({ courses: [{ ref: 'c', dueDatePolicy }] });
    const input = {
      learnerRefs: ['a named'],
      courseRefs: ['c'],
      dueDateType: 'default',
      accessDate: '2030-01-01',
    };
    const [pair] = (await ask(app, 'enrollLearnersInCourses', input)).outcomes;
    const held = await ask(app, 'getEnrollment', { enrollmentId: pair?.enrollmentId });
    expect(held).toMatchObject({ dueAt: '2030-01-01T07:00:00+00:00', lockAfterDueDate: false });
  });

  test('enrolls in the course that has the ref now, not in the one that had it a moment ago', async () => {
    await recallCourse();
    const ids = new Map((await ask(app, 'listCourses', {})).items.map(({ id, ref }) => [ref, id]));
    await app.load({ courses: [{ id: String(ids.get('c')), ref: 'e' }] });
    await app.load({ courses: [{ id: String(ids.get('d')), ref: 'c' }] });
    const input = { learnerRefs: ['a named'], courseRefs: ['c'], dueDateType: 'unlimited' };
    const [pair] = (await ask(app, 'enrollLearnersInCourses', input)).outcomes;
    expect(pair).toMatchObject({ outcome: 'enrolled', courseId: ids.get('d') });
  });

  test('enrolls nobody in a course that was archived a moment ago', async () => {
    await recallCourse();
    await app.load({ courses: [{ ref: 'c', archived: true }] });
    const input = { learnerRefs: ['b named'], courseRefs: ['c'], dueDateType: 'unlimited' };
    expect((await failureOf(ask(app, 'enrollLearnersInCourses', input))).code).toBe('conflict');
    await app.load({ courses: [{ ref: 'c', archived: false }] });
  });
});
