import { highest, mean, median, percentile, type Rounds } from './measure.js';

/** One promise, or one comparison without a goal. */
export interface Finding {
  what: string;
  value: number | undefined;
  unit?: string;
  atLeast?: number;
  atMost?: number;
}

/** One scenario's figures, one line per server. */
export interface Scenario {
  what: string;
  unit: 'requests' | 'pairs' | 'members' | 'pages';
  rounds: Rounds;
}

export interface Report {
  findings: Finding[];
  scenarios: Scenario[];
}

const COLUMNS = ['', 'ratio or value', 'goal', 'met', 'per second', 'p50 ms', 'p99 ms', 'max ms'];
COLUMNS.push('CPU ms per request', 'peak MB above idle', 'event-loop delay ms');

/** Ratios and goals first, then the figures behind them. `withGoals`: false where nothing is promised. */
export function printTable(reports: { engine: string; withGoals: boolean; report: Report }[]): string {
  const lines = [row(COLUMNS), row(COLUMNS.map((_, index) => (index === 0 ? '---' : '---:')))];
  for (const { engine, withGoals, report } of reports) {
    for (const finding of report.findings) lines.push(findingRow(engine, finding, withGoals));
  }
  for (const { engine, report } of reports) {
    for (const scenario of report.scenarios) lines.push(...figureRows(engine, scenario));
  }
  return lines.join('\n');
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

function findingRow(engine: string, finding: Finding, withGoals: boolean): string {
  const { value, unit, atLeast, atMost } = finding;
  const suffix = unit ? ` ${unit}` : '';
  const goal =
    atLeast !== undefined ? `≥ ${atLeast}${suffix}` : atMost !== undefined ? `≤ ${atMost}${suffix}` : '';
  const met =
    value === undefined
      ? 'not measured'
      : (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
        ? 'pass'
        : 'miss';
  const goalCells = withGoals && goal !== '' ? [goal, met] : ['', ''];
  const shown = value === undefined ? '' : `${figure(value)}${suffix}`;
  return row([`${engine}: ${finding.what}`, shown, ...goalCells, ...COLUMNS.slice(4).map(() => '')]);
}

function figureRows(engine: string, { what, unit, rounds }: Scenario): string[] {
  return rounds.servers().map((server) => {
    const measured = rounds.of(server);
    const latencies = measured.flatMap((round) => round.latenciesMs);
    const peaks = measured.flatMap((round) => (round.peakMb === undefined ? [] : [round.peakMb]));
    const cells = [
      `${figure(median(measured.map((round) => round.rate)))} ${unit}`,
      figure(percentile(latencies, 0.5)),
      // Of a handful of requests the 99th percentile is the maximum.
      latencies.length < 100 ? '' : figure(percentile(latencies, 0.99)),
      figure(highest(latencies)),
      figure(mean(measured.map((round) => round.cpuMs))),
      peaks.length > 0 ? figure(median(peaks)) : '',
      figure(highest(measured.map((round) => round.loopDelayMs))),
    ];
    return row([`${engine}: ${what}, ${server}`, '', '', '', ...cells]);
  });
}

const figure = (value: number): string =>
  Number.isNaN(value)
    ? ''
    : Math.abs(value) >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toFixed(value < 10 ? 2 : 1);
