import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { measureTree, pathsOf } from '../../src/organization/department-tree.js';

/** Any graph in which every node has one parent at most: by number, null for none. */
const graph = fc
  .integer({ min: 1, max: 12 })
  .chain((size) => fc.array(fc.option(fc.nat({ max: size - 1 })), { minLength: size, maxLength: size }))
  .map((parents) => new Map(parents.map((parent, node) => [node + 1, parent === null ? null : parent + 1])));

/** The nodes above one, as far as they go without repeating. */
function above(parents: ReadonlyMap<number, number | null>, node: number): number[] {
  const found: number[] = [];
  for (let next = parents.get(node); next; next = parents.get(next)) {
    if (found.includes(next)) return found;
    found.push(next);
  }
  return found;
}

describe('the tree of departments', () => {
  test('circular is exactly what lies above itself', () => {
    fc.assert(
      fc.property(graph, (parents) => {
        const expected = [...parents.keys()].filter((node) => above(parents, node).includes(node));
        expect([...measureTree(parents).circular].sort()).toEqual(expected.sort());
      }),
    );
  });

  test('the depth counts the nodes above, and is missing where a circle is among them', () => {
    fc.assert(
      fc.property(graph, (parents) => {
        const { depths } = measureTree(parents);
        for (const node of parents.keys()) {
          const chain = above(parents, node);
          const top = chain.at(-1) ?? node;
          expect(depths.get(node)).toBe(parents.get(top) === null ? chain.length + 1 : undefined);
        }
      }),
    );
  });

  test('a path is the numbers from the root down, and begins those of everything below', () => {
    const parents = new Map([
      ['leaf', 'middle'],
      ['root', null],
      ['middle', 'root'],
    ]);
    const numbers: Readonly<Record<string, number>> = { root: 1, middle: 15, leaf: 2 };
    expect(Object.fromEntries(pathsOf(parents, (node) => numbers[node] ?? 0))).toEqual({
      root: '/1/',
      middle: '/1/15/',
      leaf: '/1/15/2/',
    });
  });
});
