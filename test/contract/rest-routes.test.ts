import { describe, expect, test } from '@jest/globals';
import { fieldSchema } from '../../src/contract/lexical.js';
import type { Operation } from '../../src/contract/operation.js';
import { type OperationName, operations } from '../../src/contract/operations.js';
import type { Route } from '../../src/rest/route.js';
import { routes } from '../../src/rest/routes.js';

const named = Object.entries(operations) as [OperationName, Operation][];
const fieldsOf = ({ input }: Operation) =>
  Object.keys((input as unknown as { properties: Record<string, unknown> }).properties);
const idsOf = ({ id }: Route) => (id ?? []).flatMap((field) => field ?? []);
const address = ({ method, path }: Route) => `${method} ${path}`;
const byAddress = routes.map((route) => [address(route), route] as const);

/** Fields of the contract that no address takes, with the reason. */
const unreachable: Readonly<Record<string, readonly string[]>> = {
  // In a path there are ids and refs; people are searched for by these.
  getUser: ['userEmail', 'userLogin'],
  deleteUser: ['userEmail', 'userLogin'],
};

/** Operations that change nothing, but ask for more names than fit into an address. */
const asksForMany: readonly OperationName[] = ['findExistingUsers'];

describe('every operation', () => {
  test('is reachable over REST, but for tokens and the organisation file', () => {
    const reached = new Set(routes.map(({ operation }) => operation));
    const missing = named.map(([name]) => name).filter((name) => !reached.has(name));
    expect(missing.sort()).toEqual(['issueToken', 'loadOrganization']);
  });

  test('is called by the key that it has in the table', () => {
    for (const [key, { name }] of named) expect(name).toBe(key);
  });

  test.each(named.filter(([name]) => routes.some(({ operation }) => operation === name)))(
    '%s: each of its fields can be said at one of its addresses',
    (name, operation) => {
      const said = routes
        .filter((route) => route.operation === name)
        .flatMap((route) => sayable(route, operation));
      const silent = fieldsOf(operation).filter((field) => !said.includes(field));
      expect(silent).toEqual(unreachable[name] ?? []);
    },
  );
});

/** The fields that a request to this address can fill: path, query, If-Match and, where one belongs, the body. */
function sayable(route: Route, operation: Operation): string[] {
  const elsewhere = [
    ...idsOf(route),
    ...Object.values(route.query ?? {}),
    ...(route.id ? ['ifVersion'] : []),
  ];
  const hasBody = route.method === 'POST' || route.method === 'PUT' || route.method === 'PATCH';
  return hasBody
    ? [...elsewhere, ...fieldsOf(operation).filter((field) => field !== 'ifVersion')]
    : elsewhere;
}

describe.each(byAddress)('%s', (_, route) => {
  const operation: Operation = operations[route.operation];

  test('stands once in the table', () => {
    expect(routes.filter((other) => address(other) === address(route))).toEqual([route]);
  });

  test('is a GET if, and only if, the operation changes nothing and what it asks for fits into an address', () => {
    expect(route.method === 'GET').toBe(!operation.changes && !asksForMany.includes(route.operation));
  });

  test('fills only fields that the contract has', () => {
    for (const field of [...idsOf(route), ...Object.values(route.query ?? {})]) {
      expect(fieldSchema(operation.input, field)).toBeDefined();
    }
    expect(route.id !== undefined).toBe(route.path.includes(':id'));
  });

  test('names query parameters as the fields are named, lists by one of their items', () => {
    for (const [name, field] of Object.entries(route.query ?? {})) {
      expect(name).toBe(field.replace(/(Id|Ref|Type|Field|Role|role|email|login|status)e?s$/, '$1'));
    }
  });

  test('can be tried without consequences, if it can change anything and the operation knows how', () => {
    const dry = fieldSchema(operation.input, 'dryRun') !== undefined;
    expect(Object.hasOwn(route.query ?? {}, 'dryRun')).toBe(dry);
  });

  test('pages, where its answer does', () => {
    const pages = fieldSchema(operation.output, 'nextCursor') !== undefined;
    expect(Object.hasOwn(route.query ?? {}, 'cursor')).toBe(pages);
    expect(Object.hasOwn(route.query ?? {}, 'limit')).toBe(pages);
  });
});
