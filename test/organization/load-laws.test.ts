import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { MysqlConnection } from '../../src/storage/mysql-connection.js';
import { SqliteConnection } from '../../src/storage/sqlite-connection.js';
import { describeOnEngines } from '../application.js';
import {
  type Loading,
  noEventFilter,
  nothingDone,
  now,
  numbersUpTo,
  small,
  startLoading,
} from './loading.js';

const among = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((value) => /^[^\p{Cc}\p{Cs}]+$/u.test(value));
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

/** All of them, in any order. */
const all = <T>(values: readonly T[]) => fc.shuffledSubarray([...values], { minLength: values.length });

/** A field that is there or not: an omitted one is another case than an empty one. */
const fields = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [] });
const first = (count: number, name: string) => numbersUpTo(count).map((no) => `${name}${no}`);

const departmentRefs = first(4, 'd');
const userRefs = first(5, 'u');
const courseRefs = first(3, 'c');
const logins = ['Anna', 'BOB', 'straße', 'Ωmega'];
const trainingRefs = first(3, 't');
const badges = ['one', 'TWO', 'ß', 'Ω'];

/** Days of a session that do not overlap, in any order. */
const sessionDays = fc.shuffledSubarray(numbersUpTo(4), { minLength: 1 }).chain((days) =>
  fc.tuple(
    ...days.map((no) =>
      fields({ place: text }).map((rest) => ({
        startAt: `2027-04-1${no}T09:00:00`,
        duration: 3_600,
        ...rest,
      })),
    ),
  ),
);

const policy = fc.oneof(
  fc.record({ type: among('unlimited' as const) }),
  fc.record({ type: among('due_date' as const), dueDate: day, lockAfterDueDate: fc.boolean() }),
  fc.record({ type: among('due_period' as const), duePeriod: fc.integer({ min: 1, max: 9_999 }) }),
);

const heldRole = fc.oneof(
  fc.record({ role: among('owner' as const, 'administrator' as const, 'learner' as const) }),
  fc.record({
    role: among('department_administrator' as const),
    managedDepartmentRefs: fc.subarray(departmentRefs),
  }),
  fc.record({
    role: among('custom' as const),
    roleRef: among('r1'),
    managedDepartmentRefs: fc.subarray(departmentRefs),
  }),
);

const terms = fc.oneof(
  fc.record({ dueDateType: among('unlimited' as const, 'default' as const) }),
  fc.record({
    dueDateType: among('due_date' as const),
    dueDate: day,
    accessDate: day,
    lockAfterDueDate: fc.boolean(),
  }),
  fc.record({ dueDateType: among('due_period' as const), duePeriod: fc.integer({ min: 1, max: 9_999 }) }),
);

