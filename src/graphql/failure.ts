import { GraphQLError } from 'graphql';
import { Failure, type FailureCode, type Violation } from '../contract/failure.js';

/** The codes of errors (`extensions.code`); only the one about credentials has `Auth` in it. */
export const codes: Readonly<Record<FailureCode, string>> = {
  invalid: 'BadInput',
  unauthenticated: 'AuthenticationError',
  forbidden: 'PermissionDenied',
  absent: 'NotFound',
  conflict: 'Conflict',
  stale: 'Stale',
  too_large: 'TooLarge',
  too_many: 'TooManyRequests',
  unavailable: 'Unavailable',
  broken: 'Broken',
  idempotency_key_in_use: 'Conflict',
  idempotency_key_reused: 'BadInput',
};

/** A query that cannot be run: not GraphQL, not of this schema, or more than may be asked at once. */
export function refusedQuery(message: string, code = 'BadQuery'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Whatever was thrown, as it stands among the errors of an answer. */
export function errorOf(error: unknown, requestId: string): GraphQLError {
  if (!(error instanceof GraphQLError)) return failureError(error, requestId, {});
  const { nodes, source, positions, path, originalError } = error;
  const place = {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  };
  if (originalError && !(originalError instanceof GraphQLError))
    return failureError(originalError, requestId, place);
  const extensions = { code: 'BadQuery', violations: [], ...error.extensions, requestId };
  return new GraphQLError(error.message, { ...place, extensions });
}

function failureError(error: unknown, requestId: string, place: object): GraphQLError {
  const failure =
    error instanceof Failure
      ? error
      : new Failure('broken', 'Something went wrong here; the log knows more under the id of this request.');
  const { code, message, violations, linkedVia } = failure;
  return new GraphQLError(message, {
    ...place,
    extensions: {
      code: codes[code],
      violations,
      ...(linkedVia.length > 0 && { linkedVia }),
      ...(failure.retryAfter !== undefined && { retryAfter: failure.retryAfter }),
      requestId,
    },
  });
}

/**
 * A failure whose violations point to the arguments of a field instead of the plain input of its operation. Places are
 * told by the names of input fields, or by `field/name` and `field/0/name` for what is inside of one.
 */
export function withPlaces(error: unknown, places: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof Failure)) return error;
  const violations = error.violations.map((one): Violation => ({ ...one, path: placeOf(one.path) }));
  // A message may begin with the path of the first violation.
  const [first] = error.violations;
  const isLed = first !== undefined && error.message.startsWith(`${first.path}: `);
  const message = isLed ? placeOf(first.path) + error.message.slice(first.path.length) : error.message;
  const { retryAfter } = error;
  return new Failure(error.code, message, {
    violations,
    linkedVia: error.linkedVia,
    ...(retryAfter !== undefined && { retryAfter }),
  });

  function placeOf(path: string): string {
    const parts = path.split('/').slice(1);
    for (const length of [3, 2, 1]) {
      const field = parts.slice(0, length).join('/');
      if (parts.length >= length && Object.hasOwn(places, field))
        return [places[field], ...parts.slice(length)].join('/');
    }
    return path;
  }
}
