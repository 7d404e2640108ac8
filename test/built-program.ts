import { execFileSync } from 'node:child_process';
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
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../', import.meta.url));

/** What the program needs beside its code. */
const companions = ['package.json', 'src/graphql/schema.graphql', 'wsdl', 'sample'];

let built: string | undefined;

/** The program as it is shipped, built once for every state of `src/`; answers its path. */
export function builtProgram(): string {
  if (built) return built;
  const state = createHash('sha256');
  const sources = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' }).sort();
  const files = sources.filter((path) => path.endsWith('.ts')).map((path) => `src/${path}`);
  for (const file of [...files, 'scripts/build.mjs', 'package-lock.json', ...companions.flatMap(filesOf)])
    state.update(`${file}\n`).update(readFileSync(join(top, file)));
  const cache = join(top, 'node_modules/.cache/matricula-tests');
  const target = join(cache, state.digest('hex').slice(0, 16));
  if (!existsSync(target)) {
    build(cache, target);
    removeOld(cache);
  }
  built = join(target, 'dist/main.js');
  return built;
}

function build(cache: string, target: string): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(`${cache}-`);
  execFileSync(process.execPath, [join(top, 'scripts/build.mjs'), join(draft, 'dist/main.js')]);
  for (const name of companions) cpSync(join(top, name), join(draft, name), { recursive: true });
  try {
    renameSync(draft, target);
  } catch {
    // Another test file was quicker.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A file, or all files of a folder. */
function filesOf(name: string): string[] {
  if (!statSync(join(top, name)).isDirectory()) return [name];
  return readdirSync(join(top, name)).map((file) => join(name, file));
}

/** Nobody runs what was compiled yesterday. */
function removeOld(cache: string): void {
  const yesterday = Date.now() - 86_400_000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (statSync(folder).mtimeMs < yesterday) rmSync(folder, { recursive: true, force: true });
  }
}
