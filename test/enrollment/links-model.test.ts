import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';

const people = ['ann', 'bob', 'cas', 'dora'] as const;
const courses = ['one', 'two'] as const;
/** Where the tree begins; `sales` and `shop` may be moved. */
const parents: Readonly<Record<string, string>> = { nl: 'hq', de: 'hq', sales: 'nl', shop: 'sales' };
const departments = ['hq', 'nl', 'de', 'sales', 'shop'] as const;
const teams = ['red', 'blue'] as const;

type Carrier =
  | { readonly department: (typeof departments)[number]; readonly below: boolean }
  | { readonly team: (typeof teams)[number] };
type Step =
  | {
      readonly do: 'link' | 'unlink' | 'renew';
      readonly carrier: Carrier;
      readonly course: (typeof courses)[number];
    }
  | {
      readonly do: 'move';
      readonly person: (typeof people)[number];
      readonly department: (typeof departments)[number];
    }
  | {
      readonly do: 'place';
      readonly department: 'sales' | 'shop';
      readonly parent: (typeof departments)[number];
    }
  | {
      readonly do: 'join' | 'part';
      readonly person: (typeof people)[number];
      readonly team: (typeof teams)[number];
    }
  | {
      readonly do: 'give' | 'take';
      readonly person: (typeof people)[number];
      readonly course: (typeof courses)[number];
    };

const one = <T>(all: readonly T[]) => fc.constantFrom(...all);
const carrier: fc.Arbitrary<Carrier> = fc.oneof(
  fc.record({ department: one(departments), below: fc.boolean() }),
  fc.record({ team: one(teams) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: one(['link', 'link', 'unlink', 'renew'] as const),
      carrier,
      course: one(courses),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      person: one(people),
      department: one(departments),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      department: one(['sales', 'shop'] as const),
      parent: one(departments),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one(['join', 'join', 'part'] as const),
      person: one(people),
      team: one(teams),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: one(['give', 'take'] as const), person: one(people), course: one(courses) }),
  },
);

/** Everything kept the naive way: who is enrolled is worked out anew, person by person. */
class World {
  readonly parent = new Map(Object.entries(parents));
  readonly home = new Map<string, string>(people.map((person) => [person, 'nl']));
  readonly members = new Map<string, Set<string>>(teams.map((team) => [team, new Set()]));
  readonly links = new Map<string, { readonly carrier: Carrier; readonly course: string }>();
  readonly direct = new Set<string>();

  liesIn(department: string | undefined, top: string): boolean {
    return department !== undefined && (department === top || this.liesIn(this.parent.get(department), top));
  }

  has(person: string, carrier: Carrier): boolean {
    if ('team' in carrier) return this.members.get(carrier.team)?.has(person) ?? false;
    const home = this.home.get(person);
    return carrier.below ? this.liesIn(home, carrier.department) : home === carrier.department;
  }

  /** `person course reasons`: how many reasons hold somebody in a course. */
  enrolled(): string[] {
    return people
      .flatMap((person) =>
        courses.map((course) => {
          const links = [...this.links.values()].filter(
            (one) => one.course === course && this.has(person, one.carrier),
          );
          return [person, course, links.length + Number(this.direct.has(`${person} ${course}`))] as const;
        }),
      )
      .filter(([, , reasons]) => reasons > 0)
      .map((row) => row.join(' '))
      .sort();
  }
}

describeOnEngines('links of units, as a state machine', describe, (engine) => {
  let app: TestApplication;
  let serial = 0;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: { departments: [{ ref: 'root', name: 'Root' }], users: [] },
    });
  }, 60_000);
  afterAll(() => app.close());

  test('whatever is linked, moved, joined or given in whatever order: who is enrolled, and for how many reasons, follows at once, and reconciling finds nothing', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      serial += 1;
      const of = (name: string) => `${name}-${serial}`;
      const world = new World();
      const ids = new Map<string, string>();
      await app.load({
        departments: departments.map((ref) => ({
          ref: of(ref),
          name: ref,
          parentRef: ref === 'hq' ? 'root' : of(parents[ref] ?? ''),
        })),
        users: people.map((ref) => ({ ref: of(ref), departmentRef: of('nl') })),
        groups: teams.map((ref) => ({ ref: of(ref), name: ref, kind: 'team' as const })),
        courses: courses.map((ref) => ({ ref: of(ref), title: ref })),
      });

      async function take(taken: Step): Promise<void> {
        switch (taken.do) {
          case 'link': {
            const key = JSON.stringify([taken.carrier, taken.course]);
            world.links.set(key, taken);
            const unit =
              'team' in taken.carrier
                ? { groupRef: of(taken.carrier.team) }
                : { departmentRef: of(taken.carrier.department), below: taken.carrier.below };
            const { link } = await ask(app, 'addLink', { ...unit, courseRef: of(taken.course) });
            ids.set(key, link.id);
            return;
          }
          case 'unlink':
          case 'renew': {
            const key = JSON.stringify([taken.carrier, taken.course]);
            const linkId = ids.get(key);
            if (!world.links.has(key)) return;
            if (taken.do === 'unlink') {
              world.links.delete(key);
              await ask(app, 'removeLink', { linkId });
            } else await ask(app, 'updateLink', { linkId, dueDateType: 'due_period', duePeriod: 24 });
            return;
          }
          case 'move':
            world.home.set(taken.person, taken.department);
            await ask(app, 'updateUser', { userRef: of(taken.person), departmentRef: of(taken.department) });
            return;
          case 'place':
            if (world.liesIn(taken.parent, taken.department)) return;
            world.parent.set(taken.department, taken.parent);
            await ask(app, 'updateDepartment', {
              departmentRef: of(taken.department),
              parentRef: of(taken.parent),
            });
            return;
          case 'join':
          case 'part': {
            const members = world.members.get(taken.team);
            if (taken.do === 'join') members?.add(taken.person);
            else members?.delete(taken.person);
            const operation = taken.do === 'join' ? 'addGroupMembers' : 'removeGroupMembers';
            await ask(app, operation, { groupRef: of(taken.team), userRefs: [of(taken.person)] });
            return;
          }
          case 'give':
          case 'take': {
            const pair = { learnerRefs: [of(taken.person)], courseRefs: [of(taken.course)] };
            const key = `${taken.person} ${taken.course}`;
            if (taken.do === 'give') {
              world.direct.add(key);
              await ask(app, 'enrollLearnersInCourses', { ...pair, dueDateType: 'default' });
            } else {
              world.direct.delete(key);
              await ask(app, 'unenroll', { ...pair, mode: 'partial' });
            }
          }
        }
      }

      async function enrolled(): Promise<string[]> {
        const courseRefs = courses.map(of);
        const { items } = await ask(app, 'listEnrollments', { courseRefs, limit: 100 });
        const plain = (ref: string | null) => ref?.slice(0, -of('').length);
        const rows: string[] = [];
        for (const { id, learnerRef, courseRef } of items) {
          const { grants } = await ask(app, 'explainEnrollment', { enrollmentId: id });
          rows.push(`${plain(learnerRef)} ${plain(courseRef)} ${grants.filter(({ live }) => live).length}`);
        }
        return rows.sort();
      }

      for (const taken of steps) {
        await take(taken);
        expect({ taken, enrolled: await enrolled() }).toEqual({ taken, enrolled: world.enrolled() });
      }
      const { summary } = await ask(app, 'reconcileEnrollments', {});
      expect(summary).toEqual({ begun: 0, ended: 0, seatsTaken: 0 });
    });
    await fc.assert(property, { numRuns: engine === 'sqlite' ? 40 : 12 });
  }, 300_000);
});
