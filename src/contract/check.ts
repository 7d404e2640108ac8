import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { Failure, failureAt, pointer, type Violation, violationsTold } from './failure.js';
import type { Operation } from './operation.js';
import { ruleMistakes } from './rule-form.js';
import type { LimitName } from './selection.js';

/** Up to how many values an input is searched for all violations, not only the first; and fields of one request at most. */
const bounds = { searched: 20_000, keys: 200 };

/** How a violation of a field begins that is taken under one of several names. */
export const giveOneOf = 'Give exactly one of ';

/** `found` are violations that a dialect met on the way: they are told together with those found here. */
export type InputCheck = (
  operation: Operation,
  input: unknown,
  found?: readonly Violation[],
) => Readonly<Record<string, unknown>>;

/**
 * Checks inputs against the schemas of their operations, once and for every protocol in the same words. Fails
 * `invalid` with the violations, `too_large` where a list is longer than `limits` allow.
 */
export function inputCheck(limits: Readonly<Record<LimitName, number>>): InputCheck {
  const first = ajv(false);
  const all = ajv(true);
  return (operation, input, found = []) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      throw failureAt('invalid', '', 'type', 'The request must be an object.');
    }
    const given = input as Readonly<Record<string, unknown>>;
    checkFieldCount(given);
    const prepared = operation.prepare?.(given) ?? given;
    checkSizes(operation, prepared, limits);
    // Compiled once: the compiler remembers each schema.
    const fits = first.compile(operation.input);
    const isFit = fits(prepared);
    if (isFit && found.length === 0) return prepared;
    const every = all.compile(operation.input);
    const errors = !isFit && isSmall(prepared) && !every(prepared) ? every.errors : fits.errors;
    throw invalid(found, errors ?? []);
  };
}

function ajv(allErrors: boolean): Ajv {
  const instance = new Ajv({
    allErrors,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    verbose: true,
    // Our own schemas: tests hold them to the standard, the start need not.
    meta: false,
    validateSchema: false,
  });
  addFormats.default(instance);
  instance.addKeyword({ keyword: 'limit', schemaType: 'string' });
  instance.addKeyword({
    keyword: 'ruleForm',
    type: 'object',
    schemaType: 'boolean',
    errors: true,
    validate: Object.assign(ruleForm, {}),
  });
  instance.addKeyword({
    keyword: 'exactlyOneOf',
    type: 'object',
    schemaType: 'array',
    errors: true,
    validate: Object.assign(exactlyOneOf, {}),
  });
  instance.addKeyword({
    keyword: 'atMostOneOf',
    type: 'object',
    schemaType: 'array',
    errors: true,
    validate: Object.assign(atMostOneOf, {}),
  });
  return instance;
}

type Groups = readonly (readonly string[])[];
type Reporting = { errors?: Partial<ErrorObject>[] };

/** Of each group of fields exactly one has to be there. */
function exactlyOneOf(this: unknown, groups: Groups, data: object): boolean {
  const errors: Partial<ErrorObject>[] = [];
  for (const group of groups) {
    const given = group.filter((field) => Object.hasOwn(data, field));
    if (given.length === 1) continue;
    const field = given[1] ?? group[0] ?? '';
    errors.push({ keyword: 'exactlyOneOf', params: { field, group, given: given.length } });
  }
  (exactlyOneOf as Reporting).errors = errors;
  return errors.length === 0;
}

/** Of each group of fields not more than one may be there. */
function atMostOneOf(this: unknown, groups: Groups, data: object): boolean {
  const errors: Partial<ErrorObject>[] = [];
  for (const group of groups) {
    const [, field] = group.filter((name) => Object.hasOwn(data, name));
    if (field !== undefined) errors.push({ keyword: 'atMostOneOf', params: { field, group } });
  }
  (atMostOneOf as Reporting).errors = errors;
  return errors.length === 0;
}

/** The form of a rule, with the place of each mistake. */
function ruleForm(
  this: unknown,
  _isRule: boolean,
  data: unknown,
  _schema?: object,
  place?: { readonly instancePath: string },
): boolean {
  const errors = ruleMistakes(data).map(
    ({ path, rule, message }): Partial<ErrorObject> => ({
      keyword: 'ruleForm',
      instancePath: (place?.instancePath ?? '') + path,
      params: { rule, message },
    }),
  );
  (ruleForm as Reporting).errors = errors;
  return errors.length === 0;
}

