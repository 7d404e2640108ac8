import Type from 'typebox';
import { leaveOutForeignTerms, neededTerms, termsFields } from './asked-terms.js';
import { Versioned } from './enrollment.js';
import { enrollmentId } from './get-enrollment.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { ifVersion } from './version.js';

export const reenroll = operation({
  name: 'reenroll',
  changes: true,
  permission: 'enrollment.update',
  summary: 'Begin a new occurrence of an enrollment',
  description:
    'Ends the direct grant, if one is in force, and begins a new occurrence under the same enrollment id, also from ended. Where the learner is enrolled for other reasons only, it refuses and names them. An archived course takes nobody new.',
  input: Type.Object(
    { enrollmentId, ...termsFields, ...ifVersion, ...dryRunField },
    { additionalProperties: false, allOf: neededTerms },
  ),
  output: Versioned,
  prepare: leaveOutForeignTerms,
});
