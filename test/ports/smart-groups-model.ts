import fc from 'fast-check';
import type { Criterion, Rule } from '../../src/contract/rule.js';

/** A small company: each department with the one above. */
export const departments: readonly (readonly [ref: string, parentRef?: string])[] = [
  ['hq'],
  ['nl', 'hq'],
  ['sales', 'nl'],
  ['inside', 'sales'],
  ['de', 'hq'],
  ['ops', 'de'],
];
export const people = Array.from({ length: 9 }, (_, no) => `p${no}`);
export const groups = ['red', 'blue'];
export const fieldNames = ['contract', 'size'];

type Field = 'firstName' | 'language' | 'userType' | 'mobile';
const ruleNames: Readonly<Record<Field, string>> = {
  firstName: 'first_name',
  language: 'language',
  userType: 'user_type',
  mobile: 'mobile',
};

/** Texts that are alike in pairs but for case, some of them in other alphabets, one too long to be a key. */
const long = 'é'.repeat(300);
const texts = [
  'Intern',
  'INTERN',
  'extern',
  'Ünal',
  'ÜNAL',
  'Ελλάδος',
  'ΕΛΛΆΔΟΣ',
  '100%',
  '100_',
  long,
  `${long}X`,
  `${long}x`,
];

export const seedUsers = people.map((ref, no) => ({
  ref,
  departmentRef: departments[no % departments.length]?.[0] ?? 'hq',
  login: `Login ${no}`,
  ...(no % 4 === 0 ? { status: 'inactive' as const } : {}),
}));

interface Person {
  department: string;
  login: string;
  own: Partial<Record<Field, string | null>>;
  values: Record<string, string | null>;
}

export type Change =
  | { readonly what: 'members'; readonly group: string; readonly people: readonly string[] }
  | { readonly what: 'tree'; readonly department: string; readonly parent: string }
  | { readonly what: 'home'; readonly people: readonly string[]; readonly department: string }
  | {
      readonly what: 'user';
      readonly people: readonly string[];
      readonly field: Field;
      readonly value: string | null;
    }
  | {
      readonly what: 'value';
      readonly people: readonly string[];
      readonly field: string;
      readonly value: string | null;
    };

export interface World {
  /** Of the SMART groups, by number. */
  readonly rules: Rule[];
  readonly persons: ReadonlyMap<string, Person>;
  readonly parents: Map<string, string | undefined>;
  readonly members: Map<string, Set<string>>;
  /** Changes that bring any world back to this one. */
  readonly restore: readonly Change[];
  apply(change: Change): void;
}

export function company(): World {
  const persons = new Map(
    seedUsers.map(({ ref, departmentRef, login }): [string, Person] => [
      ref,
      { department: departmentRef, login, own: {}, values: {} },
    ]),
  );
  const parents = new Map<string, string | undefined>(departments.map(([ref, parent]) => [ref, parent]));
  const members = new Map(groups.map((ref) => [ref, new Set<string>()]));
  const restore: Change[] = [
    ...groups.map((group): Change => ({ what: 'members', group, people: [] })),
    // First up, then down again, so that no step makes a circle.
    ...departments.slice(1).map(([department]): Change => ({ what: 'tree', department, parent: 'hq' })),
    ...departments
      .slice(1)
      .map(([department, parent = '']): Change => ({ what: 'tree', department, parent })),
    ...seedUsers.map(
      ({ ref, departmentRef }): Change => ({ what: 'home', people: [ref], department: departmentRef }),
    ),
    ...(Object.keys(ruleNames) as Field[]).map(
      (field): Change => ({ what: 'user', people, field, value: null }),
    ),
    ...fieldNames.map((field): Change => ({ what: 'value', people, field, value: null })),
  ];
  return {
    rules: [],
    persons,
    parents,
    members,
    restore,
    apply(change) {
      if (change.what === 'members') members.set(change.group, new Set(change.people));
      else if (change.what === 'tree') parents.set(change.department, change.parent);
      else
        for (const ref of change.people) {
          const person = persons.get(ref);
          if (!person) continue;
          if (change.what === 'home') person.department = change.department;
          else if (change.what === 'user') person.own[change.field] = change.value;
          else person.values[change.field] = change.value;
        }
    },
  };
}

