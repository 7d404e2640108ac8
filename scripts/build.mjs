// Builds the program: one file, dist/main.js (or the one named), with everything in it that can be. Node.js opens one file
// instead of two thousand, which halves the time that every command takes to start.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [outfile = fileURLToPath(new URL('../dist/main.js', import.meta.url))] = process.argv.slice(2);

await build({
  entryPoints: [fileURLToPath(new URL('../src/main.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  // They bring files of their own: a driver in machine code, pages, workers.
  external: ['better-sqlite3', '@fastify/swagger-ui', 'pino'],
  logLevel: 'warning',
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
});
