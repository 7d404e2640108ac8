import Type from 'typebox';
import { Versioned } from './enrollment.js';
import { Identifier } from './identifier.js';
import { operation } from './operation.js';

/** How one enrollment is addressed. */
export const enrollmentId = Identifier('Id of the enrollment.');

export const getEnrollment = operation({
  name: 'getEnrollment',
  changes: false,
  permission: 'enrollment.read',
  summary: 'Get one enrollment',
  description:
    'One enrollment by its id, active or ended. Learners read their own, team managers those of their direct reports, others those in the departments that they manage. What the caller may not see is absent.',
  input: Type.Object({ enrollmentId }, { additionalProperties: false }),
  output: Versioned,
});
