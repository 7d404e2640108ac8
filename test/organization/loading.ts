import { v7 } from 'uuid';
import { inputCheck } from '../../src/contract/check.js';
import { Failure, type Violation } from '../../src/contract/failure.js';
import { loadOrganization as operation } from '../../src/contract/load-organization.js';
import type { InputOf, OutputOf } from '../../src/contract/operations.js';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { pagingOf } from '../../src/contract/page.js';
import type { Names } from '../../src/contract/selection.js';
import { trainingRoles } from '../../src/contract/training-role.js';
import type { ParticipationFilter } from '../../src/enrollment/participations.js';
import { loadOrganization } from '../../src/organization/load-organization.js';
import { type Caller, operator } from '../../src/permission/caller.js';
import { everyone } from '../../src/permission/reach.js';
import { seesAll } from '../../src/permission/sight.js';
import { openDatabase } from '../../src/storage/open-database.js';
import type { UnitOfWork } from '../../src/unit-of-work.js';
import type { Ports } from '../../src/work.js';
import type { EngineName } from '../application.js';
import { freshMySqlDatabase } from '../mysql-for-tests.js';

type Counts = OutputOf<'loadOrganization'>;

const limits = { learners: 10_000, courses: 1_000, enrollments: 10_000, members: 100_000, pairs: 200_000 };
const check = inputCheck(limits);

/** A database of its own, and the verb on it; the clock stands at `now` unless a load says otherwise. */
export interface Loading {
  readonly unitOfWork: UnitOfWork;
  load(file: OrganizationFile, options?: LoadOptions): Promise<Counts>;
  /** What a load that must fail complains about. */
  refused(file: OrganizationFile): Promise<readonly Violation[]>;
  read<T>(work: (ports: Ports) => Promise<T>): Promise<T>;
  /** Everything that the ports show. */
  everything(): Promise<unknown>;
  close(): Promise<void>;
}

export interface LoadOptions {
  readonly now?: number;
  readonly zone?: string;
  readonly caller?: Caller;
  readonly dryRun?: boolean;
}

export const now = Date.UTC(2026, 4, 4, 10);

export async function startLoading(engine: EngineName): Promise<Loading> {
  const database = await openDatabase(engine === 'mysql' ? await freshMySqlDatabase() : 'sqlite::memory:', 4);
  await database.migrate();
  const { unitOfWork } = database;
  const load: Loading['load'] = async (
    file,
    { now: at = now, zone = 'UTC', caller = operator, dryRun = false } = {},
  ) => {
    // As if it came from a file, so that nothing depends on things that are the same object.
    const input = check(operation, JSON.parse(JSON.stringify(file))) as InputOf<'loadOrganization'>;
    const request = {
      eventId: v7({ msecs: at }),
      at,
      operation: 'loadOrganization',
      protocol: 'command line',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun,
    };
    const anotherId = () => v7();
    const surroundings = {
      now: at,
      zone,
      limits,
      dryRun,
      brief: false,
      outcomesTold: 1_000,
      secret: () => '',
      newId: anotherId,
      anotherId,
    };
    return unitOfWork.write(request, (ports) =>
      loadOrganization(Object.assign(ports, surroundings), caller, input),
    );
  };
  const read: Loading['read'] = (work) => unitOfWork.read(work);
  return {
    unitOfWork,
    load,
    read,
    async refused(file) {
      const failure = await load(file).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(failure instanceof Failure)) throw failure ?? new Error('the file was loaded');
      return failure.violations;
    },
    everything: () =>
      read(
        async ({
          users,
          departments,
          activities,
          enrollments,
          events,
          organization,
          loadedOffers,
          participations,
        }) => ({
          account: await organization.account(),
          departments: await organization.departments.all(),
          roles: await organization.customRoles.all(),
          courses: (
            await activities.list(
              { search: undefined, archived: undefined, ofLearner: undefined },
              999,
              undefined,
            )
          ).items,
          trainings: await organization.trainings.all(),
          profileFields: await organization.profileFields.all(),
          profileValues: await organization.profileValues(numbersUpTo(999)),
          groups: await organization.groups.all(),
          offers: await loadedOffers.offers.all(),
          offerEvents: await loadedOffers.offerEvents.all(),
          groupsLinked: await organization.groupsLinked(),
          inTrainings: (await participations.list(everybody, everyone, pagingOf({ limit: 999 }), now)).items,
          members: await gathered(organization.members(numbersUpTo(99))),
          sessions: await organization.sessions.all(),
          materials: await organization.materials(),
          users: (await users.list({}, everyone, seesAll, pagingOf({ limit: 999 }))).items,
          rolesHeld: await organization.rolesHeld(numbersUpTo(999)),
          enrollments: (await enrollments.list(noFilter, everyone, 999, undefined)).items,
          events: (await events.list(noEventFilter, 999, undefined)).items,
          departmentsSeen: (
            await departments.list(
              { search: undefined, code: undefined, parent: undefined },
              everyone,
              999,
              undefined,
            )
          ).items,
        }),
      ),
    close: () => unitOfWork.close(),
  };
}

async function gathered<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

export const noFilter = {
  learners: [],
  courses: [],
  active: undefined,
  dueBefore: undefined,
  dueFrom: undefined,
};
export const noEventFilter = { since: undefined, until: undefined, operation: undefined, userNo: undefined };

/** One thing, named as callers name it. */
export function named(by: Names['by'], value: string): Names {
  return { by, path: '', values: [value] };
}

export function byRef(value: string): Names {
  return named('ref', value);
}

export function numbersUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

export const everybody: ParticipationFilter = {
  trainingNos: undefined,
  userNos: undefined,
  roles: trainingRoles,
  active: undefined,
  perTraining: undefined,
  wholly: [],
};

const unchanged = { added: 0, changed: 0 };

/** What a load answers that found everything as it is. */
export const nothingDone = {
  departments: unchanged,
  profileFields: unchanged,
  groups: unchanged,
  roles: unchanged,
  users: unchanged,
  trainings: unchanged,
  sessions: unchanged,
  courses: unchanged,
  offers: unchanged,
  offerEvents: unchanged,
  registrations: unchanged,
  apiClients: unchanged,
  enrollments: unchanged,
};

/** An organisation to begin with. */
export const small: OrganizationFile = {
  account: { name: 'Small', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'HQ' },
    { ref: 'nl', name: 'NL', code: 'NL', parentRef: 'hq' },
    { ref: 'nl-1', name: 'NL 1', parentRef: 'nl' },
    { ref: 'be', name: 'BE', parentRef: 'hq' },
  ],
  roles: [
    { ref: 'coordinator', title: 'Coordinator', permissions: ['enrollment.create', 'enrollment.read'] },
  ],
  users: [
    {
      ref: 'u1',
      login: 'Anna',
      email: 'Anna@One.example',
      firstName: 'Anna',
      departmentRef: 'nl',
      managerRef: 'u2',
    },
    { ref: 'u2', login: 'bob', email: 'bob@one.example', departmentRef: 'nl-1' },
  ],
  trainings: [
    { ref: 't1', title: 'T1' },
    { ref: 't2', title: 'T2' },
  ],
  courses: [{ ref: 'c1', title: 'C1', trainingRefs: ['t2', 't1'] }],
};
