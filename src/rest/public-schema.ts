import { ContentItem, CourseModule } from '../contract/course-modules.js';
import { Course, OwnPolicy } from '../contract/courses.js';
import { Department } from '../contract/departments.js';
import { Enrollment } from '../contract/enrollment.js';
import { GroupDetails as DetailedGroup, Group } from '../contract/groups.js';
import { AuditEvent } from '../contract/list-audit-events.js';
import { operations } from '../contract/operations.js';
import { OrganizationFile } from '../contract/organization-file.js';
import { LinkedViaSchema } from '../contract/outcome.js';
import { RuleSchema } from '../contract/rule.js';
import { SessionDay, TrainingSession } from '../contract/training-sessions.js';
import { Training } from '../contract/trainings.js';
import { User } from '../contract/user.js';
import { exampleAnswers } from './example-answers.js';
import { publicRule } from './public-rule.js';

export type Schema = Record<string, unknown>;
type Groups = readonly (readonly string[])[];

/** Keywords that JSON Schema does not know. */
const ours: readonly string[] = ['exactlyOneOf', 'atMostOneOf', 'ruleForm'];

const usualLimits: Readonly<Record<string, number>> = {
  learners: 10_000,
  courses: 1_000,
  enrollments: 10_000,
  members: 100_000,
};

/** What stands under a name of its own in the document, so that generated clients have types for it. */
const names = new Map<unknown, string>([
  [Enrollment, 'Enrollment'],
  [Course, 'Course'],
  [User, 'User'],
  [Department, 'Department'],
  [Group, 'Group'],
  [DetailedGroup, 'DetailedGroup'],
  [RuleSchema, 'Rule'],
  [AuditEvent, 'AuditEvent'],
  [OwnPolicy, 'DueDatePolicy'],
  [CourseModule, 'CourseModule'],
  [ContentItem, 'ContentItem'],
  [Training, 'Training'],
  [TrainingSession, 'TrainingSession'],
  [SessionDay, 'SessionDay'],
  [operations.listLearnerResults.output.properties.items.items, 'LearnerResult'],
  [LinkedViaSchema, 'LinkedVia'],
  [operations.enrollLearnersInCourses.output, 'EnrollResult'],
  [operations.changeEnrollments.output, 'ChangeResult'],
  [operations.unenroll.output, 'UnenrollResult'],
  [operations.explainEnrollment.output, 'Explanation'],
  [operations.createApiClient.output, 'ApiClient'],
  [operations.enrollLearnersInCourses.output.properties.outcomes.items, 'EnrollOutcome'],
  [operations.changeEnrollments.output.properties.outcomes.items, 'ChangeOutcome'],
  [operations.unenroll.output.properties.outcomes.items, 'UnenrollOutcome'],
  [operations.explainEnrollment.output.properties.grants.items, 'Grant'],
]);

/** The schemas that have names, each with an instance. */
export function namedSchemas(): Schema {
  return Object.fromEntries(
    [...names].map(([schema, name]) => [
      name,
      { ...translateObject(schema as Schema, true), examples: [exampleAnswers[name]] },
    ]),
  );
}

/** A schema of the contract as JSON Schema (2020-12) knows it, with references to the schemas that have names. */
export function publicSchema(schema: unknown): Schema {
  return translate(withoutVersion(schema), true) as Schema;
}

/** The version is told by the entity tag: what has one is shown as the thing that it is a version of. */
function withoutVersion(schema: unknown): unknown {
  const { properties, ...rest } = schema as { readonly properties?: Schema; readonly required?: unknown };
  if (!properties || !Object.hasOwn(properties, 'version')) return schema;
  const { version, ...others } = properties;
  const thing = [...names.keys()].find((named) =>
    isOf(others, (named as { properties?: Schema }).properties),
  );
  if (thing) return thing;
  const required = Array.isArray(rest.required) ? rest.required.filter((name) => name !== 'version') : [];
  return { ...rest, properties: others, required };
}

function isOf(properties: Schema, of: Schema = {}): boolean {
  const fields = Object.entries(properties);
  return fields.length === Object.keys(of).length && fields.every(([name, schema]) => of[name] === schema);
}

/** The published schema of the organisation file; it stands alone. */
export function organizationSchema(): Schema {
  const { $id, title, description, ...rest } = translateObject(OrganizationFile as unknown as Schema, false);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id, title, description, ...rest };
}

function translate(value: unknown, named: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, named));
  if (typeof value !== 'object' || value === null) return value;
  const name = named ? names.get(value) : undefined;
  return name ? { $ref: `#/components/schemas/${name}` } : translateObject(value as Schema, named);
}

/** Our own keywords in the words of JSON Schema: bounds as they are unless configured, choices as oneOf. */
function translateObject(value: Schema, named: boolean): Schema {
  if (named && value === (RuleSchema as unknown)) return { ...publicRule, description: value['description'] };
  const result: Schema = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'limit' && typeof inner === 'string') result['maxItems'] = usualLimits[inner];
    else if (key === 'properties') result[key] = translateFields(inner as Schema, named);
    else if (!ours.includes(key)) result[key] = translate(inner, named);
  }
  const { exactlyOneOf } = value as { exactlyOneOf?: Groups };
  if (Array.isArray(exactlyOneOf)) {
    const choices = (exactlyOneOf as Groups).map((group) => ({
      oneOf: group.map((field) => ({ required: [field] })),
    }));
    result['allOf'] = [...((result['allOf'] as unknown[] | undefined) ?? []), ...choices];
  }
  return plainer(result);
}

/** Fields, of which one may have the name of a keyword. */
function translateFields(fields: Schema, named: boolean): Schema {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, translate(field, named)]));
}

/** The same in the form that readers and generators like best: types of words, and null as one more type. */
function plainer(schema: Schema): Schema {
  const { enum: words, anyOf, ...rest } = schema;
  if (Array.isArray(words) && rest['type'] === undefined) return { type: 'string', ...rest, enum: words };
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [first, second] = anyOf as Schema[];
  const scalar = typeof first?.['type'] === 'string' && !first['enum'] && !first['properties'];
  if (!first || !scalar || second?.['type'] !== 'null') return schema;
  return { ...first, type: [first['type'], 'null'], ...rest };
}
