import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { permissionMatrix } from '../../scripts/permission-matrix.js';
import { operations } from '../../src/contract/operations.js';
import { accountPermissions, assignablePermissions } from '../../src/contract/permission.js';

describe('PERMISSIONS.md', () => {
  const committed = readFileSync(new URL('../../PERMISSIONS.md', import.meta.url), 'utf8');

  test('is what `npm run permissions` prints now', () => {
    expect(committed).toBe(permissionMatrix());
  });

  test('has a row for every operation, with its summary, and names every permission', () => {
    for (const { name, summary } of Object.values(operations)) {
      expect(committed).toMatch(new RegExp(`^\\| ${summary} \\(\`${name}\`\\) +\\|`, 'm'));
    }
    for (const permission of [...assignablePermissions, ...accountPermissions]) {
      expect(committed).toContain(`\`${permission}\``);
    }
  });

  test('says of every operation what every role may do, in words', () => {
    const rows = committed.split('\n').filter((line) => /^\| .*\(`\w+`\)/.test(line));
    expect(rows).toHaveLength(Object.keys(operations).length);
    for (const row of rows) {
      const cells = row.split('|').slice(2, -1);
      expect(cells.length).toBeGreaterThanOrEqual(6);
      for (const cell of cells) expect(cell.trim()).not.toBe('');
    }
  });
});
