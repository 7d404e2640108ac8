import { setTimeout as sleep } from 'node:timers/promises';
import { type Contender, OURS } from './contenders.js';
import type { Engine } from './engine.js';
import { ask, askOne, measured, turn } from './load.js';
import { median, percentile, Rounds } from './measure.js';
import type { Plan } from './options.js';
import { forgetPeak, memoryMb, peakMemoryMb } from './processes.js';
import type { Finding, Report } from './table.js';

const PROTOCOLS = ['REST', 'SOAP'] as const;

/** 1,000 learners × 10 courses in one request, and the same request again. */
export async function measureThousand(engine: Engine, contenders: Contender[], plan: Plan): Promise<Report> {
  const first = new Rounds(contenders);
  const again = new Rounds(contenders);
  // The first round warms the servers up and is not counted.
  for (let round = -1; round < plan.thousand.rounds; round++) {
    for (const contender of turn(contenders, round + 1)) {
      const wish = contender.subject.pairs.thousand();
      const once = await measured(engine, contender, 10_000, () => askOne(contender, 'enrolled', wish));
      const twice = await measured(engine, contender, 10_000, () =>
        askOne(contender, 'already enrolled', wish),
      );
      if (round < 0) continue;
      first.add(contender.name, once);
      again.add(contender.name, twice);
    }
  }
  return bulkReport('1,000 × 10', first, again);
}

/** 10,000 × 20 in one request, again, and once with four callers of 1 × 1 beside it. */
export async function measureTenThousand(
  engine: Engine,
  contenders: Contender[],
  plan: Plan,
): Promise<Report> {
  const first = new Rounds(contenders);
  const again = new Rounds(contenders);
  const others = new Rounds(contenders);
  for (let round = 0; round < plan.tenThousand.rounds; round++) {
    for (const contender of turn(contenders, round)) {
      const { pairs } = contender.subject;
      const wish = pairs.tenThousand();
      const once = await measured(engine, contender, 200_000, () => askOne(contender, 'enrolled', wish));
      first.add(contender.name, once);
      const twice = await measured(engine, contender, 200_000, () =>
        askOne(contender, 'already enrolled', wish),
      );
      again.add(contender.name, twice);
      let running = true;
      const large = pairs.tenThousand();
      const beside = await measured(engine, contender, 1, async () => {
        const bulk = askOne(contender, 'enrolled', large).finally(() => {
          running = false;
        });
        const small = ask(contender, 4, 'enrolled', () => (running ? pairs.single() : undefined));
        const [latencies] = await Promise.all([small, bulk]);
        return latencies;
      });
      // Its processor time is mostly that of the large request.
      others.add(contender.name, { ...beside, cpuMs: Number.NaN });
    }
  }
  const report = bulkReport('10,000 × 20', first, again);
  const meanwhile = (server: string) => others.of(server).flatMap((round) => round.latenciesMs);
  for (const protocol of PROTOCOLS) {
    const latencies = meanwhile(OURS[protocol]);
    if (latencies.length === 0) continue;
    const value = percentile(latencies, 0.99);
    report.findings.push({
      what: `10,000 × 20, ${protocol}, p99 of others meanwhile`,
      value,
      unit: 'ms',
      atMost: 100,
    });
  }
  report.scenarios.push({
    what: '1 × 1, 4 callers, beside 10,000 × 20',
    unit: 'requests',
    rounds: others,
  });
  return report;
}

/** 10,000 × 20 in a fresh process that has answered a few small requests. */
export async function measureMemory(engine: Engine, contenders: Contender[], plan: Plan): Promise<Report> {
  const rounds = new Rounds(contenders);
  for (let round = 0; round < plan.memory.rounds; round++) {
    for (const contender of turn(contenders, round)) {
      const { subject } = contender;
      await subject.restart();
      let left = 50;
      await ask(contender, 1, 'enrolled', () => (left-- > 0 ? subject.pairs.single() : undefined));
      await sleep(500);
      const { pid } = subject.server;
      const idle = memoryMb(pid);
      forgetPeak(pid);
      const wish = subject.pairs.tenThousand();
      const result = await measured(engine, contender, 200_000, () => askOne(contender, 'enrolled', wish));
      rounds.add(contender.name, { ...result, peakMb: peakMemoryMb(pid) - idle });
    }
  }
  const findings = PROTOCOLS.flatMap((protocol): Finding[] => {
    const peaks = rounds.of(OURS[protocol]).map((round) => round.peakMb ?? Number.NaN);
    if (peaks.length === 0) return [];
    const what = `10,000 × 20, ${protocol}, peak memory above idle`;
    return [{ what, value: median(peaks), unit: 'MB', atMost: 100 }];
  });
  return {
    findings,
    scenarios: [{ what: '10,000 × 20 in a fresh process', unit: 'pairs', rounds }],
  };
}

function bulkReport(what: string, first: Rounds, again: Rounds): Report {
  const findings = PROTOCOLS.flatMap((protocol): Finding[] => {
    const ours = OURS[protocol];
    return [
      { what: `${what}, ${protocol} to batched`, value: first.ratio(ours, 'batched'), atLeast: 1.2 },
      { what: `${what}, ${protocol} to cross join`, value: first.ratio(ours, 'cross join'), atLeast: 0.6 },
      { what: `${what}, ${protocol}, again to first`, value: again.ratio(ours, ours, first), atLeast: 4 },
    ];
  });
  return {
    findings,
    scenarios: [
      { what, unit: 'pairs', rounds: first },
      { what: `${what}, again`, unit: 'pairs', rounds: again },
    ],
  };
}
