import type { OperationName } from '../../src/contract/operations.js';

/** How a field of GraphQL says an operation where it has names of its own for it. */
interface Form {
  /** The argument that holds what is not named here, if there is such a thing. */
  readonly inside?: string;
  /** Arguments beside it. */
  readonly beside: Readonly<Record<string, string>>;
  /** Names inside. */
  readonly names?: Readonly<Record<string, string>>;
}

const ofEvents = {
  ...{
    published: 'publish',
    maxRegistrations: 'maxSubscriptions',
    minRegistrations: 'minSubscriptions',
    closingAt: 'closingDate',
  },
  ...{ trainerIds: 'trainers', startAt: 'start', endAt: 'end' },
};

const forms: Partial<Record<OperationName, Form>> = {
  createOfferEvent: {
    inside: 'offerEvent',
    beside: { offerId: 'offerId', offerRef: 'offerRef' },
    names: ofEvents,
  },
  updateOfferEvent: {
    inside: 'offerEvent',
    beside: { offerEventId: 'id', offerEventRef: 'ref' },
    names: ofEvents,
  },
  deleteOfferEvent: { beside: { offerEventId: 'id', offerEventRef: 'ref' } },
  updateTraining: { inside: 'training', beside: { trainingId: 'id', trainingRef: 'ref' } },
};

/** The field of an operation, and its arguments. */
export function formOf(operation: OperationName, input: Readonly<Record<string, unknown>>) {
  const form = forms[operation];
  if (!form) return { field: operation, args: input };
  const { inside, beside } = form;
  const entries = Object.entries(input);
  const others = entries.filter(([name]) => beside[name] === undefined);
  const within = Object.fromEntries(
    others.map(([name, value]) => [form.names?.[name] ?? name, renamed(value, form)]),
  );
  const args = {
    ...Object.fromEntries(entries.flatMap(([name, value]) => (beside[name] ? [[beside[name], value]] : []))),
    ...(inside && { [inside]: within }),
  };
  return { field: operation, args: args as Readonly<Record<string, unknown>> };
}

function renamed(value: unknown, form: Form): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, form));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [form.names?.[name] ?? name, one]));
}

/** Where a field of the contract stands among the arguments. */
export function placeInForm(operation: OperationName, path: string): string {
  const form = forms[operation];
  if (!form) return path;
  const [, first = '', ...more] = path.split('/');
  if (form.beside[first]) return `/${form.beside[first]}`;
  return ['', form.inside, ...[first, ...more].map((name) => form.names?.[name] ?? name)].join('/');
}
