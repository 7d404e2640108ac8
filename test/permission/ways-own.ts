import type { Operation } from '../../src/contract/operation.js';
import { type OperationName, operations } from '../../src/contract/operations.js';
import { routes } from '../../src/rest/routes.js';
import { bindings } from '../../src/soap/bindings.js';
import { oneOf } from '../../src/soap/tree.js';
import type { Target } from './people.js';
import type { AnyWay } from './way.js';

/**
 * How an operation is asked for in SOAP that is made of the contract alone: what the first of its addresses says, as
 * elements; answered as that is.
 */
export function ownSoapWays(
  name: OperationName,
  ways: Readonly<Record<string, AnyWay>>,
): Readonly<Record<string, AnyWay>> {
  const binding = bindings.find(({ operation, isOwn }) => isOwn && operation === name);
  if (!binding) return {};
  for (const [address, way] of Object.entries(ways)) {
    if ('core' in way) {
      const { core, ...verdicts } = way;
      return { [binding.name]: { ...verdicts, soap: (target: Target) => elements(core(target)) } };
    }
    if (!('rest' in way)) continue;
    const { rest, ...verdicts } = way;
    const soap = (target: Target) => elements(inputOf(name, address, rest(target)));
    return { [binding.name]: { ...verdicts, soap } };
  }
  throw new Error(`${name} has no address`);
}

/** The plain input that an address says. */
function inputOf(
  name: OperationName,
  address: string,
  [path, body = {}]: readonly [string, object?],
): object {
  const [method, pattern = ''] = address.split(' ');
  const route = routes.find((one) => one.operation === name && one.method === method && one.path === pattern);
  const url = new URL(path, 'http://nowhere');
  const input: Record<string, unknown> = { ...body };
  const place = pattern.split('/').indexOf(':id');
  if (place >= 0) {
    const text = decodeURIComponent(url.pathname.split('/')[place] ?? '');
    const [byId = '', byRef = ''] = route?.id ?? [];
    if (text.startsWith('ref:')) input[byRef] = text.slice(4);
    else input[byId] = text;
  }
  const { properties = {} } = (operations[name] as Operation).input as {
    properties?: Record<string, { type?: string }>;
  };
  for (const [parameter, value] of url.searchParams) {
    const field = (route?.query as Record<string, string> | undefined)?.[parameter] ?? parameter;
    input[field] =
      properties[field]?.type === 'array' ? [...((input[field] as string[]) ?? []), value] : value;
  }
  return input;
}

function elements(input: object): string {
  return Object.entries(input)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const inner = value.map((one) => element(typeof one === 'object' ? oneOf(name) : 'id', one)).join('');
    return `<${name}>${inner}</${name}>`;
  }
  if (typeof value === 'object' && value !== null) return `<${name}>${elements(value)}</${name}>`;
  return `<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;
}
