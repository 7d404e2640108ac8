import { mkdirSync, writeFileSync } from 'node:fs';
import { contractFiles } from './contract-files.js';

mkdirSync('openapi', { recursive: true });
for (const [path, text] of await contractFiles()) {
  writeFileSync(path, text);
  console.log(`printed ${path}`);
}
