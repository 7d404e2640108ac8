import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of a new hash: about 100 ms and 32 MiB. */
const cost = { N: 1 << 15, r: 8, p: 1 };
const bytes = { salt: 16, hash: 32 };
/** Hashes worked out at the same time: more would only starve everything else. */
const atOnce = 2;

const hashPattern = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{8,128}):([\w-]{16,128})$/;

/** Whether the text is a hash that `verifySecret` can check: `scrypt:N:r:p:salt:hash`, base64url, N a power of 2. */
export function isSecretHash(text: string): boolean {
  const parts = hashPattern.exec(text);
  const n = Number(parts?.[1]);
  return (
    parts !== null &&
    n >= 2 &&
    n <= 1 << 20 &&
    (n & (n - 1)) === 0 &&
    Number(parts[2]) > 0 &&
    Number(parts[3]) > 0
  );
}

/** Hashes a password or client secret with scrypt (RFC 7914) and a new salt. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(bytes.salt);
  const hash = await derive(secret, salt, bytes.hash, cost);
  return `scrypt:${cost.N}:${cost.r}:${cost.p}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** Whether the secret has this hash; `false` for what is no hash. */
export async function verifySecret(secret: string, stored: string): Promise<boolean> {
  const parts = isSecretHash(stored) ? hashPattern.exec(stored) : null;
  const [, n, r, p, salt, hash] = parts ?? [];
  if (!salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const options = { N: Number(n), r: Number(r), p: Number(p) };
  return timingSafeEqual(
    await derive(secret, Buffer.from(salt, 'base64url'), expected.length, options),
    expected,
  );
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(secret: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await new Promise((resolve, reject) => {
      const { N = 0, r = 0, p = 0 } = options;
      // Twice what scrypt takes (RFC 7914, section 5).
      const maxmem = 256 * r * (N + p + 2);
      scrypt(secret.normalize('NFKC'), salt, length, { ...options, maxmem }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
