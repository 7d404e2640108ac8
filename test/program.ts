import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { startGuardian } from './guardian.js';

const top = fileURLToPath(new URL('../', import.meta.url));

/** What the program needs beside its code. */
const companions = ['package.json', 'wsdl', 'sample'];

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
  const child: ChildProcess = guardian.spawn(process.execPath, [join(program(), 'dist/main.js'), ...words], {
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

let compiled: string | undefined;

/** The program in plain JavaScript, compiled once for every state of `src/`: starting it so is several times quicker. */
function program(): string {
  if (compiled) return compiled;
  const sources = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(top, 'src', path), 'utf8') }));
  const state = createHash('sha256');
  for (const { path, text } of sources) state.update(`${path}\n${text}\n`);
  for (const file of ['package.json', 'wsdl/enrollment.wsdl', 'sample/organization.json'])
    state.update(readFileSync(join(top, file)));
  const cache = join(top, 'node_modules/.cache/matricula-tests');
  const target = join(cache, state.digest('hex').slice(0, 16));
  if (!existsSync(target)) {
    compile(sources, cache, target);
    removeOld(cache);
  }
  compiled = target;
  return target;
}

function compile(sources: readonly { path: string; text: string }[], cache: string, target: string): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(`${cache}-`);
  for (const { path, text } of sources) {
    const file = join(draft, 'dist', path.replace(/\.ts$/, '.js'));
    const { code } = transformSync(text, {
      filename: path,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  for (const name of companions) cpSync(join(top, name), join(draft, name), { recursive: true });
  try {
    renameSync(draft, target);
  } catch {
    // Another test file was quicker.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Nobody runs what was compiled yesterday. */
function removeOld(cache: string): void {
  const yesterday = Date.now() - 86_400_000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (statSync(folder).mtimeMs < yesterday) rmSync(folder, { recursive: true, force: true });
  }
}
