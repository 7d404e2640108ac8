import Type from 'typebox';
import { leaveOutForeignTerms, neededTerms, termsFields } from './asked-terms.js';
import { Versioned } from './enrollment.js';
import { enrollmentId } from './get-enrollment.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { ifVersion } from './version.js';

export const changeEnrollment = operation({
  name: 'changeEnrollment',
  changes: true,
  permission: 'enrollment.update',
  summary: 'Change the terms of one enrollment',
  description:
    'Gives the direct grant new terms; the occurrence goes on and the old terms stay in the history. What is omitted is kept, unless `omitted` says otherwise. Where the learner is enrolled for other reasons only, it refuses and names them.',
  input: Type.Object(
    {
      enrollmentId,
      ...termsFields,
      dueDateType: Type.Optional(termsFields.dueDateType),
      omitted: Type.Optional(
        Type.Enum(['keep', 'reset'], {
          default: 'keep',
          description: 'keep: an omitted field stays as it is. reset: it means what it means when enrolling.',
        }),
      ),
      ...ifVersion,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      allOf: [
        {
          if: { properties: { omitted: { const: 'reset' } }, required: ['omitted'] },
          // biome-ignore lint/suspicious/noThenProperty: `then` is the JSON Schema keyword.
          then: { required: ['dueDateType'] },
        },
        ...neededTerms.map((condition) => ({
          if: {
            properties: { ...condition.if.properties, omitted: { const: 'reset' } },
            required: ['dueDateType', 'omitted'],
          },
          // biome-ignore lint/suspicious/noThenProperty: `then` is the JSON Schema keyword.
          then: condition.then,
        })),
      ],
    },
  ),
  output: Versioned,
  prepare: leaveOutForeignTerms,
});
