import type { Contender, Ours } from './contenders.js';
import type { Engine } from './engine.js';
import { ask, measured, turn } from './load.js';
import { median, Rounds } from './measure.js';
import type { Plan } from './options.js';
import type { Report } from './table.js';

/** The same request of a department administrator in a small and in a large account: one caller, in turns. */
export async function measurePermission(engine: Engine, few: Ours, many: Ours, plan: Plan): Promise<Report> {
  const administrators = [
    { users: plan.fewUsers, ours: few },
    { users: plan.users, ours: many },
  ].map(({ users, ours }): Contender => {
    const name = `among ${users.toLocaleString('en')} users`;
    return { name, protocol: 'REST', token: ours.regional, subject: ours.subject };
  });
  const [small, large] = administrators.map(({ name }) => name) as [string, string];
  const report: Report = { findings: [], scenarios: [] };
  const sizes = [
    { learners: 1, times: plan.permission.one },
    { learners: 500, times: plan.permission.many },
  ];
  for (const { learners, times } of sizes) {
    const rounds = new Rounds(administrators);
    // The first round warms the servers up and is not counted.
    for (let round = -1; round < plan.permission.rounds; round++) {
      for (const administrator of turn(administrators, round + 1)) {
        const { pairs } = administrator.subject;
        let left = times;
        const next = () => (left-- > 0 ? pairs.regional(learners) : undefined);
        const result = await measured(engine, administrator, 1, () =>
          ask(administrator, 1, 'enrolled', next),
        );
        if (round >= 0) rounds.add(administrator.name, result);
      }
    }
    const typical = (name: string) => median(rounds.of(name).flatMap((round) => round.latenciesMs));
    const what = `department administrator, ${learners} × 1`;
    report.findings.push({
      what: `${what}, time ${large} to that ${small}`,
      value: typical(large) / typical(small),
      atMost: 1.2,
    });
    report.scenarios.push({ what, unit: 'requests', rounds });
  }
  return report;
}
