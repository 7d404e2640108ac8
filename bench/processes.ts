import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Guardian } from '../test/guardian.js';
import { freePort } from '../test/mariadb.js';
import { askOnce } from './line.js';
import { get } from './requests.js';

export interface Workshop {
  guardian: Guardian;
  /** For everything that the bench writes; removed with it. */
  folder: string;
}

export interface Program {
  name: string;
  /** A JavaScript file and its arguments, run by this same node. */
  command: string[];
  env: Record<string, string>;
}

export interface Server {
  pid: number;
  port: number;
  /** From the start of the process until /health/ready answered 200. */
  startMs: number;
  /** What it said last, where it has ended by itself. */
  lastWords(): string | undefined;
  stop(): Promise<void>;
}

/** Only what a program needs: a setting of the one who runs the bench must not change what is measured. */
function environment(extra: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const settings = { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', HOST: '127.0.0.1' };
  return { ...settings, LOG_LEVEL: 'warn', ...extra };
}

export async function startServer(workshop: Workshop, program: Program): Promise<Server> {
  const port = await freePort();
  const path = join(workshop.folder, `${program.name.replaceAll(/\W+/g, '-')}.log`);
  const log = openSync(path, 'a');
  const started = performance.now();
  const child = workshop.guardian.spawn(process.execPath, program.command, {
    env: environment({ ...program.env, PORT: String(port) }),
    stdio: ['ignore', log, log],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  let stopped = false;
  const stop = async () => {
    stopped = true;
    if (ended()) return;
    child.ref();
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(kill);
  };
  const tail = () => `${program.name}: ${readFileSync(path, 'utf8').slice(-3000)}`;
  for (;;) {
    const ready = await askOnce(port, get('/health/ready')).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (ready) break;
    if (ended() || performance.now() - started > 60_000) {
      await stop();
      throw new Error(`It did not start. ${tail()}`);
    }
    await sleep(5);
  }
  return {
    pid: child.pid as number,
    port,
    startMs: performance.now() - started,
    lastWords: () => (ended() && !stopped ? tail() : undefined),
    stop,
  };
}

/** Runs a command to its end and answers what it printed. */
export async function run(workshop: Workshop, program: Program): Promise<string> {
  const child = workshop.guardian.spawn(process.execPath, program.command, {
    env: environment(program.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.ref();
  let output = '';
  let complaint = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new Error(`${program.name} ended with ${code}.\n${(complaint || output).slice(-3000)}`);
  return output.trim();
}

// Linux counts processor time in ticks of a hundredth of a second.
const CPU_TICK_MS = 10;

/** Milliseconds of processor time that a process has used, by itself and in the kernel. */
export function cpuMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CPU_TICK_MS;
}

export const memoryMb = (pid: number): number => statusMb(pid, 'VmRSS');

/** The highest resident memory since `forgetPeak`. */
export const peakMemoryMb = (pid: number): number => statusMb(pid, 'VmHWM');

export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function statusMb(pid: number, field: string): number {
  const kb = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  )?.[1];
  return Number(kb) / 1024;
}

// The monitor counts from tick to tick, so an idle loop shows the length of one tick.
const LOOP_TICK_MS = 10;

/**
 * The longest delay of the event loop since the last call: ours publishes it, a bare server has a route. Reading
 * starts it anew, which takes effect with the next tick; and the tick that notices a long task comes after the
 * answer that the task gave.
 */
export async function eventLoopDelayMs(port: number): Promise<number> {
  await sleep(3 * LOOP_TICK_MS);
  const bare = await askOnce(port, get('/stats'));
  const text = bare.status === 200 ? bare.body : (await askOnce(port, get('/metrics'))).body;
  await sleep(3 * LOOP_TICK_MS);
  const seconds = /(?:eventLoopDelayMax":|^nodejs_eventloop_lag_max_seconds(?:\{.*\})? )([\d.e+-]+)/m.exec(
    text,
  );
  return Math.max(0, Number(seconds?.[1]) * 1000 - LOOP_TICK_MS);
}
