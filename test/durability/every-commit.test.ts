import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OperationName, operations } from '../../src/contract/operations.js';
import { type EngineName, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { beginning, inputOf, type Step, steps } from './lost-answer.js';
import { type Middleman, startMiddleman } from './middleman.js';

const mysql: EngineName = 'mysql';

/** One of two databases that are asked the same. */
interface Twin {
  readonly app: TestApplication;
  readonly raw: RawDatabase;
  readonly answers: Map<string, Record<string, unknown>>;
  /** Ids and the like, in the order in which they were told. */
  readonly names: Map<string, string>;
}

describeOnMySql('a COMMIT that was done and never answered', () => {
  const twins: Twin[] = [];
  let middleman: Middleman;
  beforeAll(async () => {
    const clock = () => Date.UTC(2026, 4, 4, 10);
    for (const isCut of [false, true]) {
      const { url } = await freshDatabase(mysql);
      if (isCut) middleman = await startMiddleman(url);
      const environment = { DATABASE_URL: isCut ? middleman.url : url };
      const app = await startApplication({ environment, organization: beginning, clock });
      twins.push({ app, raw: await openRaw(url), answers: new Map(), names: new Map() });
    }
    // Two applications on two new databases.
  }, 60_000);
  afterAll(async () => {
    for (const { app, raw } of twins) await Promise.all([app.close(), raw.close()]);
    await middleman.close();
  });

  const perform = async ({ app, answers }: Twin, step: Step) => {
    const answer = await ask(app, step.operation as OperationName, inputOf(step, answers));
    answers.set(step.operation, answer as Record<string, unknown>);
    return answer;
  };
  const events = ({ raw }: Twin) => raw.number('SELECT COUNT(*) FROM events');

  test.each(steps.map((step, place) => [step.operation, place] as const))(
    '%s (%i) tells what it tells without the loss, and has happened once',
    async (_operation, place) => {
      const step = steps[place];
      const [plain, cut] = twins;
      if (!step || !plain || !cut) throw new Error('nothing to do');
      const expected = await perform(plain, step);
      const before = await events(cut);
      const sent = middleman.cutNextCommit('after', async () => (await events(cut)) > before);
      const answer = await perform(cut, step);
      expect(await sent).toMatch(/COMMIT/);
      expect(named(answer, cut.names)).toEqual(named(expected, plain.names));
      expect(await events(cut)).toBe(before + 1);
      expect(await contents(cut)).toEqual(await contents(plain));
    },
  );

  test('every operation that changes something is among them', () => {
    const asked = new Set(steps.map(({ operation }) => operation));
    const missing = Object.values(operations).filter(({ name, changes }) => changes && !asked.has(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

/** An answer with names for what differs between two databases: ids, versions, secrets. */
function named(answer: unknown, names: Map<string, string>): unknown {
  const drawn = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43})$/;
  return JSON.parse(JSON.stringify(answer), (key, value) => {
    if (key === 'version') return 'a version';
    if (typeof value !== 'string' || !drawn.test(value)) return value;
    const name = names.get(value) ?? `name ${names.size}`;
    names.set(value, name);
    return name;
  });
}

/** How many rows each table has. */
async function contents({ raw }: Twin): Promise<Readonly<Record<string, number>>> {
  const tables = await raw.all<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = await raw.number(`SELECT COUNT(*) FROM \`${name}\``);
  return counts;
}
