import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { FailureCode } from '../../src/contract/failure.js';
import { type OperationName, operations } from '../../src/contract/operations.js';
import { codes } from '../../src/graphql/failure.js';
import { routes } from '../../src/rest/routes.js';
import { bindings } from '../../src/soap/bindings.js';
import { oneOf } from '../../src/soap/tree.js';
import type { TestApplication } from '../application.js';
import { askGraphql } from '../graphql/asking.js';
import { envelope, request } from '../soap/envelopes.js';
import { readAnswer } from '../soap/soap-answer.js';
import { readTree, type Tree } from '../soap/tree.js';
import { formOf } from './graphql-forms.js';

export type Protocol = 'REST' | 'SOAP' | 'GraphQL';
export const protocols: readonly Protocol[] = ['REST', 'SOAP', 'GraphQL'];
export type Input = Readonly<Record<string, unknown>>;

/** What came of a request, whichever protocol said it. */
export interface Told {
  readonly code: FailureCode | undefined;
  /** Places of what is wrong, as the protocol says them. */
  readonly places: readonly string[];
  /** The rule that the first of them breaks, if that is told. */
  readonly rule: string | undefined;
  /** The whole answer. */
  readonly text: string;
  /** Every value under this name, wherever it stands; null where nothing is. */
  values(name: string): readonly (string | null)[];
}

interface Asked {
  readonly as: string;
  readonly operation: OperationName;
  readonly input: Input;
}

/** Whether the protocol has the operation in the words of the contract: SOAP has some in the vendor's alone. */
export function carries(protocol: Protocol, operation: OperationName): boolean {
  return protocol !== 'SOAP' || ownBinding(operation) !== undefined;
}

const ownBinding = (operation: OperationName) =>
  bindings.find((one) => one.operation === operation && one.isOwn);

/** Asks for any operation in the words of the contract; undefined where the protocol has no way to say this. */
export function tell(app: TestApplication, protocol: Protocol, asked: Asked): Promise<Told | undefined> {
  return { REST: tellRest, SOAP: tellSoap, GraphQL: tellGraphql }[protocol](app, asked);
}

async function tellRest(app: TestApplication, { as, operation, input }: Asked): Promise<Told | undefined> {
  const route = routes.find((one) => one.operation === operation);
  if (!route) throw new Error(`no route of ${operation}`);
  const { id = [], query = {}, method, path } = route;
  const named = id.filter((field) => field !== undefined && input[field] !== undefined);
  // The path has room for one name.
  if (id.length > 0 && named.length !== 1) return undefined;
  const [field = ''] = named;
  const name = encodeURIComponent(String(input[field]));
  const rest = Object.entries(input).filter(([other]) => other !== field);
  const parameters = rest.flatMap(([other, value]) => {
    const parameter = Object.entries(query).find(([, filled]) => filled === other)?.[0];
    return [value].flat().map((one) => `${parameter}=${encodeURIComponent(String(one))}`);
  });
  const url = `/v1${path.replace(':id', field === id[1] ? `ref:${name}` : name)}`;
  const { text, json } =
    method === 'GET'
      ? await app.rest(as, method, `${url}?${parameters.join('&')}`)
      : await app.rest(as, method, url, Object.fromEntries(rest));
  return { code: json.code, ...broken(json.violations), text, values: (wanted) => valuesIn(json, wanted) };
}

function broken(violations: readonly { readonly path: string; readonly rule: string }[] = []) {
  return { places: violations.map(({ path }) => path), rule: violations[0]?.rule };
}

async function tellSoap(app: TestApplication, { as, operation, input }: Asked): Promise<Told | undefined> {
  const binding = ownBinding(operation);
  if (!binding) return undefined;
  const emptied = Object.keys(input).filter((field) => input[field] === null);
  const content = Object.entries(input).map(([field, value]) =>
    value === null ? '' : elementOf(field, value),
  );
  if (emptied.length > 0)
    content.push(`<clear>${emptied.map((one) => elementOf('field', one)).join('')}</clear>`);
  const said = envelope(request(binding.name, await app.token(as), content.join('')));
  const { fault, text } = readAnswer(await app.soap(said));
  return {
    code: fault?.code as FailureCode | undefined,
    ...broken(fault?.violations),
    text,
    values: (wanted) => textsIn(readTree(text), wanted),
  };
}

