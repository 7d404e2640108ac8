import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { everyone, reaches, topmost } from '../../src/permission/reach.js';
import { type Company, companies, liesIn, pathOf, personOf } from './company.js';

const chosen = companies.chain((company) =>
  fc.record({
    company: fc.constant(company),
    managed: fc.array(fc.constantFrom(...company.departments.map(({ no }) => no)), { maxLength: 6 }),
  }),
);

const pathsOf = (company: Company, departments: readonly number[]) =>
  departments.map((department) => pathOf(company, department));

const nobody = { no: 1, departmentPath: '/1/', managerNo: null };

describe('topmost', () => {
  test('keeps exactly the departments that lie below no other one of the list, each once', () => {
    fc.assert(
      fc.property(chosen, ({ company, managed }) => {
        const highest = managed.filter(
          (one) => !managed.some((other) => other !== one && liesIn(company, one, other)),
        );
        const expected = new Set(pathsOf(company, highest));
        const kept = topmost(pathsOf(company, managed));
        expect(new Set(kept)).toEqual(expected);
        expect(kept).toHaveLength(expected.size);
      }),
    );
  });

  test('does not depend on the order of the list, and leaves its own answer as it is', () => {
    fc.assert(
      fc.property(chosen, ({ company, managed }) => {
        const paths = pathsOf(company, managed);
        const kept = topmost(paths);
        expect(topmost(paths.toReversed())).toEqual(kept);
        expect(topmost(kept)).toEqual(kept);
      }),
    );
  });

  test('is not taken in by numbers that begin alike: /1/ is not above /10/', () => {
    expect(topmost(['/1/10/', '/1/1/', '/1/1/7/'])).toEqual(['/1/1/', '/1/10/']);
  });
});

describe('reaches', () => {
  test('agrees with walking up the tree from the department of the person', () => {
    fc.assert(
      fc.property(chosen, fc.nat(), ({ company, managed }, place) => {
        const person = personOf(company, place);
        const home = company.people[place % company.people.length]?.department ?? 0;
        const reach = {
          everyone: false,
          departments: topmost(pathsOf(company, managed)),
          groups: [],
          reportsOf: null,
          self: null,
        };
        expect(reaches(reach, person)).toBe(managed.some((top) => liesIn(company, home, top)));
      }),
    );
  });

  test('a person is reached by any of the ways: department, group, manager, oneself', () => {
    fc.assert(
      fc.property(
        chosen,
        fc.nat(),
        fc.option(fc.nat({ max: 8 })),
        fc.option(fc.nat({ max: 8 })),
        fc.array(fc.nat({ max: 5 })),
        ({ company, managed }, place, reportsOf, self, groups) => {
          const person = personOf(company, place);
          const alone = { everyone: false, departments: [], groups: [], reportsOf: null, self: null };
          const departments = topmost(pathsOf(company, managed));
          const ways = [{ departments }, { groups }, { reportsOf }, { self }];
          const any = ways.some((way) => reaches({ ...alone, ...way }, person));
          expect(reaches({ everyone: false, departments, groups, reportsOf, self }, person)).toBe(any);
        },
      ),
    );
  });

  test('groups reach exactly their members', () => {
    fc.assert(
      fc.property(chosen, fc.nat(), fc.nat({ max: 4 }), ({ company }, place, group) => {
        const person = personOf(company, place);
        const reach = { everyone: false, departments: [], groups: [group], reportsOf: null, self: null };
        const members = company.groups.find(({ no }) => no === group)?.members ?? [];
        expect(reaches(reach, person)).toBe(members.includes(person.no));
      }),
    );
  });

  test('who has no manager reports to nobody, and nobody is reached by nothing', () => {
    const nothing = { everyone: false, departments: [], groups: [], reportsOf: null, self: null };
    expect(reaches(nothing, nobody)).toBe(false);
    expect(reaches({ ...nothing, reportsOf: 2 }, nobody)).toBe(false);
    expect(reaches(everyone, nobody)).toBe(true);
  });
});
