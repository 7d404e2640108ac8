import type { Transaction } from './transaction.js';

export async function refreshSmart(
  _db: Transaction,
  _userNos: readonly number[] | 'everyone',
): Promise<void> {}
