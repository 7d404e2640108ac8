import { pointer, type Violation } from './failure.js';
import { keyPattern } from './identifier.js';
import { profileFieldNamePattern } from './profile-fields.js';
import { ruleBounds } from './rule.js';

type Check = (value: unknown) => Omit<Violation, 'path'> | undefined;

/** Mistakes told of one rule at most. */
const told = 100;

const key = new RegExp(keyPattern, 'u');
const fieldName = new RegExp(profileFieldNamePattern);

const text =
  (longest: number, hasForm: (value: string) => boolean): Check =>
  (value) => {
    if (typeof value !== 'string') return { rule: 'type', message: 'It must be of the type string.' };
    if (value === '') return { rule: 'min_length', message: 'It must NOT have fewer than 1 characters.' };
    if ([...value].length > longest)
      return { rule: 'max_length', message: `It must NOT have more than ${longest} characters.` };
    if (hasForm(value)) return undefined;
    return { rule: 'format', message: 'It does not have the form that is needed.' };
  };
const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : { rule: 'type', message: 'It must be of the type boolean.' };
const identifier = text(255, (value) => key.test(value));

/** The fields of each criterion; those in `optional` may be left out. */
const criteria: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  department: { departmentId: identifier, below: flag },
  group: { groupId: identifier },
  profile_field: {
    name: text(64, (value) => fieldName.test(value)),
    value: text(2_000, (value) => !/\p{Surrogate}/u.test(value)),
  },
};
const optional = 'below';

/** What is wrong with the form of a rule, each with its place inside of it. */
export function ruleMistakes(rule: unknown): readonly Violation[] {
  const mistakes: Violation[] = [];
  let left: number = ruleBounds.criteria;
  for (const mistake of judged(rule, '', 1)) {
    mistakes.push(mistake);
    if (mistakes.length >= told || left < 0) break;
  }
  return mistakes;

  function* judged(node: unknown, path: string, level: number): Generator<Violation> {
    const word = wordOf(node, level);
    if (typeof word === 'object') {
      const { at, rule, message } = word;
      yield { path: at === undefined ? path : path + pointer(at), rule, message };
    } else if (word === 'criterion') {
      left -= 1;
      yield* left < 0 ? [{ path, ...tooMany }] : criterionMistakes(node as Fields, path);
    } else {
      yield* unknownFields(node as Fields, [word], path);
      yield* judgedBelow((node as Fields)[word], word, path + pointer(word), level + 1);
    }
  }

  function* judgedBelow(value: unknown, word: string, path: string, level: number): Generator<Violation> {
    if (word === 'not') yield* judged(value, path, level);
    else if (!Array.isArray(value)) yield { path, rule: 'type', message: 'It must be of the type array.' };
    else if (value.length === 0)
      yield { path, rule: 'min_items', message: 'It must have at least one branch.' };
    else for (const [place, branch] of value.entries()) yield* judged(branch, path + pointer(place), level);
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Mistake = Omit<Violation, 'path'> & { readonly at?: string };

const tooMany = { rule: 'max_criteria', message: `A rule has at most ${ruleBounds.criteria} criteria.` };

/** Which of its four forms a part of a rule has, or what is wrong with it. */
function wordOf(node: unknown, level: number): string | Mistake {
  if (level > ruleBounds.levels)
    return { rule: 'max_depth', message: `A rule has at most ${ruleBounds.levels} levels.` };
  if (typeof node !== 'object' || node === null || Array.isArray(node))
    return { rule: 'type', message: 'It must be of the type object.' };
  const [word, second] = ['and', 'or', 'not', 'criterion'].filter((one) => Object.hasOwn(node, one));
  const message = 'Give exactly one of and, or, not, criterion.';
  if (word === undefined) return { rule: 'required', message };
  return second === undefined ? word : { at: second, rule: 'exactly_one', message };
}

function* criterionMistakes(fields: Fields, path: string): Generator<Violation> {
  const word = fields['criterion'];
  const checks = typeof word === 'string' && Object.hasOwn(criteria, word) ? criteria[word] : undefined;
  if (!checks) {
    const message = `It must be one of ${Object.keys(criteria).join(', ')}.`;
    yield { path: path + pointer('criterion'), rule: 'one_of', message };
    return;
  }
  yield* unknownFields(fields, ['criterion', ...Object.keys(checks)], path);
  for (const [field, check] of Object.entries(checks)) {
    const isGiven = Object.hasOwn(fields, field);
    const missing = field === optional ? undefined : { rule: 'required', message: 'It is needed.' };
    const mistake = isGiven ? check(fields[field]) : missing;
    if (mistake) yield { path: path + pointer(field), ...mistake };
  }
}

function* unknownFields(fields: Fields, known: readonly string[], path: string): Generator<Violation> {
  for (const field of Object.keys(fields)) {
    if (known.includes(field)) continue;
    yield { path: path + pointer(field), rule: 'unknown_field', message: 'There is no such field.' };
  }
}
