import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * All servers measured are started alike: by node, from plain JavaScript. So the bare ones are compiled first, to
 * a new folder from which node finds the packages of this project.
 */
export function compileBareServers(): string {
  const source = fileURLToPath(new URL('./bare/', import.meta.url));
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const target = mkdtempSync(join(cache, 'matricula-bench-'));
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n');
  for (const name of readdirSync(source)) {
    const { code } = transformSync(readFileSync(join(source, name), 'utf8'), {
      filename: name,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    writeFileSync(join(target, name.replace(/\.ts$/, '.js')), code);
  }
  return target;
}