/** Things of the refs given, in any order; each is below, or reports to, one that may stand anywhere. */
const organization: fc.Arbitrary<OrganizationFile> = fc
  .record({
    departments: fc.tuple(
      ...departmentRefs.map((ref, place) =>
        fields({ code: fc.option(text) }).chain((rest) =>
          fc
            .record({
              name: text,
              parentRef: place === 0 ? among(null) : among(...departmentRefs.slice(0, place)),
            })
            .map((more) => ({ ref, ...rest, ...more })),
        ),
      ),
    ),
    roles: fc
      .subarray(['user.read', 'course.read', 'enrollment.read'] as const)
      .map((permissions) => [{ ref: 'r1', title: 'R', permissions: [...permissions] }]),
    users: fc.tuple(
      ...userRefs.map((ref, place) =>
        fc
          .tuple(
            fc.record({ departmentRef: among(...departmentRefs) }),
            fields({
              firstName: fc.option(text),
              lastName: fc.option(text),
              email: among(null, `mail${place}@x.example`),
              language: among(null, 'nl', 'zh-Hant-TW'),
              timeZone: among(null, 'Asia/Tokyo'),
              status: among('active' as const, 'inactive' as const),
              addedDate: day,
              managerRef: among(null, ...userRefs.filter((other) => other !== ref)),
              roles: fc.array(heldRole, { maxLength: 3 }),
              profileFields: fields({ kind: among(null, 'x', 'y') }),
            }),
          )
          .map(([must, may]) => ({ ref, ...must, ...may })),
      ),
    ),
    profileFields: fc.tuple(text, text, fc.nat({ max: 9 })).map(([kind, badge, position]) => [
      { name: 'kind', label: kind, type: 'text', position },
      { name: 'badge', label: badge, type: 'text', unique: true },
    ]),
    groups: fc.tuple(
      fields({ memberRefs: fc.shuffledSubarray(userRefs) }).map((rest) => ({
        ref: 'g1',
        name: 'G',
        ...rest,
      })),
      fc
        .record({ departmentId: among(...departmentRefs), below: fc.boolean() })
        .map((rest) => ({ ref: 'g2', name: 'S', rule: { criterion: 'department', ...rest } })),
    ),
    sessions: fc.tuple(
      ...['s1', 's2'].map((ref) =>
        fc
          .tuple(
            sessionDays,
            fields({
              title: fc.option(text),
              capacity: fc.option(fc.integer({ min: 1, max: 99 })),
              archived: fc.boolean(),
            }),
            fc.oneof(
              fields({ instructorRef: among(null, ...userRefs) }),
              fields({ instructorName: fc.option(text) }),
            ),
          )
          .map(([days, rest, instructor]) => ({ ref, trainingRef: 't1', days, ...rest, ...instructor })),
      ),
    ),
    trainings: fc.tuple(
      ...trainingRefs.map((ref) =>
        fields({
          subtitle: fc.option(text),
          accessibleFrom: fc.option(day),
          showParticipants: fc.boolean(),
          groupRefs: fc.shuffledSubarray(['g1', 'g2']),
          participantRefs: fc.shuffledSubarray(userRefs),
          trainerRefs: fc.shuffledSubarray(userRefs),
          mentorRefs: fc.shuffledSubarray(userRefs),
        }).map((rest) => ({ ref, title: ref, ...rest })),
      ),
    ),
    courses: fc.tuple(
      ...courseRefs.map((ref) =>
        fields({
          archived: fc.boolean(),
          dueDatePolicy: fc.option(policy),
          trainingRefs: fc.shuffledSubarray(trainingRefs),
          materials: fc.uniqueArray(
            fields({ description: text }).chain((rest) => text.map((title) => ({ title, ...rest }))),
            { selector: ({ title }) => title, maxLength: 3 },
          ),
        }).map((rest) => ({ ref, title: ref, ...rest })),
      ),
    ),
    enrollments: fc.uniqueArray(
      fc
        .tuple(among(...userRefs), among(...courseRefs), terms)
        .map(([learnerRef, courseRef, rest]) => ({ learnerRef, courseRef, ...rest })),
      { selector: ({ learnerRef, courseRef }) => `${learnerRef} ${courseRef}`, maxLength: 8 },
    ),
  })
  .chain(({ departments, users, ...rest }) =>
    fc.record({
      account: fields({
        name: text,
        timeZone: among('UTC', 'Europe/Amsterdam'),
        managersMayEnroll: fc.boolean(),
      }),
      departments: all(departments),
      // Logins and unique values move from one to the other, in whatever order people stand.
      users: fc
        .tuple(all(users), all([...logins, null]), all([...badges, null]))
        .map(([people, taken, worn]) =>
          people.map((person, place) => ({
            ...person,
            login: taken[place] ?? null,
            profileFields: { ...person.profileFields, badge: worn[place] ?? null },
          })),
        ),
      ...Object.fromEntries(Object.entries(rest).map(([kind, entries]) => [kind, fc.constant(entries)])),
    }),
  ) as fc.Arbitrary<OrganizationFile>;

