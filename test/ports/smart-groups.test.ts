import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rule } from '../../src/contract/rule.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import {
  type Change,
  caught,
  changes,
  company,
  departments,
  fieldNames,
  groups,
  people,
  ruleArbitrary,
  seedUsers,
  type World,
} from './smart-groups-model.js';
import { writing } from './writing.js';

describeOnEngines('SMART groups', describe, (engine) => {
  let app: TestApplication;
  const userNos = new Map<string, number>();
  const fieldNos = new Map<string, number>();
  const ids = new Map<string, string>();
  let serial = 0;

  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        departments: departments.map(([ref, parentRef]) => ({
          ref,
          name: ref,
          ...(parentRef ? { parentRef } : {}),
        })),
        users: seedUsers,
      },
    });
    await writing(app, async (ports) => {
      for (const [place, name] of fieldNames.entries()) {
        await ports.profileFields.add({
          no: 0,
          id: `30000000-0000-4000-8000-00000000000${place}`,
          name,
          label: name,
          type: 'text',
          required: false,
          unique: false,
          choices: [],
          position: place,
        });
      }
      for (const field of await ports.profileFields.all()) fieldNos.set(field.name, field.no);
      const named = { by: 'ref', path: '', values: people } as const;
      const nos = await ports.users.find(named, {
        everyone: true,
        departments: [],
        groups: [],
        reportsOf: null,
        self: null,
      });
      for (const [place, ref] of people.entries()) userNos.set(ref, nos[place] ?? 0);
    });
    for (const ref of groups) ids.set(ref, (await ask(app, 'addGroup', { name: ref, ref })).id);
    for (const { id, ref } of (await ask(app, 'listDepartments', {})).items) ids.set(String(ref), id);
  });
  afterAll(() => app.close());

  /** Does to the database what the model does to itself. */
  async function apply(change: Change): Promise<void> {
    switch (change.what) {
      case 'members':
        await ask(app, 'replaceGroupMembers', { groupRef: change.group, userRefs: change.people });
        return;
      case 'tree':
        await ask(app, 'updateDepartment', { departmentRef: change.department, parentRef: change.parent });
        return;
      case 'home':
      case 'user':
        await writing(app, async (ports) => {
          const nos = change.people.map((ref) => userNos.get(ref) ?? 0);
          const records = await ports.organization.users.records(nos);
          const [node] = await ports.departments.find(
            { by: 'ref', path: '', values: [change.what === 'home' ? change.department : 'hq'] },
            { everyone: true, departments: [], groups: [], reportsOf: null, self: null },
          );
          const departmentNo = node?.no ?? 0;
          await ports.organization.users.change(
            records.map((record) =>
              change.what === 'home'
                ? { ...record, departmentNo }
                : { ...record, [change.field]: change.value },
            ),
          );
          await ports.groups.refreshSmart(nos);
        });
        return;
      case 'value':
        await writing(app, async (ports) => {
          const { valueKey } = await import('../../src/organization/profile-value.js');
          const fieldNo = fieldNos.get(change.field) ?? 0;
          const key = change.value === null ? null : valueKey(change.value);
          const nos = change.people.map((ref) => userNos.get(ref) ?? 0);
          for (const no of nos)
            await ports.profileFields.write(no, [
              { fieldNo, value: change.value, valueKey: key, uniqueKey: null },
            ]);
          await ports.groups.refreshSmart(nos);
        });
    }
  }

  const membersOf = async (groupRef: string) =>
    (await ask(app, 'listGroupMembers', { groupRef, limit: 1000 })).items.map(({ ref }) => ref).sort();

  /** The same rule with the names of the database. */
  const named = (rule: Rule, smart: readonly string[]): Rule => {
    if ('and' in rule) return { and: rule.and.map((one) => named(one, smart)) };
    if ('or' in rule) return { or: rule.or.map((one) => named(one, smart)) };
    if ('not' in rule) return { not: named(rule.not, smart) };
    if (rule.criterion === 'group')
      return { ...rule, groupId: rule.groupId.replace(/^smart (\d)$/, (_, no) => smart[Number(no)] ?? '') };
    return rule;
  };

  test('whatever changes, a SMART group has those whom its rule catches, as a plain walk through the rule tells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(ruleArbitrary(0), ruleArbitrary(1), ruleArbitrary(2)),
        fc.array(changes, { minLength: 1, maxLength: 6 }),
        ruleArbitrary(1),
        async (rules, steps, other) => {
          const world: World = company();
          serial += 1;
          const smart = rules.map((_, no) => `smart-${serial}-${no}`);
          // Put back what the run before has left behind.
          for (const change of world.restore) await apply(change);
          for (const [no, rule] of rules.entries()) {
            await ask(app, 'addGroup', { name: `${no}`, ref: smart[no], rule: named(rule, smart) });
            world.rules.push(rule);
          }
          const compare = async () => {
            for (const [no] of rules.entries())
              expect({ no, members: await membersOf(smart[no] ?? '') }).toEqual({
                no,
                members: caught(world, no),
              });
          };
          await compare();
          for (const step of steps) {
            world.apply(step);
            await apply(step);
          }
          await compare();
          world.rules[1] = other;
          await ask(app, 'updateGroup', { groupRef: smart[1], rule: named(other, smart) });
          await compare();
          for (const ref of [...smart].reverse()) await ask(app, 'deleteGroup', { groupRef: ref });
        },
      ),
      { numRuns: engine === 'sqlite' ? 60 : 12 },
    );
  }, 240_000);
});
