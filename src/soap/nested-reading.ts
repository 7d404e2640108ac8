import type { XmlElement } from '../xml/xml-element.js';
import type { ElementReading } from './element-reading.js';
import { isServiceNamespace } from './namespaces.js';
import type { SaidCriterion, SaidRole, SaidRule, SaidValue } from './said.js';

/**
 * The roles of a list: `id`, `roleId` or `role`, each with the id or the word of a role; a `role` may as well hold
 * `roleId` (or `roleType`) and the departments that this one manages.
 */
export function readRoles(list: XmlElement, path: string, reading: ElementReading): readonly SaidRole[] {
  return reading.items(list, ['id', 'roleId', 'role'], path).flatMap((part, place) => {
    const here = `${path}/${place}`;
    if (part.name !== 'role' || part.children.length === 0) {
      const role = reading.text(part, here);
      return role === undefined ? [] : [{ role, departments: undefined }];
    }
    const inner = named(part, ['roleId', 'roleType', 'manageableDepartmentIds'], here, reading);
    const text = (name: string) => {
      const found = inner.get(name);
      return found && reading.text(found, `${here}/${name}`);
    };
    const role = text('roleId') ?? text('roleType');
    const departments = inner.get('manageableDepartmentIds');
    const ids = departments && reading.ids(departments, `${here}/manageableDepartmentIds`);
    return role === undefined ? [] : [{ role, departments: ids && ids.length > 0 ? ids : undefined }];
  });
}

/**
 * The values of profile fields: `field` with `name` and `value`, where an empty value takes away; or an element of the
 * name of the field, which counts as left out when empty, as elements do.
 */
export function readValues(list: XmlElement, path: string, reading: ElementReading): readonly SaidValue[] {
  reading.rejectText(list, path);
  const own = list.children.filter(({ namespace }) => isServiceNamespace(namespace));
  if (own.length < list.children.length) {
    // Whatever is of another namespace does not belong.
    reading.eachOnce(
      list.children.filter((part) => !own.includes(part)),
      () => false,
      path,
    );
  }
  return own.flatMap((part) => {
    if (part.name !== 'field') {
      const value = reading.text(part, `${path}/${part.name.slice(0, 80)}`);
      return value === undefined ? [] : [{ name: part.name, value }];
    }
    const inner = named(part, ['name', 'value'], `${path}/field`, reading);
    const [name, value] = ['name', 'value'].map((one) => {
      const found = inner.get(one);
      return found && reading.text(found, `${path}/field/${one}`);
    });
    if (name === undefined) {
      const message = `<field> at line ${part.line}, column ${part.column} has no <name>.`;
      reading.tell({ path: `${path}/field/name`, rule: 'required', message });
      return [];
    }
    return [{ name, value }];
  });
}

/** The rule of a SMART group: `and`, in it `or`, in it `rule`. */
export function readRule(rules: XmlElement, path: string, reading: ElementReading): SaidRule {
  const criterionParts = ['attributeType', 'attributeId', 'operator', 'value'] as const;
  return reading.items(rules, ['and'], path).map((and, place) =>
    reading.items(and, ['or'], `${path}/and/${place}`).map((or, choice) => {
      const here = `${path}/and/${place}/or/${choice}`;
      return reading.items(or, ['rule'], here).map((rule): SaidCriterion => {
        const inner = named(rule, criterionParts, `${here}/rule`, reading);
        const [attributeType, attributeId, operator, value] = criterionParts.map((name) => {
          const found = inner.get(name);
          return found && reading.text(found, `${here}/rule/${name}`);
        });
        return { attributeType, attributeId, operator, value };
      });
    }),
  );
}

/** The children by their names, each name once. */
function named(
  element: XmlElement,
  names: readonly string[],
  path: string,
  reading: ElementReading,
): ReadonlyMap<string, XmlElement> {
  reading.rejectText(element, path);
  const parts = reading.eachOnce(element.children, (name) => names.includes(name), path);
  return new Map(parts.map((part) => [part.name, part]));
}
