import { writeFileSync } from 'node:fs';
import { permissionMatrix } from './permission-matrix.js';

writeFileSync('PERMISSIONS.md', permissionMatrix());
console.log('printed PERMISSIONS.md');
