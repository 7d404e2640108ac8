import { deepestDepartment, depthOf } from './department-tree.js';
import type { DepartmentNode } from './departments.js';

/** What a move comes to: where departments will be, or which of those to move cannot. */
export type Moves =
  | { readonly wrong: 'cycle' | 'depth'; readonly no: number }
  | { readonly places: readonly DepartmentNode[] };

/**
 * Where departments will be once some of them lie directly below `parent`, each with everything below it but what
 * moves for itself. `nodes` are those to move and everything below. What stays is left out.
 */
export function movesBelow(
  parent: DepartmentNode,
  moving: ReadonlySet<number>,
  nodes: readonly DepartmentNode[],
): Moves {
  const known = new Map(nodes.map((node) => [node.no, node]));
  const paths = new Map<number, string>();
  const pathOf = (node: DepartmentNode): string => {
    const done = paths.get(node.no);
    if (done !== undefined) return done;
    const above = node.parentNo === null ? undefined : known.get(node.parentNo);
    const base = moving.has(node.no) || !above ? parent.path : pathOf(above);
    const path = `${base}${node.no}/`;
    paths.set(node.no, path);
    return path;
  };
  for (const no of moving) if (parent.path.includes(`/${no}/`)) return { wrong: 'cycle', no };
  const places: DepartmentNode[] = [];
  for (const node of nodes) {
    const path = pathOf(node);
    if (depthOf(path) > deepestDepartment) return { wrong: 'depth', no: node.no };
    if (path !== node.path)
      places.push({ ...node, path, parentNo: moving.has(node.no) ? parent.no : node.parentNo });
  }
  return { places };
}
