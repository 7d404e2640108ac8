import type { Contender } from './contenders.js';
import { median } from './measure.js';
import type { Plan } from './options.js';
import type { Finding, Report } from './table.js';

/** From the start of the process until it is ready, on the database that is there. */
export async function measureStart(contenders: Contender[], plan: Plan): Promise<Report> {
  const findings: Finding[] = [];
  for (const { name, protocol, subject } of contenders) {
    if (protocol !== 'REST') continue;
    const times: number[] = [];
    for (let round = 0; round < plan.start.rounds; round++) {
      await subject.restart();
      times.push(subject.server.startMs);
    }
    const goal = name.startsWith('ours') ? { atMost: 1000 } : {};
    findings.push({ what: `start, ${name}`, value: median(times), unit: 'ms', ...goal });
  }
  return { findings, scenarios: [] };
}
