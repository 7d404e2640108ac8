import { pointer, type Violation } from '../contract/failure.js';
import { builtInFields } from '../contract/profile-fields.js';
import type { Input, Known, Said, SaidValue, Shaped } from './said.js';

const builtIn: ReadonlyMap<string, string> = new Map(Object.entries(builtInFields));

/** What other systems call a mobile number, unless the account has a field of that name. */
const phone = 'phone';

const isPhone = ({ name }: SaidValue) => name.toLowerCase() === phone;

export function valuesAsk({ values }: Said): readonly 'listProfileFields'[] {
  return values.some(isPhone) ? ['listProfileFields'] : [];
}

/** Values of fields that every account has become fields of the user; the others, by name, values of the profile. */
export function shapeValues({ values }: Said, { listProfileFields }: Known): Shaped {
  const own = listProfileFields?.items.some(({ name, builtIn: usual }) => name === phone && !usual) ?? false;
  const input: [string, string | null][] = [];
  const profile: [string, string | null][] = [];
  const violations: Violation[] = [];
  const seen = new Set<string>();
  for (const said of values) {
    const name = said.name.toLowerCase();
    const field = builtIn.get(isPhone(said) && !own ? 'mobile' : name);
    const path = field === undefined ? pointer('profileFields', name) : pointer(field);
    if (seen.has(path)) {
      const message = `The field ${said.name.slice(0, 80)} is given more than once.`;
      violations.push({ path, rule: 'repeated', message });
    }
    seen.add(path);
    const value = said.value ?? null;
    if (field === undefined) profile.push([name, value]);
    else input.push([field, value]);
  }
  const rest: Input = profile.length > 0 ? { profileFields: Object.fromEntries(profile) } : {};
  return { input: { ...Object.fromEntries(input), ...rest }, violations };
}
