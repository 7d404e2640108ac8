import type { OrganizationFile } from '../../src/contract/organization-file.js';

export const traineeId = '33333333-aaaa-4bbb-8ccc-000000000001';
export const germanId = '33333333-aaaa-4bbb-8ccc-000000000002';
export const trainerId = '33333333-aaaa-4bbb-8ccc-000000000003';
export const authorId = '33333333-aaaa-4bbb-8ccc-000000000004';
export const adminId = '33333333-aaaa-4bbb-8ccc-000000000005';

/** A catalogue, those who work with it, and a learner who is enrolled in one course of it. */
export const catalogue: OrganizationFile = {
  account: { name: 'Catalogue', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
    { ref: 'de', name: 'Deutschland', parentRef: 'hq' },
  ],
  roles: [
    {
      ref: 'author',
      title: 'Author',
      permissions: ['course.create', 'course.update', 'training.create', 'training.update', 'user.read'],
    },
  ],
  users: [
    { ref: 'admin', id: adminId, departmentRef: 'hq', roles: [{ role: 'administrator' }] },
    {
      ref: 'author',
      id: authorId,
      departmentRef: 'de',
      firstName: 'Ada',
      lastName: 'Auteur',
      roles: [{ role: 'custom', roleRef: 'author', managedDepartmentRefs: ['nl'] }],
    },
    {
      ref: 'nl-admin',
      departmentRef: 'nl',
      roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl'] }],
    },
    { ref: 'trainer', id: trainerId, departmentRef: 'nl', firstName: 'Tess', lastName: 'Træner' },
    { ref: 'trainee', id: traineeId, departmentRef: 'nl' },
    { ref: 'german', id: germanId, departmentRef: 'de', firstName: 'Gerda' },
  ],
  trainings: [
    { ref: 'day', title: 'A day' },
    { ref: 'drill', title: 'A drill' },
    { ref: 'walk', title: 'A walk' },
    { ref: 'past', title: 'Long past', archived: true },
  ],
  courses: [
    { ref: 'held', title: 'Held', trainingRefs: ['day', 'drill'] },
    { ref: 'other', title: 'Other', trainingRefs: ['walk'] },
    { ref: 'old', title: 'Old', archived: true },
  ],
  enrollments: [
    { learnerRef: 'trainee', courseRef: 'held', dueDateType: 'due_date', dueDate: '2026-01-31' },
    { learnerRef: 'german', courseRef: 'other', dueDateType: 'unlimited' },
  ],
};
