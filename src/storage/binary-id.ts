/** Ids are 16 bytes inside and UUID text in lower case outside. */
export function toBinary(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

export function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function toUuidOrNull(bytes: Buffer | null): string | null {
  return bytes === null ? null : toUuid(bytes);
}