describeOnEngines('laws of loading', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await loading.close();
  });

  test('loading a file twice is loading it once, whatever was there before', async () => {
    let at = now;
    const events = async () =>
      (await loading.read((ports) => ports.events.list(noEventFilter, 1_000, undefined))).items.length;
    await fc.assert(
      fc.asyncProperty(organization, async (file) => {
        at += 60_000;
        await loading.load(file, { now: at });
        const [before, written] = [await loading.everything(), await events()];
        expect(await loading.load(file, { now: at + 1_000 })).toMatchObject(nothingDone);
        expect(await events()).toBe(written);
        expect(await loading.everything()).toEqual(before);
      }),
      { numRuns: engine === 'sqlite' ? 80 : 25 },
    );
  }, 120_000);

  test('ten times as many entries take the same statements', async () => {
    await loading.load(small);
    const count = (start: number, length: number): OrganizationFile => ({
      profileFields: [{ name: `f${start}`, label: 'F', type: 'text', unique: true }],
      groups: numbersUpTo(length).map((no) => ({
        ref: `sg${start + no}`,
        name: 'G',
        memberRefs: [`s${start + no}`, `s${start + 1}`].filter(
          (ref, place, refs) => refs.indexOf(ref) === place,
        ),
      })),
      trainings: numbersUpTo(length).map((no) => ({
        ref: `st${start + no}`,
        title: 'T',
        groupRefs: [`sg${start + no}`],
        participantRefs: [`s${start + no}`],
        trainerRefs: [`s${start + 1}`],
      })),
      sessions: numbersUpTo(length).map((no) => ({
        ref: `ss${start + no}`,
        trainingRef: 't1',
        instructorRef: `s${start + no}`,
        days: [{ startAt: '2027-04-12T09:00:00', duration: 60 }],
      })),
      users: numbersUpTo(length).map((no) => ({
        ref: `s${start + no}`,
        departmentRef: 'nl',
        login: `s${start + no}`,
        profileFields: { [`f${start}`]: `value ${no}` },
        managerRef: `s${start + 1 + (no % length)}`,
        roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl', 'be'] }],
      })),
      courses: numbersUpTo(length).map((no) => ({
        ref: `sc${start + no}`,
        title: 'S',
        trainingRefs: ['t1'],
        materials: [{ title: 'Book' }, { title: 'Video' }],
      })),
      enrollments: numbersUpTo(length).map((no) => ({
        learnerRef: `s${start + no}`,
        courseRef: `sc${start + no}`,
        dueDateType: 'unlimited',
      })),
      offers: numbersUpTo(length).map((no) => ({ ref: `so${start + no}`, title: 'O' })),
      offerEvents: numbersUpTo(length).map((no) => ({
        ref: `se${start + no}`,
        offerRef: `so${start + no}`,
        dates: [{ startAt: '2027-04-12T09:00:00', endAt: '2027-04-12T10:00:00' }],
        maxRegistrations: 1,
        waitingList: true,
        trainingRefs: [`st${start + no}`],
        courseRefs: [`sc${start + no}`],
        trainerRefs: [`s${start + no}`],
      })),
      registrations: numbersUpTo(length).flatMap((no) =>
        [...new Set([`s${start + no}`, `s${start + 1}`])].map((userRef) => ({
          userRef,
          offerEventRef: `se${start + no}`,
        })),
      ),
    });
    const statements = async (file: OrganizationFile) => {
      const connection = (engine === 'mysql' ? MysqlConnection : SqliteConnection).prototype;
      const [rows, change] = [jest.spyOn(connection, 'rows'), jest.spyOn(connection, 'change')];
      await loading.load(file);
      const sent = rows.mock.calls.length + change.mock.calls.length;
      jest.restoreAllMocks();
      return sent;
    };
    // Where somebody waits already it is looked for seats, each time.
    await loading.load(count(5_000, 2));
    const few = await statements(count(0, 20));
    expect(await statements(count(1_000, 200))).toBe(few);
  });
});
