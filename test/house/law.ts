import { test } from '@jest/globals';
import type { Offence } from './rooms.js';

/** A law of the house as a test: when it is broken, the text says where, and what to do instead. */
export function law(statement: string, instead: string, offences: () => readonly Offence[]): void {
  test(statement, () => {
    const found = offences();
    if (found.length === 0) return;
    const list = found.map((offence) => `  ${offence}`).join('\n');
    const error = new Error(`The law is: ${statement}.\n${list}\nInstead: ${instead}`);
    error.stack = error.message;
    throw error;
  });
}
