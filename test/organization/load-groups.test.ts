import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { pagingOf } from '../../src/contract/page.js';
import { everyone } from '../../src/permission/reach.js';
import { describeOnEngines } from '../application.js';
import { byRef, type Loading, nothingDone, small, startLoading } from './loading.js';

describeOnEngines('loading groups and profile fields', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const membersOf = (ref: string) =>
    loading.read(async ({ groups }) => {
      const [group] = await groups.find(byRef(ref), everyone);
      const page = await groups.listMembers(group?.no ?? 0, everyone, pagingOf({ limit: 999 }));
      return page.items.map((member) => member.ref);
    });
  const valuesOf = (ref: string) =>
    loading.read(async ({ users, profileFields }) => {
      const no = (await users.key(byRef(ref)))?.no ?? 0;
      return (await profileFields.valuesOf([no])).get(no);
    });
  const badges: OrganizationFile = {
    ...small,
    profileFields: [{ name: 'Badge', label: 'Badge', type: 'text', unique: true }],
    users: [
      { ref: 'u1', departmentRef: 'nl', profileFields: { BADGE: 'one' } },
      { ref: 'u2', departmentRef: 'nl', profileFields: { badge: 'two' } },
    ],
  };

  test('the members that a file names replace those that were, and an omitted list leaves them', async () => {
    const counts = await loading.load({
      ...small,
      groups: [{ ref: 'g', name: 'G', memberRefs: ['u2', 'u1'] }],
    });
    expect(counts.groups).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await membersOf('g')).toEqual(['u1', 'u2']);
    const file: OrganizationFile = {
      users: [{ ref: 'u3', departmentRef: 'be' }],
      groups: [{ ref: 'g', memberRefs: ['u3', 'u2'] }],
    };
    expect((await loading.load(file)).groups).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await membersOf('g')).toEqual(['u2', 'u3']);
    expect(await loading.load(file)).toMatchObject(nothingDone);
    expect((await loading.load({ groups: [{ ref: 'g', name: 'Renamed' }] })).groups.changed).toBe(1);
    expect(await membersOf('g')).toEqual(['u2', 'u3']);
    expect((await loading.load({ groups: [{ ref: 'g', memberRefs: [] }] })).groups.changed).toBe(1);
    expect(await membersOf('g')).toEqual([]);
  });

  test('the rule of a SMART group names departments, groups and fields of the same file, by ref or id', async () => {
    const file: OrganizationFile = {
      ...small,
      profileFields: [{ name: 'kind', label: 'Kind', type: 'text' }],
      groups: [
        {
          ref: 'smart',
          name: 'Smart',
          rule: {
            and: [
              { criterion: 'department', departmentId: 'nl', below: true },
              { not: { criterion: 'group', groupId: 'g' } },
              { criterion: 'profile_field', name: 'KIND', value: 'x' },
            ],
          },
        },
        { ref: 'g', name: 'G', memberRefs: ['u1'] },
      ],
    };
    await loading.load(file);
    const rule = await loading.read(async ({ organization }) => {
      const [nl, g] = [await organization.departments.all(), await organization.groups.all()].map((things) =>
        things.find((thing) => thing.ref === 'nl' || thing.ref === 'g'),
      );
      const smart = (await organization.groups.all()).find((group) => group.ref === 'smart');
      return { nl: nl?.id, g: g?.id, rule: smart?.rule };
    });
    expect(rule.rule).toEqual({
      and: [
        { criterion: 'department', departmentId: rule.nl, below: true },
        { not: { criterion: 'group', groupId: rule.g } },
        { criterion: 'profile_field', name: 'kind', value: 'x' },
      ],
    });
    expect(await loading.load(file)).toMatchObject(nothingDone);
  });

  test('planners and group managers are given the groups that they see', async () => {
    const roles = [{ role: 'planner' as const, managedGroupRefs: ['g'] }];
    const file: OrganizationFile = {
      ...small,
      groups: [
        { ref: 'g', name: 'G', memberRefs: ['u2'] },
        { ref: 'h', name: 'H' },
      ],
      users: [
        { ref: 'u1', departmentRef: 'nl', roles },
        { ref: 'u2', departmentRef: 'nl' },
      ],
    };
    await loading.load(file);
    expect(await loading.load(file)).toMatchObject(nothingDone);
    const more = { ref: 'u1', roles: [{ role: 'planner' as const, managedGroupRefs: ['h', 'g'] }] };
    expect((await loading.load({ users: [more] })).users.changed).toBe(1);
    expect((await loading.load({ users: [more] })).users.unchanged).toBe(1);
  });

  test('values stay unless they are named, and null or an empty text takes one away', async () => {
    await loading.load(badges);
    expect(await loading.load(badges)).toMatchObject(nothingDone);
    expect(await valuesOf('u1')).toEqual({ badge: 'one' });
    const counts = await loading.load({
      profileFields: [{ name: 'size', label: 'Size', type: 'number' }],
      users: [
        { ref: 'u1', profileFields: { size: '7' } },
        { ref: 'u2', profileFields: { badge: '' } },
      ],
    });
    expect(counts.users).toEqual({ added: 0, changed: 2, unchanged: 0 });
    expect(await valuesOf('u1')).toEqual({ badge: 'one', size: '7' });
    expect(await valuesOf('u2')).toBeUndefined();
  });

  test('two users may swap unique values', async () => {
    await loading.load(badges);
    const swapped: OrganizationFile = {
      users: [
        { ref: 'u1', profileFields: { badge: 'TWO' } },
        { ref: 'u2', profileFields: { badge: 'One' } },
      ],
    };
    expect((await loading.load(swapped)).users.changed).toBe(2);
    expect(await valuesOf('u1')).toEqual({ badge: 'TWO' });
    expect(await loading.load(swapped)).toMatchObject(nothingDone);
  });

  test('a field whose values differ may become unique, and holds them apart from then on', async () => {
    await loading.load({
      ...badges,
      profileFields: [{ name: 'badge', label: 'Badge', type: 'text' }],
    });
    const counts = await loading.load({ profileFields: [{ name: 'badge', unique: true }] });
    expect(counts.profileFields.changed).toBe(1);
    const twin: OrganizationFile = {
      users: [{ ref: 'u3', departmentRef: 'nl', profileFields: { badge: 'ONE' } }],
    };
    expect(await loading.refused(twin)).toMatchObject([
      { path: '/users/0/profileFields/badge', rule: 'taken' },
    ]);
    expect(
      (await loading.load({ ...twin, profileFields: [{ name: 'badge', unique: false }] })).users.added,
    ).toBe(1);
  });
});
