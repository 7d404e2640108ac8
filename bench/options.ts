import { parseArgs } from 'node:util';

export const SCENARIOS = [
  'single',
  'thousand',
  'ten-thousand',
  'memory',
  'people',
  'trainings',
  'permission',
  'start',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];
export type EngineName = 'MariaDB' | 'SQLite';

export interface Plan {
  engines: EngineName[];
  scenarios: ScenarioName[];
  /** The command line of the build to measure; undefined: the bare servers alone. */
  main: string | undefined;
  users: number;
  departments: number;
  /** The size that the permission check is compared with. */
  fewUsers: number;
  fewDepartments: number;
  /** `warmUp`: seconds before the first round. */
  single: { rounds: number; seconds: number; warmUp: number };
  thousand: { rounds: number };
  tenThousand: { rounds: number };
  memory: { rounds: number };
  /** Users added, and groups replaced, in each round. */
  people: { rounds: number; users: number; groups: number };
  /** Lists of people added, and pages read, in each round. */
  trainings: { rounds: number; pages: number };
  /** Requests for one and for many learners in each round. */
  permission: { rounds: number; one: number; many: number };
  start: { rounds: number };
}

const FULL = {
  users: 100_000,
  departments: 2000,
  fewUsers: 10_000,
  fewDepartments: 200,
  single: { rounds: 7, seconds: 3, warmUp: 10 },
  thousand: { rounds: 15 },
  tenThousand: { rounds: 4 },
  memory: { rounds: 3 },
  people: { rounds: 7, users: 1000, groups: 4 },
  trainings: { rounds: 15, pages: 400 },
  permission: { rounds: 16, one: 40, many: 5 },
  start: { rounds: 5 },
};

const QUICK: typeof FULL = {
  users: 20_000,
  departments: 400,
  fewUsers: 4000,
  fewDepartments: 80,
  single: { rounds: 2, seconds: 1.5, warmUp: 4 },
  thousand: { rounds: 3 },
  tenThousand: { rounds: 1 },
  memory: { rounds: 1 },
  people: { rounds: 2, users: 1000, groups: 2 },
  trainings: { rounds: 3, pages: 100 },
  permission: { rounds: 5, one: 30, many: 3 },
  start: { rounds: 3 },
};

const ENGINES: Record<string, EngineName[]> = {
  both: ['MariaDB', 'SQLite'],
  mariadb: ['MariaDB'],
  sqlite: ['SQLite'],
};

/** Throws a sentence for the one who typed it. */
export function readPlan(args: string[]): Plan {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: 'string', default: 'both' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      main: { type: 'string', default: 'dist/main.js' },
      'without-ours': { type: 'boolean', default: false },
    },
  });
  const engines = ENGINES[values.engine];
  if (!engines) throw new Error(`--engine takes one of ${Object.keys(ENGINES).join(', ')}.`);
  const only = values.only.flatMap((list) => list.split(','));
  const unknown = only.find((name) => !SCENARIOS.some((scenario) => scenario === name));
  if (unknown !== undefined) throw new Error(`--only takes ${SCENARIOS.join(', ')}; not "${unknown}".`);
  return {
    ...(values.quick ? QUICK : FULL),
    engines,
    scenarios: SCENARIOS.filter((scenario) => only.length === 0 || only.includes(scenario)),
    main: values['without-ours'] ? undefined : values.main,
  };
}
