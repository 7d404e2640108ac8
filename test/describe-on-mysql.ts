import { describe } from '@jest/globals';
import { hasMySql } from './mysql-for-tests.js';

/** Why a suite that wants a server is skipped: said in its name, and once loudly where the run begins. */
export const whyNoMySql = 'skipped: no MariaDB is installed';

/** `describe` for what only a server of MySQL's kind has; where there is none, skipped with the reason in its name. */
export function describeOnMySql(name: string, body: () => void): void {
  if (hasMySql()) describe(name, body);
  else describe.skip(`${name} (${whyNoMySql})`, body);
}
