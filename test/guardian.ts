import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Outlives this process by a moment and cleans up after it, however it ends, `kill -9` included: a small shell
 * that reads a pipe from us, and once that closes ends the programs and removes the folders it was told about.
 */
export interface Guardian {
  /** Starts a program in a process group of its own, which will not outlive us. */
  spawn(program: string, args: string[], options?: SpawnOptions): ChildProcess;
  /** Takes a folder into care. */
  folder(path: string): void;
  /** Ends the programs that are left and removes the folders. */
  finish(): Promise<void>;
}

const SCRIPT = `
trap '' HUP INT TERM
groups= folders=
while read -r word value; do
  case $word in
    started) groups="$groups $value" ;;
    ended) left=; for g in $groups; do [ "$g" = "$value" ] || left="$left $g"; done; groups=$left ;;
    folder) folders="$folders$value
" ;;
  esac
done
for g in $groups; do kill -9 "-$g"; done
[ -z "$groups" ] || sleep 0.2
printf '%s' "$folders" | while IFS= read -r f; do
  for n in 1 2 3 4 5; do rm -rf -- "$f" && break; sleep 0.2; done
done
`;

export function startGuardian(): Guardian {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const gone = new Promise((resolve) => shell.once('exit', resolve));
  const input = shell.stdin;
  input.on('error', () => {});
  // Neither the guardian nor what it guards keeps this process running.
  shell.unref();
  if ('unref' in input && typeof input.unref === 'function') input.unref();
  return {
    spawn: (program, args, options = {}) => {
      const child = spawn(program, args, { stdio: 'ignore', ...options, detached: true });
      if (child.pid === undefined) return child;
      input.write(`started ${child.pid}\n`);
      child.once('exit', () => input.write(`ended ${child.pid}\n`));
      child.unref();
      return child;
    },
    folder: (path) => {
      input.write(`folder ${path}\n`);
    },
    finish: async () => {
      shell.ref();
      input.end();
      await Promise.race([gone, sleep(20_000, undefined, { ref: false })]);
    },
  };
}
