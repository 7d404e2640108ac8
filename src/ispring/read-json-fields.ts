import { pointer } from '../contract/failure.js';
import type { Shape, Shapes } from './shape.js';
import type { Told } from './told.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields that a JSON object says. Null and an empty text count as absent, but for values under names of their own,
 * which they take away. What is of another form than it should be stays as it is: the check of the input names it.
 */
export function readJsonFields(value: unknown, shapes: Shapes, path: string, told: Told): Fields {
  if (!isObject(value)) {
    told.tell(path, 'type', 'It must be an object.');
    return {};
  }
  const fields = Object.entries(value).flatMap(([name, given]): [string, unknown][] => {
    const place = path + pointer(name.slice(0, 80));
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (!shape) told.unknown(place, `The field ${name.slice(0, 80)}`);
    const isAbsent = given === null || (given === '' && shape?.kind === 'scalar');
    return shape && !isAbsent ? [[name, readJsonField(given, shape, place, told)]] : [];
  });
  return Object.fromEntries(fields);
}

/** What the value of one field says. */
export function readJsonField(value: unknown, shape: Shape, path: string, told: Told): unknown {
  switch (shape.kind) {
    case 'scalar':
      return value;
    case 'list': {
      const [item = ''] = shape.items;
      // As it stands in XML: {"id": [...]}.
      const list = isObject(value) && Object.hasOwn(value, item) ? [value[item]].flat() : value;
      if (!Array.isArray(list)) return list;
      return list.map((one, place) => readJsonField(one, shape.of, `${path}/${place}`, told));
    }
    case 'object':
      if (shape.text !== undefined && typeof value === 'string') return { [shape.text]: value };
      return readJsonFields(value, shape.fields, path, told);
    case 'values':
      return Array.isArray(value) ? readPairs(value, path, told) : readValues(value, path, told);
  }
}

function readValues(value: unknown, path: string, told: Told): Fields {
  if (!isObject(value)) {
    told.tell(path, 'type', 'It must be an object.');
    return {};
  }
  const seen = new Map<string, unknown>();
  for (const [name, one] of Object.entries(value)) {
    const key = name.toLowerCase();
    if (seen.has(key)) told.repeated(path + pointer(key.slice(0, 80)), `The field ${key.slice(0, 80)}`);
    seen.set(key, one);
  }
  return Object.fromEntries(seen);
}

/** As values are answered: a list of `name` and `value`. */
function readPairs(pairs: readonly unknown[], path: string, told: Told): Fields {
  const given = pairs.flatMap((pair, place): [string, unknown][] => {
    const name = isObject(pair) ? pair['name'] : undefined;
    if (typeof name === 'string') return [[name, (pair as Fields)['value'] ?? null]];
    told.tell(`${path}/${place}`, 'type', 'It must have a name and a value.');
    return [];
  });
  const names = given.map(([name]) => name.toLowerCase());
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    told.repeated(path + pointer(twice.slice(0, 80)), `The field ${twice.slice(0, 80)}`);
  return readValues(Object.fromEntries(given), path, told);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
