// `prepare`: builds dist/ after `npm ci`. Where the bundler was left out (`--omit=dev`), dist/ has to come from elsewhere.
// The first `npx matricula` asks for it too, and need not wait for what is there.
import { execSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';

const top = new URL('../', import.meta.url);
const changedAt = (path) => statSync(new URL(path, top), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const sources = readdirSync(new URL('src', top), { recursive: true }).map((path) => `src/${path}`);
const madeOf = [...sources, 'package-lock.json', 'scripts/build.mjs'];
const isOld = madeOf.some((path) => changedAt(path) > changedAt('dist/main.js'));

if (isOld && changedAt('node_modules/esbuild') > 0) execSync('npm run build', { stdio: 'inherit' });
