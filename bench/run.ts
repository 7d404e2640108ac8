import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGuardian } from '../test/guardian.js';
import { measureMemory, measureTenThousand, measureThousand } from './bulk.js';
import { compileBareServers } from './compile.js';
import {
  asContenders,
  type Contender,
  type Ours,
  startBare,
  startBareOther,
  startOurs,
} from './contenders.js';
import { type Engine, startEngine } from './engine.js';
import { type Plan, readPlan, type ScenarioName } from './options.js';
import { measurePeople } from './people.js';
import { measurePermission } from './permission.js';
import type { Workshop } from './processes.js';
import { type Organisation, writeOrganisation } from './seed.js';
import { measureSingle } from './single.js';
import { measureStart } from './start.js';
import { printTable, type Report } from './table.js';
import { measureTrainings } from './trainings.js';

const say = (text: string): void => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`);

/** The run goes on with what is left, but it does not end well. */
function complain(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function measureEngine(
  engine: Engine,
  workshop: Workshop,
  plan: Plan,
  scripts: string,
): Promise<Report> {
  const organisation = writeOrganisation(join(workshop.folder, 'many.json'), plan.users, plan.departments);
  say(`${engine.name}: loading ${plan.users} users`);
  const bare = await startBare(workshop, engine, organisation, scripts);
  const main = plan.main === undefined ? undefined : resolve(plan.main);
  const ours = main && (await startOurs(workshop, engine, organisation, main, 'bench_ours'));
  const contenders = [...bare, ...(ours ? asContenders(ours) : [])];
  const subjects = new Set(contenders.map(({ subject }) => subject));
  const report: Report = { findings: [], scenarios: [] };
  for (const scenario of plan.scenarios) {
    if (scenario === 'permission' && !ours) continue;
    say(`${engine.name}: ${scenario}`);
    // They differ in the size of the account and in nothing else: neither has an enrollment yet.
    const sizes: Ours[] = [];
    const others: Contender[] = [];
    try {
      if (scenario === 'people') {
        others.push(await startBareOther(workshop, engine, organisation, scripts, 'people'));
        if (ours) others.push(...asContenders(ours).slice(0, 1));
      }
      if (scenario === 'trainings') {
        others.push(await startBareOther(workshop, engine, organisation, scripts, 'page'));
        if (ours) others.push(...asContenders(ours, ['REST', 'SOAP', 'GraphQL']));
      }
      if (scenario === 'permission' && main) {
        const small = writeOrganisation(
          join(workshop.folder, 'few.json'),
          plan.fewUsers,
          plan.fewDepartments,
        );
        sizes.push(await startOurs(workshop, engine, small, main, 'bench_few'));
        sizes.push(await startOurs(workshop, engine, organisation, main, 'bench_many'));
      }
      const asked =
        scenario === 'people' ? others : scenario === 'trainings' ? [...bare, ...others] : contenders;
      const part = await measureScenario(scenario, engine, asked, plan, sizes, organisation);
      report.findings.push(...part.findings);
      report.scenarios.push(...part.scenarios);
    } catch (error) {
      complain(error);
      for (const { server } of [...subjects, ...sizes.map(({ subject }) => subject)]) {
        const words = server.lastWords();
        if (words !== undefined) console.error(words);
      }
    }
    for (const { subject } of sizes) await subject.server.stop();
    for (const { subject } of others) if (!subjects.has(subject)) await subject.server.stop();
  }
  for (const { server } of subjects) await server.stop();
  report.findings = report.findings.filter(({ value }) => value !== undefined);
  return report;
}

async function measureScenario(
  scenario: ScenarioName,
  engine: Engine,
  contenders: Contender[],
  plan: Plan,
  [few, many]: Ours[],
  organisation: Organisation,
): Promise<Report> {
  switch (scenario) {
    case 'single':
      return measureSingle(engine, contenders, plan);
    case 'thousand':
      return measureThousand(engine, contenders, plan);
    case 'ten-thousand':
      return measureTenThousand(engine, contenders, plan);
    case 'memory':
      return measureMemory(engine, contenders, plan);
    case 'people':
      return measurePeople(engine, contenders, plan);
    case 'trainings':
      return measureTrainings(engine, contenders, plan, organisation);
    case 'permission':
      return few && many ? measurePermission(engine, few, many, plan) : { findings: [], scenarios: [] };
    case 'start':
      return measureStart(contenders, plan);
  }
}

function warnOfOldBuild(main: string): void {
  const source = fileURLToPath(new URL('../src/', import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const newest = files.reduce((latest, file) => Math.max(latest, statSync(join(source, file)).mtimeMs), 0);
  if (newest > statSync(main).mtimeMs) say(`${main} is older than src: perhaps "npm run build" is due.`);
}

async function bench(plan: Plan): Promise<void> {
  if (plan.main !== undefined && !existsSync(plan.main)) {
    throw new Error(`${plan.main} is not there. Run "npm run build" first.`);
  }
  const guardian = startGuardian();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'matricula-bench-')));
  guardian.folder(folder);
  const scripts = compileBareServers();
  guardian.folder(scripts);
  say(`node ${process.version}, ${cpus().length} processors`);
  if (plan.main !== undefined) warnOfOldBuild(plan.main);
  const reports: { engine: string; withGoals: boolean; report: Report }[] = [];
  try {
    for (const name of plan.engines) {
      const workshop = { guardian, folder };
      const engine = await startEngine(name, workshop);
      if (!engine) {
        say(`${name} is not installed here: left out.`);
        continue;
      }
      try {
        const report = await measureEngine(engine, workshop, plan, scripts);
        reports.push({ engine: name, withGoals: name === 'MariaDB', report });
      } finally {
        await engine.stop();
      }
    }
    console.log(printTable(reports));
  } finally {
    await guardian.finish();
  }
}

try {
  await bench(readPlan(process.argv.slice(2)));
} catch (error) {
  complain(error);
}
