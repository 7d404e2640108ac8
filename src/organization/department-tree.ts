/** How deep the tree may be: paths have to fit into their column. */
export const deepestDepartment = 50;

/**
 * What lies above each node: another one, nothing (the root: null), or something that is not known (undefined).
 */
export type Parents<N> = ReadonlyMap<N, N | null | undefined>;

export interface TreeMeasure<N> {
  /** 1 for the root; missing for what is part of a circle or hangs from one. */
  readonly depths: ReadonlyMap<N, number>;
  /** The nodes that lie below themselves. */
  readonly circular: ReadonlySet<N>;
}

/** Measures a tree that may be none; every parent has to be a node itself. */
export function measureTree<N>(parents: Parents<N>): TreeMeasure<N> {
  const depths = new Map<N, number>();
  const lost = new Set<N>();
  const circular = new Set<N>();
  for (const start of parents.keys()) {
    const trail = new Set<N>();
    let node: N | null | undefined = start;
    while (node && !depths.has(node) && !lost.has(node) && !trail.has(node)) {
      trail.add(node);
      node = parents.get(node);
    }
    if (node && !depths.has(node)) {
      if (trail.has(node))
        for (const member of [...trail].slice([...trail].indexOf(node))) circular.add(member);
      for (const member of trail) lost.add(member);
      continue;
    }
    let depth = node ? (depths.get(node) ?? 0) : 0;
    for (const member of [...trail].reverse()) {
      depth += 1;
      depths.set(member, depth);
    }
  }
  return { depths, circular };
}

/** The path of every node of a tree: the numbers from the root down, `/1/5/`. */
export function pathsOf<N>(parents: Parents<N>, no: (node: N) => number): ReadonlyMap<N, string> {
  const { depths } = measureTree(parents);
  const paths = new Map<N, string>();
  for (const [node] of [...depths].sort(([, a], [, b]) => a - b)) {
    const parent = parents.get(node);
    paths.set(node, `${parent ? paths.get(parent) : '/'}${no(node)}/`);
  }
  return paths;
}

/** How deep the department of a path lies; 1 for the root. */
export function depthOf(path: string): number {
  return path.split('/').length - 2;
}
