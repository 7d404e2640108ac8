// `prepare`: builds dist/ after `npm ci`. Where the bundler was left out (`--omit=dev`), dist/ has to come from elsewhere.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  execSync('npm run build', { stdio: 'inherit' });
}