/** Fails `invalid` for an object of more fields than any request has; to be asked before anything goes through them. */
export function checkFieldCount(input: object): void {
  if (Object.keys(input).length > bounds.keys)
    throw failureAt('invalid', '', 'max_fields', 'The request has too many fields.');
}

function checkSizes(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  limits: Readonly<Record<LimitName, number>>,
): void {
  const { properties } = operation.input as { properties?: Record<string, { limit?: LimitName }> };
  for (const [key, value] of Object.entries(input)) {
    const name = Object.hasOwn(properties ?? {}, key) ? properties?.[key]?.limit : undefined;
    if (name && Array.isArray(value) && value.length > limits[name]) {
      const message = `${key} has ${value.length} entries; at most ${limits[name]} fit into one request.`;
      throw failureAt('too_large', pointer(key), 'max_items', message);
    }
  }
}

/** Whether looking for every violation stays cheap. */
function isSmall(input: unknown): boolean {
  let left = bounds.searched;
  const open: unknown[] = [input];
  while (open.length > 0) {
    const value = open.pop();
    left -= 1;
    if (left < 0) return false;
    if (typeof value !== 'object' || value === null) continue;
    // Not through an array of millions, nor through a copy of it.
    const inner = Array.isArray(value) ? value : Object.values(value);
    if (open.length + inner.length > bounds.searched) return false;
    open.push(...inner);
  }
  return true;
}

function invalid(found: readonly Violation[], errors: readonly ErrorObject[]): Failure {
  const violations = new Map(found.map((violation) => [`${violation.path} ${violation.rule}`, violation]));
  // What is wrong with a place is told once, by whoever met it first.
  const places = new Set(found.map((violation) => violation.path));
  for (const error of telling(errors)) {
    const violation = violationOf(error);
    if (!places.has(violation.path)) violations.set(`${violation.path} ${violation.rule}`, violation);
  }
  const told = [...violations.values()].slice(0, violationsTold);
  const [first] = told;
  const message = first ? `${first.path || 'The request'}: ${first.message}` : 'The request is not valid.';
  return new Failure('invalid', message, { violations: told });
}

/** The errors that say something: not those that only repeat, in other words, what another one says of its place. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const schemaOf = ({ instancePath, schemaPath }: ErrorObject) =>
    `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`;
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(schemaOf));
  return errors.filter((error) => {
    const { keyword, params, schemaPath } = error;
    if (keyword === 'if' || keyword === 'anyOf' || keyword === 'oneOf') return false;
    if (keyword !== 'type') return !mistyped.has(schemaOf(error));
    // Where null is one choice, what the other one misses is what matters.
    return params['type'] !== 'null' || !schemaPath.includes('/anyOf/');
  });
}

function violationOf(error: ErrorObject): Violation {
  const { instancePath: path, keyword, params } = error;
  switch (keyword) {
    case 'required':
      return { path: path + pointer(params['missingProperty']), rule: 'required', message: 'It is needed.' };
    case 'additionalProperties':
      return {
        path: path + pointer(params['additionalProperty']),
        rule: 'unknown_field',
        message: 'There is no such field.',
      };
    case 'exactlyOneOf': {
      const names = (params['group'] as readonly string[]).join(', ');
      const rule = params['given'] === 0 ? 'required' : 'exactly_one';
      return { path: path + pointer(params['field']), rule, message: `${giveOneOf}${names}.` };
    }
    case 'atMostOneOf': {
      const names = (params['group'] as readonly string[]).join(', ');
      const message = `Give at most one of ${names}.`;
      return { path: path + pointer(params['field']), rule: 'at_most_one', message };
    }
    case 'ruleForm':
      return { path, rule: String(params['rule']), message: String(params['message']) };
    case 'enum':
      return {
        path,
        rule: 'one_of',
        message: `It must be one of ${(params['allowedValues'] as unknown[]).join(', ')}.`,
      };
    case 'pattern':
    case 'format':
      return { path, rule: 'format', message: 'It does not have the form that is needed.' };
    case 'minimum':
    case 'maximum':
      return { path, rule: 'range', message: `It must be ${params['comparison']} ${params['limit']}.` };
    case 'type':
      return { path, rule: 'type', message: `It must be of the type ${params['type']}.` };
    default:
      return { path, rule: snake(keyword), message: `It ${error.message ?? 'is not valid'}.` };
  }
}

function snake(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
