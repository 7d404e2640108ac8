/** What one server showed in one round of one scenario. */
export interface Round {
  /** Requests or pairs per second. */
  rate: number;
  /** Of every request in it. */
  latenciesMs: number[];
  /** Per request, server and database together. */
  cpuMs: number;
  loopDelayMs: number;
  peakMb?: number;
}

/** Rounds by the server that they were measured on; the nth rounds of all servers belong together. */
export class Rounds {
  readonly #rounds: Map<string, Round[]>;

  constructor(servers: { name: string }[]) {
    this.#rounds = new Map(servers.map(({ name }) => [name, []]));
  }

  add(server: string, round: Round): void {
    this.#rounds.get(server)?.push(round);
  }

  servers(): string[] {
    return [...this.#rounds.keys()];
  }

  of(server: string): Round[] {
    return this.#rounds.get(server) ?? [];
  }

  /** How many times as fast one was as the other: the median over rounds, as both share the noise of a round. */
  ratio(server: string, other: string, others: Rounds = this): number | undefined {
    const ratios = this.of(server).flatMap((round, index) => {
      const against = others.of(other)[index];
      return against ? [round.rate / against.rate] : [];
    });
    return ratios.length > 0 ? median(ratios) : undefined;
  }
}

export const median = (values: number[]): number => percentile(values, 0.5);

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Not Math.max(...values), which has no room for a hundred thousand of them. */
export const highest = (values: number[]): number =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
