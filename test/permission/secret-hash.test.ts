import { scryptSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { hashSecret, isSecretHash, verifySecret } from '../../src/permission/secret-hash.js';

function hashWith(secret: string, N: number, r: number, p: number): string {
  const salt = Buffer.from('a salt of a test');
  const hash = scryptSync(secret, salt, 32, { N, r, p, maxmem: 1 << 28 });
  return `scrypt:${N}:${r}:${p}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

describe('hashes of passwords and client secrets', () => {
  test('a secret has its hash, another has not; each hash has a salt of its own', async () => {
    const [one, other] = [await hashSecret('right'), await hashSecret('right')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('right');
    expect([await verifySecret('right', one), await verifySecret('right', other)]).toEqual([true, true]);
    expect([await verifySecret('Right', one), await verifySecret('', one)]).toEqual([false, false]);
  });

  test.each([
    [2, 1, 1],
    [16, 1, 16],
    [1_024, 8, 1],
    [1_024, 1, 99],
    [16_384, 8, 2],
  ])('hashes of another system with N %i, r %i, p %i can be checked', async (N, r, p) => {
    const hash = hashWith('right', N, r, p);
    expect(isSecretHash(hash)).toBe(true);
    expect([await verifySecret('right', hash), await verifySecret('wrong', hash)]).toEqual([true, false]);
  });

  test.each([
    '',
    'right',
    'scrypt:3:1:1:c2FsdHNhbHQ:aGFzaGhhc2hoYXNoaGFzaA',
    'scrypt:0:8:1:c2FsdHNhbHQ:aGFzaGhhc2hoYXNoaGFzaA',
    'bcrypt:10:x',
  ])("what is no hash, %j, is nobody's", async (text) => {
    expect([isSecretHash(text), await verifySecret('right', text)]).toEqual([false, false]);
  });

  test('a secret is the same in composed and decomposed letters', async () => {
    const hash = await hashSecret('zo\u00eb');
    expect(await verifySecret('zoe\u0308', hash)).toBe(true);
  });
});
