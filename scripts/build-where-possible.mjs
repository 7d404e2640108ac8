// `prepare`: builds dist/ after `npm ci`. Where the compiler was left out (`--omit=dev`), dist/ has to come from elsewhere.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/typescript', import.meta.url))) {
  execSync('npm run build', { stdio: 'inherit' });
}
