import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { type Company, companies, groupsOf, type Held, liesIn, rolesIn } from './company.js';

interface World {
  readonly company: Company;
  /** The roles of each person. */
  readonly roles: readonly (readonly Held[])[];
  readonly managersMayEnroll: boolean;
}

const worlds: fc.Arbitrary<World> = companies.chain((company) =>
  fc.record({
    company: fc.constant(company),
    roles: fc.array(rolesIn(company), {
      minLength: company.people.length,
      maxLength: company.people.length,
    }),
    managersMayEnroll: fc.boolean(),
  }),
);

/** The same as an organisation file; everybody is enrolled in one course. */
function fileOf({ company, roles, managersMayEnroll }: World): OrganizationFile {
  const refs = (departments: readonly number[]) => [...new Set(departments.map((no) => `d${no}`))];
  const customs = roles.flatMap((held, person) =>
    held.flatMap((one, place) => (one.role === 'custom' ? [{ ref: `r${person}-${place}`, ...one }] : [])),
  );
  return {
    account: { managersMayEnroll },
    departments: company.departments.map(({ no, parent }) => ({
      ref: `d${no}`,
      name: `D ${no}`,
      ...(parent === 0 ? {} : { parentRef: `d${parent}` }),
    })),
    roles: customs.map(({ ref, permissions }) => ({ ref, title: ref, permissions: [...permissions] })),
    users: company.people.map(({ no, department, manager }, person) => ({
      ref: `p${no}`,
      departmentRef: `d${department}`,
      ...(manager === 0 || manager === no ? {} : { managerRef: `p${manager}` }),
      roles: (roles[person] ?? []).map((held, place) => ({
        role: held.role,
        ...('departments' in held ? { managedDepartmentRefs: refs(held.departments) } : {}),
        ...('groups' in held ? { managedGroupRefs: [...new Set(held.groups.map((no) => `g${no}`))] } : {}),
        ...(held.role === 'custom' ? { roleRef: `r${person}-${place}` } : {}),
      })),
    })),
    groups: company.groups.map(({ no, members }) => ({
      ref: `g${no}`,
      name: `G ${no}`,
      memberRefs: members.map((member) => `p${member}`),
    })),
    courses: [
      { ref: 'old', title: 'Old' },
      { ref: 'new', title: 'New' },
    ],
    enrollments: company.people.map(({ no }) => ({
      learnerRef: `p${no}`,
      courseRef: 'old',
      dueDateType: 'unlimited' as const,
    })),
  };
}

type Permission = 'enrollment.read' | 'enrollment.create' | 'user.read' | 'department.read';

/** The departments that a person reaches with a permission, worked out by walking the tree. */
function departmentsOf({ company, roles }: World, person: number, permission: Permission): number[] {
  const tops = (roles[person] ?? []).flatMap((held) => {
    if ('groups' in held) return [];
    if (!('departments' in held))
      return company.departments.flatMap(({ no, parent }) => (parent === 0 ? [no] : []));
    return held.role === 'custom' && !held.permissions.includes(permission) ? [] : held.departments;
  });
  return company.departments.flatMap(({ no }) => (tops.some((top) => liesIn(company, no, top)) ? [no] : []));
}

/** Whether a person, as planner or group manager, manages a group that somebody belongs to. */
function managesGroupOf({ company, roles }: World, person: number, member: number): boolean {
  const theirs = groupsOf(company, member);
  return (roles[person] ?? []).some(
    (held) => 'groups' in held && held.groups.some((no) => theirs.includes(no)),
  );
}

/** The refs of the people whom a person reaches with a permission. */
function peopleOf(world: World, person: number, permission: Permission): string[] {
  const { company, managersMayEnroll } = world;
  const me = company.people[person]?.no;
  const departments = departmentsOf(world, person, permission);
  const team = permission !== 'enrollment.create' || managersMayEnroll;
  return company.people
    .filter(({ no, department, manager }) => {
      if (departments.includes(department)) return true;
      if (permission !== 'enrollment.create' && managesGroupOf(world, person, no)) return true;
      if (no === me) return permission !== 'enrollment.create';
      return team && manager === me;
    })
    .map(({ no }) => `p${no}`)
    .sort();
}

async function compare(app: TestApplication, world: World): Promise<void> {
  const everybody = world.company.people.map(({ no }) => `p${no}`);
  const places = new Map(world.company.departments.map(({ no }) => [`d${no}`, no]));
  for (const [person, who] of everybody.entries()) {
    const get = async (path: string) => (await app.rest(who, 'GET', path)).json.items;
    const users = await get('/v1/users?limit=1000');
    expect(users.map(({ ref }: { ref: string }) => ref).sort()).toEqual(peopleOf(world, person, 'user.read'));
    const enrollments = await get('/v1/enrollments?limit=1000');
    expect(enrollments.map(({ learnerRef }: { learnerRef: string }) => learnerRef).sort()).toEqual(
      peopleOf(world, person, 'enrollment.read'),
    );
    const seen = (await get('/v1/departments?limit=1000')) as { ref: string; parentRef: string | null }[];
    const home = world.company.people[person]?.department ?? 0;
    const reached = new Set([home, ...departmentsOf(world, person, 'department.read')]);
    expect(new Set(seen.map(({ ref }) => places.get(ref)))).toEqual(reached);
    for (const { parentRef } of seen)
      if (parentRef !== null) expect(reached).toContain(places.get(parentRef));

    const mayEnroll = peopleOf(world, person, 'enrollment.create');
    const body = { courseRefs: ['new'], learnerRefs: everybody, dueDateType: 'unlimited', mode: 'partial' };
    const { status, json } = await app.rest(who, 'POST', '/v1/enrollments?dryRun=true', body);
    const enrolled =
      status === 403 ? [] : json.outcomes.filter((one: { outcome: string }) => one.outcome === 'enrolled');
    expect(enrolled.map((one: { learnerRef: string }) => one.learnerRef).sort()).toEqual(mayEnroll);
  }
}

describeOnEngines('in any organisation, with any roles', describe, (engine) => {
  test('everybody sees and enrolls exactly those whom the rules give them', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const app = await startApplication({ engine, organization: fileOf(world) });
        try {
          await compare(app, world);
        } finally {
          await app.close();
        }
      }),
      { numRuns: engine === 'mysql' ? 2 : 8, endOnFailure: engine === 'mysql' },
    );
  });
});
