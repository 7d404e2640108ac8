import type { Contender } from './contenders.js';
import type { Engine } from './engine.js';
import { Line } from './line.js';
import type { Round } from './measure.js';
import { cpuMs, eventLoopDelayMs } from './processes.js';
import { checkAnswer, enrollRequest, type Wish } from './requests.js';

export type Expected = 'enrolled' | 'already enrolled';

/** Each caller asks one question after the other, as long as `next` has one; answers how long each took, in ms. */
export async function ask(
  { subject, protocol, token }: Contender,
  callers: number,
  expected: Expected,
  next: () => Wish | undefined,
): Promise<number[]> {
  const latencies: number[] = [];
  const call = async () => {
    const line = await Line.open(subject.server.port);
    try {
      for (let wish = next(); wish; wish = next()) {
        const request = enrollRequest(protocol, token, wish);
        const start = performance.now();
        const answer = await line.ask(request);
        latencies.push(performance.now() - start);
        checkAnswer(protocol, answer, expected, wish.learners.length * wish.courses.length);
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return latencies;
}

export const askOne = (contender: Contender, expected: Expected, wish: Wish): Promise<number[]> =>
  ask(contender, 1, expected, once(wish));

function once(wish: Wish): () => Wish | undefined {
  let left: Wish | undefined = wish;
  return () => {
    const given = left;
    left = undefined;
    return given;
  };
}

/** Questions for so many seconds. */
export function during(seconds: number, wish: () => Wish): () => Wish | undefined {
  const end = performance.now() + seconds * 1000;
  return () => (performance.now() < end ? wish() : undefined);
}

/** Runs the work of one round and takes the measures around it. `units`: what one request counts for. */
export async function measured(
  engine: Engine,
  { subject }: Contender,
  units: number,
  work: () => Promise<number[]>,
): Promise<Round> {
  const { pid, port } = subject.server;
  await eventLoopDelayMs(port);
  const cpu = cpuMs(pid) + engine.cpuMs();
  const start = performance.now();
  const latenciesMs = await work();
  const wallMs = performance.now() - start;
  // Of a single large request, what it took to write it and to check its answer is not the server's.
  const seconds = (latenciesMs.length === 1 ? (latenciesMs[0] ?? wallMs) : wallMs) / 1000;
  const cpuUsed = cpuMs(pid) + engine.cpuMs() - cpu;
  return {
    rate: (latenciesMs.length * units) / seconds,
    latenciesMs,
    cpuMs: cpuUsed / latenciesMs.length,
    loopDelayMs: await eventLoopDelayMs(port),
  };
}

/** Every round begins with another one, so that nobody always comes after the same neighbour. */
export const turn = <T>(list: T[], round: number): T[] =>
  list.map((_, index) => list[(index + round) % list.length] as T);
