import type { OrganizationFile } from '../../src/contract/organization-file.js';

/** A small organisation: learners `l1`, `l2`… and courses `c1`, `c2`…, and an owner. */
export function company(learners: number, courses: number): OrganizationFile {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, place) => `${letter}${place + 1}`);
  return {
    departments: [{ ref: 'hq', name: 'Head office' }],
    users: [
      { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
      ...numbered('l', learners).map((ref) => ({ ref, departmentRef: 'hq' })),
    ],
    courses: numbered('c', courses).map((ref) => ({ ref, title: `Course ${ref}` })),
  };
}
