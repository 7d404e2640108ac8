import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Wish } from './requests.js';

export const OWNER = 'bench-owner';
export const GROUP = 'bench-group';
export const ROOT = 'root';
/** Administers region 0: a quarter of the departments and of the learners. */
export const REGIONAL = 'bench-regional';
const REGIONS = 4;

export interface Organisation {
  /** Those of index 0, 4, 8 … are in region 0. */
  learners: string[];
  courses: string[];
  /** As many as one page of them has, each with a session to come. */
  trainings: string[];
  sessions: string[];
  /** The organisation file. */
  file: string;
}

/** Four regions below one root, divisions below them, teams below those; everybody is in a team. */
export function writeOrganisation(file: string, users: number, departments: number): Organisation {
  const learners = Array.from({ length: users }, () => randomUUID());
  const courses = Array.from({ length: 100 }, () => randomUUID());
  const trainings = Array.from({ length: 50 }, () => randomUUID());
  const sessions = trainings.map(() => randomUUID());
  const divisions = roundTo(REGIONS, departments / 10);
  const teams = departments - divisions - REGIONS - 1;
  const usableTeams = teams - (teams % divisions);
  const tree = [{ ref: ROOT, name: 'Root' }];
  const add = (ref: string, parentRef: string) => tree.push(Object.assign({ ref, name: ref }, { parentRef }));
  for (let index = 0; index < REGIONS; index++) add(`region-${index}`, 'root');
  for (let index = 0; index < divisions; index++) add(`division-${index}`, `region-${index % REGIONS}`);
  for (let index = 0; index < teams; index++) add(`team-${index}`, `division-${index % divisions}`);
  const person = (ref: string, id: string, departmentRef: string) => {
    return { ref, id, email: `${ref}@bench.example`, firstName: 'Learner', lastName: ref, departmentRef };
  };
  const managed = { role: 'department_administrator', managedDepartmentRefs: ['region-0'] };
  writeFileSync(
    file,
    JSON.stringify({
      account: { name: 'Bench' },
      departments: tree,
      groups: [{ ref: GROUP, name: 'Bench' }],
      users: [
        { ...person(OWNER, randomUUID(), 'root'), roles: [{ role: 'owner' }] },
        { ...person(REGIONAL, randomUUID(), 'region-0'), roles: [managed] },
        ...learners.map((id, index) => person(`L-${index}`, id, `team-${index % usableTeams}`)),
      ],
      courses: courses.map((id, index) => ({ ref: `C-${index}`, id, title: `Course ${index}` })),
      trainings: trainings.map((id, index) => ({ ref: `T-${index}`, id, title: `Training ${index}` })),
      sessions: sessions.map((id, index) => ({
        ...{ id, trainingRef: `T-${index}` },
        days: [{ startAt: '2999-01-01T09:00:00Z', duration: 3600 }],
      })),
      apiClients: [{ clientId: randomUUID(), clientSecret: randomUUID(), userRef: OWNER }],
    }),
  );
  return { learners, courses, trainings, sessions, file };
}

const roundTo = (step: number, value: number): number => Math.max(step, Math.round(value / step) * step);

/**
 * Hands out pairs that one database has not seen yet. Each kind of request has courses of its own; every database
 * gets the same ones in the same order.
 */
export class Pairs {
  #single = 0;
  #thousand = 0;
  #tenThousand = 0;
  // The first thousand has the person of the page among them.
  #training = 1;
  readonly #regional = new Map<number, number>();

  constructor(private readonly organisation: Organisation) {}

  /** 1 × 1, learner and course at random. */
  single(): Wish {
    return this.singleAt(this.#single++);
  }

  /** The same as the nth call of `single` gave. */
  singleAt(index: number): Wish {
    const { learners, courses } = this.organisation;
    const all = learners.length * 10;
    if (index >= all) throw new Error('There are no fresh pairs left; choose a larger organisation.');
    // A step without a common divisor visits every pair once, in an order that looks like none.
    const place = (index * 618_033) % all;
    return one(learners[place % learners.length], courses[Math.floor(place / learners.length)]);
  }

  singles(): number {
    return this.#single;
  }

  /** 1,000 × 10. */
  thousand(): Wish {
    return this.#block(this.#thousand++, 1000, 10, 10, 1);
  }

  /** 10,000 × 20. */
  tenThousand(): Wish {
    return this.#block(this.#tenThousand++, 10_000, 20, 20, 3);
  }

  /** 1,000 learners and a training, or for a server that knows none the course that stands for it. */
  training(): Wish & { training: string } {
    const { trainings } = this.organisation;
    const index = this.#training++;
    const wish = this.#block(index, 1000, 1, 80 + (index % 20), 1);
    return { ...wish, training: trainings[index % trainings.length] ?? '' };
  }

  /** So many learners, from a place on. */
  people(from: number, count: number): string[] {
    return this.organisation.learners.slice(from, from + count);
  }

  /** So many learners of region 0, in one course: 1, or a number that divides a region. */
  regional(count: number): Wish {
    const { learners, courses } = this.organisation;
    const index = this.#regional.get(count) ?? 0;
    this.#regional.set(count, index + 1);
    const slices = Math.floor(learners.length / REGIONS / count);
    const course = (count === 1 ? 80 : 81) + Math.floor(index / slices);
    if (course > (count === 1 ? 80 : 99)) throw new Error('There are no fresh learners left in the region.');
    const start = (index % slices) * count;
    const chosen = Array.from({ length: count }, (_, place) => learners[(start + place) * REGIONS] ?? '');
    return { learners: chosen, courses: [courses[course] ?? ''] };
  }

  #block(index: number, people: number, topics: number, firstCourse: number, groups: number): Wish {
    const { learners, courses } = this.organisation;
    const slices = Math.floor(learners.length / people);
    if (index >= slices * groups) throw new Error(`There is no fresh block of ${people} × ${topics} left.`);
    const from = (index % slices) * people;
    const course = firstCourse + Math.floor(index / slices) * topics;
    return { learners: learners.slice(from, from + people), courses: courses.slice(course, course + topics) };
  }
}

const one = (learner = '', course = ''): Wish => ({ learners: [learner], courses: [course] });