function elementOf(name: string, value: unknown): string {
  const inside = Array.isArray(value)
    ? value.map((one) => elementOf(typeof one === 'object' ? oneOf(name) : 'id', one)).join('')
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([inner, one]) => elementOf(inner, one))
          .join('')
      : String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${inside}</${name}>`;
}

const schema = buildSchema(
  readFileSync(new URL('../../src/graphql/schema.graphql', import.meta.url), 'utf8'),
);

async function tellGraphql(app: TestApplication, { as, operation, input }: Asked): Promise<Told | undefined> {
  const kind = operations[operation].changes ? 'mutation' : 'query';
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  const { field: name, args } = formOf(operation, input);
  const field: GraphQLField<unknown, unknown> | undefined = root?.getFields()[name];
  if (!field) return undefined;
  const given = field.args.filter(({ name: one }) => args[one] !== undefined);
  if (field.args.some((one) => isRequiredArgument(one) && args[one.name] === undefined)) return undefined;
  const named = given.map(({ name: one, type }) => `$${one}: ${type}`).join(', ');
  const passed = given.map(({ name: one }) => `${one}: $${one}`).join(', ');
  const variables = Object.fromEntries(given.map((one) => [one.name, argumentOf(one.type, args[one.name])]));
  const brackets = (text: string) => (text === '' ? '' : `(${text})`);
  const query = `${kind}${brackets(named)} { ${name}${brackets(passed)}${selectionOf(field.type, 4)} }`;
  const { data, errors } = await askGraphql(app, as, query, variables);
  const [error] = errors ?? [];
  const code = error?.extensions.code;
  if (code === 'BadQuery') throw new Error(`${error.message}: ${query} ${JSON.stringify(variables)}`);
  const known = (Object.keys(codes) as FailureCode[]).find((one) => codes[one] === code);
  const text = JSON.stringify({ data, errors });
  return {
    code: known,
    ...broken(error?.extensions.violations),
    text,
    values: (wanted) => valuesIn(data, wanted),
  };
}

/** Words of enumerations are written large. */
function argumentOf(type: GraphQLInputType, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => argumentOf(type, one));
  const inner = getNamedType(type);
  if (isEnumType(inner)) return String(value).toUpperCase();
  if (!isInputObjectType(inner) || typeof value !== 'object' || value === null) return value;
  const fields = inner.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      fields[name] ? argumentOf(fields[name].type, one) : one,
    ]),
  );
}

/** Everything that an answer may tell, so many levels deep. */
function selectionOf(type: GraphQLOutputType, levels: number): string {
  const inner = getNamedType(type);
  if (isLeafType(inner)) return '';
  const all = isObjectType(inner) || isInterfaceType(inner) ? Object.values(inner.getFields()) : [];
  const fields = all.flatMap(({ name, type: of, args }) => {
    if (args.some(isRequiredArgument)) return [];
    return isLeafType(getNamedType(of))
      ? [name]
      : levels > 1
        ? [`${name}${selectionOf(of, levels - 1)}`]
        : [];
  });
  return ` { ${['__typename', ...fields].join(' ')} }`;
}

function valuesIn(json: unknown, wanted: string): readonly (string | null)[] {
  if (Array.isArray(json)) return json.flatMap((one) => valuesIn(one, wanted));
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    if (name === wanted && Array.isArray(value) && value.every((one) => typeof one === 'string'))
      return value;
    if (name !== wanted || typeof value === 'object') return valuesIn(value, wanted);
    return [String(value)];
  });
}

function textsIn(tree: Tree, wanted: string): readonly string[] {
  return tree.children.flatMap((child) =>
    child.name === wanted && child.children.length === 0 ? [child.text] : textsIn(child, wanted),
  );
}
