import { Failure, failureAt } from '../contract/failure.js';
import type { Operation } from '../contract/operation.js';

/** One request of GraphQL over HTTP. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** Operations in one body at most. */
export const batchAtMost = 10;

/** What a body asks: one request, or a list of some. Fails with the place of what is wrong. */
export function readBody(body: unknown): { readonly asked: readonly Asked[]; readonly isBatch: boolean } {
  if (!Array.isArray(body)) return { asked: [readOne(body, '')], isBatch: false };
  if (body.length === 0 || body.length > batchAtMost)
    throw failureAt('too_large', '', 'batch', `One body takes 1 to ${batchAtMost} requests.`);
  return { asked: body.map((one, place) => readOne(one, `/${place}`)), isBatch: true };
}

function readOne(body: unknown, path: string): Asked {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw failureAt('invalid', path, 'type', 'Send a JSON object with query and, where needed, variables.');
  const { query, variables, operationName } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || query.trim() === '')
    throw failureAt('invalid', `${path}/query`, 'required', 'query must be a text of GraphQL.');
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  )
    throw failureAt('invalid', `${path}/variables`, 'type', 'variables must be an object.');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw failureAt('invalid', `${path}/operationName`, 'type', 'operationName must be a text.');
  return {
    query,
    variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
    operationName: operationName ?? undefined,
  };
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A word of an enumeration as GraphQL has it. */
export function enumWord(value: string): string {
  return value.replaceAll(/\W/g, '_').toUpperCase();
}

/** Arguments as the plain input of an operation: the words of its enumerations, and null only where it means something. */
export function readArguments(operation: Operation, args: Readonly<Record<string, unknown>>) {
  return plain(operation.input, args) as Readonly<Record<string, unknown>>;
}

function plain(schema: object, value: unknown): unknown {
  const { anyOf, enum: words, items, properties } = schema as Schema;
  if (anyOf) {
    const some = anyOf.filter(({ type }) => type !== 'null');
    const [only] = some;
    return value === null || some.length !== 1 || !only ? value : plain(only, value);
  }
  if (words && typeof value === 'string') return words.find((word) => enumWord(word) === value) ?? value;
  if (items && Array.isArray(value)) return value.map((one) => plain(items, one));
  if (properties && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => {
        const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
        const nullable = field?.anyOf?.some(({ type }) => type === 'null') ?? false;
        if (one === undefined || (one === null && !nullable)) return [];
        return [[name, field ? plain(field, one) : one]];
      }),
    );
  }
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only what was said: GraphQL hands over null for what a client leaves empty. */
export function said<T extends object>(input: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  ) as { [K in keyof T]: NonNullable<T[K]> };
}

/** Only what is not undefined: null means something. */
export function given<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}

/** Exactly one of some arguments; fails with the place where it is none or several. */
export function exactlyOne(args: Readonly<Record<string, unknown>>, ...names: readonly string[]): void {
  const told = names.filter((name) => args[name] !== undefined && args[name] !== null);
  if (told.length === 1) return;
  const path = `/${told[1] ?? names[0] ?? ''}`;
  throw failureAt('invalid', path, 'exactly_one', `Give exactly one of ${names.join(', ')}.`);
}

/** How many a page is to have: at most 50, as Pluvo documents it. */
export function readFirst(first: number | null | undefined): number {
  if (first === undefined || first === null) return 50;
  if (first < 1 || first > 50) throw failureAt('invalid', '/first', 'range', 'first must be from 1 to 50.');
  return first;
}

/** The place in a list of people that a cursor of it stands for. */
export function readPlace(after: string): number {
  if (/^\d{1,6}$/.test(after)) return Number(after);
  throw failureAt('invalid', '/after', 'cursor', 'The cursor is not one that a page of this list gave.');
}

/** The failure of whatever is not there, so that a query can answer null. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Failure && error.code === 'absent';
}