/** Whom the rule of a SMART group catches. */
export function caught(world: World, no: number): readonly string[] {
  const rule = world.rules[no];
  return rule ? people.filter((ref) => fits(world, ref, rule)) : [];
}

function fits(world: World, ref: string, rule: Rule): boolean {
  if ('and' in rule) return rule.and.every((one) => fits(world, ref, one));
  if ('or' in rule) return rule.or.some((one) => fits(world, ref, one));
  if ('not' in rule) return !fits(world, ref, rule.not);
  return meets(world, ref, rule);
}

function meets(world: World, ref: string, criterion: Criterion): boolean {
  const person = world.persons.get(ref);
  if (!person) return false;
  switch (criterion.criterion) {
    case 'department': {
      let at: string | undefined = person.department;
      if (criterion.below === false) return at === criterion.departmentId;
      while (at !== undefined && at !== criterion.departmentId) at = world.parents.get(at);
      return at !== undefined;
    }
    case 'group': {
      const smart = /^smart (\d)$/.exec(criterion.groupId);
      if (smart) return caught(world, Number(smart[1])).includes(ref);
      return world.members.get(criterion.groupId)?.has(ref) === true;
    }
    case 'profile_field': {
      const own = (Object.keys(ruleNames) as Field[]).find(
        (field) => ruleNames[field] === criterion.name.toLowerCase(),
      );
      const name = criterion.name.toLowerCase();
      const value = own ? person.own[own] : name === 'login' ? person.login : person.values[name];
      return typeof value === 'string' && small(value) === small(criterion.value);
    }
  }
}

const small = (text: string) => text.toLowerCase().replaceAll('ς', 'σ');

const someDepartment = fc.constantFrom(...departments.map(([ref]) => ref));
const somePeople = fc.subarray(people, { minLength: 1 });
const someText = fc.constantFrom(...texts);
const short = someText.filter((text) => text.length < 30);

/** A rule for the SMART group of this number; it may name those with smaller ones. */
export function ruleArbitrary(no: number): fc.Arbitrary<Rule> {
  const group = fc.constantFrom(...groups, ...Array.from({ length: no }, (_, other) => `smart ${other}`));
  const criterion = fc.oneof(
    fc.record({
      criterion: fc.constant('department' as const),
      departmentId: someDepartment,
      below: fc.boolean(),
    }),
    fc.record({ criterion: fc.constant('group' as const), groupId: group }),
    fc.record({
      criterion: fc.constant('profile_field' as const),
      name: fc.constantFrom('contract', 'Size', 'FIRST_NAME', 'language', 'user_type', 'mobile'),
      value: someText,
    }),
    fc.record({
      criterion: fc.constant('profile_field' as const),
      name: fc.constant('login'),
      value: fc.constantFrom('login 1', 'LOGIN 2', 'Login 3'),
    }),
  );
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'rule', withCrossShrink: true },
      criterion,
      fc.record({ and: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('rule') }),
    ),
  }));
  return rule;
}

/** Departments only ever move below the root or a lower one of the list, so that no step makes a circle. */
const someMove = fc.tuple(fc.nat(), fc.nat()).map(([place, above]) => {
  const at = 1 + (place % (departments.length - 1));
  return { department: departments[at]?.[0] ?? '', parent: departments[above % at]?.[0] ?? '' };
});

export const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    what: fc.constant('members' as const),
    group: fc.constantFrom(...groups),
    people: fc.subarray(people),
  }),
  someMove.map((move): Change => ({ what: 'tree', ...move })),
  fc.record({ what: fc.constant('home' as const), people: somePeople, department: someDepartment }),
  fc.record({
    what: fc.constant('user' as const),
    people: somePeople,
    field: fc.constantFrom(...(Object.keys(ruleNames) as Field[])),
    value: fc.option(short, { nil: null }),
  }),
  fc.record({
    what: fc.constant('value' as const),
    people: somePeople,
    field: fc.constantFrom(...fieldNames),
    value: fc.option(someText, { nil: null }),
  }),
);
