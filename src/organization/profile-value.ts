import { foldCase } from '../contract/fold-case.js';
import { readLocalDay } from '../enrollment/instant.js';
import type { FieldRecord, ValueToWrite } from './profile-fields.js';

/** Characters of a value by which it is found, and that a unique one may have. */
const longestKey = 255;

/** What is wrong with a value. */
export interface WrongValue {
  readonly rule: 'number' | 'date' | 'boolean' | 'choice' | 'max_length';
  readonly message: string;
}

/** Judges the form of a value that is there. */
export function wrongValue(field: FieldRecord, value: string): WrongValue | undefined {
  return wrongForm(field, value) ?? tooLong(field, value);
}

function wrongForm({ type, choices }: FieldRecord, value: string): WrongValue | undefined {
  switch (type) {
    case 'text':
      return undefined;
    case 'number':
      if (/^-?\d+(\.\d+)?$/.test(value)) return undefined;
      return { rule: 'number', message: 'It must be a whole or decimal number, such as 12 or -0.5.' };
    case 'date':
      if (value.length === 10 && readLocalDay(value, 'UTC') !== undefined) return undefined;
      return { rule: 'date', message: 'It must be a day of the calendar, YYYY-MM-DD.' };
    case 'boolean':
      if (value === 'true' || value === 'false') return undefined;
      return { rule: 'boolean', message: 'It must be true or false.' };
    case 'choice':
      if (choices.includes(value)) return undefined;
      return { rule: 'choice', message: 'It must be one of the choices of the field.' };
  }
}

function tooLong({ unique }: FieldRecord, value: string): WrongValue | undefined {
  if (!unique || canBeUnique(value)) return undefined;
  return { rule: 'max_length', message: `Values of a unique field have at most ${longestKey} characters.` };
}

/** Whether the whole of a value fits into what is compared. */
export function canBeUnique(value: string): boolean {
  return [...wholeKey(value)].length <= longestKey;
}

/** A value, or nothing, as it is stored. */
export function toWrite(field: FieldRecord, value: string | null): ValueToWrite {
  const { no: fieldNo, unique } = field;
  if (value === null) return { fieldNo, value, valueKey: null, uniqueKey: null };
  return { fieldNo, value, valueKey: valueKey(value), uniqueKey: unique ? wholeKey(value) : null };
}

/** The form in which values are compared, everywhere: without regard to case and to blanks at the ends, cut. */
export function valueKey(value: string): string {
  return [...wholeKey(value)].slice(0, longestKey).join('').trimEnd();
}

function wholeKey(value: string): string {
  return foldCase(value).trim();
}
