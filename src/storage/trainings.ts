import type { Trainings } from '../catalog/trainings.js';
import type { Transaction } from './transaction.js';

/** Trainings and their sessions, in SQL. */
export function sqlTrainings(_db: Transaction): Trainings {
  return {};
}
