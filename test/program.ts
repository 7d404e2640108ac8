import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from './built-program.js';
import { startGuardian } from './guardian.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  /** Where it listens. */
  readonly url: string;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

type Environment = Readonly<Record<string, string>>;

const guardian = startGuardian();

/** Runs a command of the program to its end. */
export async function runCommand(words: readonly string[], environment: Environment = {}): Promise<Ended> {
  return await start(words, environment).ended;
}

/** Starts a command that stays, on a free port unless told otherwise, and waits until it listens. */
export async function startServer(environment: Environment = {}, command = 'serve'): Promise<Running> {
  const started = start([command], { PORT: '0', ...environment });
  let over: Ended | undefined;
  started.ended.then((ended) => {
    over = ended;
  });
  for (;;) {
    const { stdout, stderr } = started.output();
    const url = /(?:listening on|Swagger UI) +(http:\/\/[^\s"/]+)/.exec(stdout)?.[1];
    if (url && started.child.pid !== undefined) {
      return {
        url,
        pid: started.child.pid,
        stdout: () => started.output().stdout,
        stderr: () => started.output().stderr,
        async stop(signal = 'SIGTERM') {
          started.child.kill(signal);
          return await started.ended;
        },
      };
    }
    if (over) throw new Error(`${command} ended with ${over.code}: ${stdout}${stderr}`);
    await sleep(10);
  }
}

function start(words: readonly string[], environment: Environment) {
  const child: ChildProcess = guardian.spawn(process.execPath, [builtProgram(), ...words], {
    // Nothing of the settings of whoever runs the tests.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.ref();
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  return { child, ended, output: () => ({ ...texts }) };
}
