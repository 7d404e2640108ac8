import { ruleBounds } from '../contract/rule.js';

const rule = { $ref: '#/components/schemas/Rule' };
const branches = (description: string) => ({
  type: 'array',
  minItems: 1,
  maxItems: ruleBounds.criteria,
  items: rule,
  description,
});
const criterion = (name: string) => ({
  type: 'string',
  enum: [name],
  description: 'What is asked of a user.',
});
const word = { type: 'string', minLength: 1, maxLength: 255 };

const of = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

/** The form of a rule in the words of JSON Schema: a tree, so that it names itself. */
export const publicRule: Readonly<Record<string, unknown>> = {
  oneOf: [
    of({ and: branches('All of these have to fit.') }),
    of({ or: branches('One of these has to fit.') }),
    of({ not: rule }),
    of(
      {
        criterion: criterion('department'),
        departmentId: { ...word, description: 'Id of a department.' },
        below: { type: 'boolean', default: true, description: 'Whether what lies below it counts too.' },
      },
      ['criterion', 'departmentId'],
    ),
    of({
      criterion: criterion('group'),
      groupId: { ...word, description: 'Id of a group.' },
    }),
    of({
      criterion: criterion('profile_field'),
      name: { ...word, maxLength: 64, description: 'Name of a profile field.' },
      value: { ...word, maxLength: 2_000, description: 'The value that it has, case aside.' },
    }),
  ],
};
