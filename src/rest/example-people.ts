import type { Examples } from './example.js';

/** Somebody of the sample organisation whom nobody will miss. */
const contractor = '9d3b6c1e-4f2a-11ea-8c77-0242ac110009';

/** Request bodies about people and profile fields, by operation. */
export const peopleBodies: Readonly<Record<string, Examples>> = {
  addUser: {
    whole: {
      summary: 'A new colleague, with all that integrations keep in step',
      value: {
        email: 'mira.stone@harbour-hill.example',
        firstName: 'Mira',
        lastName: 'Stone',
        mobile: '+31 6 5550 0199',
        preferredChannel: 'email',
        userType: 'warehouse',
        language: 'en',
        timeZone: 'Europe/Amsterdam',
        departmentRef: 'nl-warehouse',
        managerRef: 'EMP-005',
        profileFields: { contract: 'temporary' },
        groupRefs: ['first-aiders'],
      },
    },
    least: { summary: 'As little as there can be', value: { departmentRef: 'nl-sales' } },
  },
  findExistingUsers: {
    emails: {
      summary: 'Which of these addresses are known',
      value: { userEmails: ['noor@harbour-hill.example', 'nobody@harbour-hill.example'] },
    },
  },
  changeUserStatus: {
    terminated: {
      summary: 'Their employment ended',
      value: { userRefs: ['EMP-037', 'EMP-038'], status: 'terminated' },
    },
  },
  moveUsers: {
    department: {
      summary: 'Two colleagues go to another department',
      value: { userRefs: ['EMP-012', 'EMP-013'], departmentRef: 'nl-sales' },
    },
  },
  updateUser: {
    contract: {
      summary: 'Another manager and another kind of contract',
      value: { managerRef: 'EMP-004', profileFields: { contract: 'permanent' } },
    },
    nothing: { summary: 'Take a mobile number away', value: { mobile: null } },
  },
  addProfileField: {
    shoes: {
      summary: 'A size, of which there are a few',
      value: { name: 'shoe_size', label: 'Shoe size', type: 'choice', choices: ['S', 'M', 'L'] },
    },
  },
  updateProfileField: {
    label: { summary: 'Other words, another place', value: { label: 'Kind of contract', position: 1 } },
  },
  eraseUser: {
    confirmed: { summary: 'The same id once more, to confirm', value: { confirm: contractor } },
  },
};

/** Values for `:id` in a path that exist in the demo: of one operation, or of all by the field that it is. */
export const peopleIds: Readonly<Record<string, string>> = {
  userId: 'ref:EMP-010',
  profileFieldId: 'contract',
  // The one that the example of its definition adds.
  deleteProfileField: 'shoe_size',
  deleteUser: 'ref:EMP-038',
  eraseUser: contractor,
};
