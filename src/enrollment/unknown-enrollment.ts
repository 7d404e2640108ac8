import { Failure } from '../contract/failure.js';

/** There is none of this id, or none that the caller may see: the same words for both. */
export function unknownEnrollment(): Failure {
  return new Failure('absent', 'There is no such enrollment.', {
    violations: [{ path: '/enrollmentId', rule: 'unknown', message: 'There is no enrollment of this id.' }],
  });
}
