import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type Application, compose } from '../../src/compose.js';
import { readSettings } from '../../src/settings.js';
import { describeOnEngines } from '../application.js';
import { ask } from '../asking.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { counted, expectOrder } from './bookkeeping.js';
import { company } from './company.js';
import { chances, nothingTold, type Told, writeSomething } from './writers.js';

const writers = 16;
const rounds = 12;
const learners = Array.from({ length: 8 }, (_, place) => `l${place + 1}`);
const courses = ['c1', 'c2', 'c3', 'c4'];

describeOnEngines('many writers at once', describe, (engine) => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(instances: number): Promise<{ gateways: Application[]; raw: RawDatabase }> {
    const { url, remove } = await freshDatabase(engine);
    ends.push(remove);
    const settings = readSettings({ DATABASE_URL: url });
    const gateways: Application[] = [];
    for (let instance = 0; instance < instances; instance += 1) {
      const gateway = await compose(settings, pino({ level: 'silent' }));
      ends.push(() => gateway.close());
      gateways.push(gateway);
    }
    const [first] = gateways as [Application];
    await first.database.migrate();
    await ask(first, 'loadOrganization', company(8, 4));
    const raw = await openRaw(url);
    ends.push(() => raw.close());
    return { gateways, raw };
  }

  async function expectAllTold(raw: RawDatabase, told: Told): Promise<void> {
    await expectOrder(raw);
    const { enrolled, unenrolled, changed, reenrolled, changing } = told;
    const enrolling = await counted(raw, 'enrollLearnersInCourses');
    expect(enrolling).toEqual({ begun: enrolled, ended: 0, events: changing.enroll, noted: enrolled });
    const ending = await counted(raw, 'unenroll');
    expect(ending).toEqual({ begun: 0, ended: unenrolled, events: changing.unenroll, noted: unenrolled });
    expect(await counted(raw, 'changeEnrollment')).toMatchObject({
      begun: changed,
      ended: changed,
      events: changed,
    });
    expect(await counted(raw, 'reenroll')).toMatchObject({ begun: reenrolled, events: reenrolled });
    for (const ids of told.ids.values()) expect(ids.size).toBe(1);
    // What has ended cannot be changed: the only failure there may be.
    for (const failure of told.failures) expect(failure).toBe('changeEnrollment conflict');
  }

  const writeOn = async (gateways: readonly Application[], told: Told) => {
    const places = Array.from({ length: writers }, (_, place) => place);
    await Promise.all(
      places.map(async (place) => {
        const chance = chances(place + 1);
        const gateway = gateways[place % gateways.length] as Application;
        for (let round = 0; round < rounds; round += 1) {
          await writeSomething(gateway, { learners, courses }, told, chance);
        }
      }),
    );
  };

  test('no pair is lost or doubled, and the audit tells each change once', async () => {
    const { gateways, raw } = await start(1);
    const told = nothingTold();
    await writeOn(gateways, told);
    await expectAllTold(raw, told);
  });

  test('the same on two instances that share one database', async () => {
    const { gateways, raw } = await start(2);
    const told = nothingTold();
    await writeOn(gateways, told);
    await expectAllTold(raw, told);
  });

  test('of many who enroll the same people at the same time, one enrolls each', async () => {
    const { gateways, raw } = await start(2);
    const input = { learnerRefs: learners, courseRefs: courses, dueDateType: 'unlimited' };
    const backwards = { ...input, learnerRefs: [...learners].reverse(), courseRefs: [...courses].reverse() };
    const answers = await Promise.all(
      Array.from({ length: writers }, (_, place) =>
        ask(gateways[place % 2] as Application, 'enrollLearnersInCourses', place % 3 ? input : backwards),
      ),
    );
    const enrolled = answers.reduce((sum, { summary }) => sum + summary.enrolled, 0);
    expect(enrolled).toBe(learners.length * courses.length);
    for (const { outcomes } of answers) expect(outcomes.length).toBe(enrolled);
    expect(await counted(raw, 'enrollLearnersInCourses')).toMatchObject({ begun: enrolled, noted: enrolled });
    await expectOrder(raw);
  });
});
