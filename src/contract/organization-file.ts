import Type from 'typebox';
import { dateOrDateTime, ownTerms, termsFields, unreadTerms } from './asked-terms.js';
import { catalogueArrays } from './file-catalogue.js';
import { entries, id, key, own, words } from './file-entry.js';
import { offerArrays } from './file-offers.js';
import { apiClients, peopleArrays } from './file-people.js';

/**
 * The organisation file: how people and catalogue of another system come in. An upsert by `id` or `ref`: loading
 * twice changes nothing, an omitted field is left alone, nothing is deleted by omission.
 */
export const OrganizationFile = own(
  {
    $schema: Type.Optional(Type.String({ description: 'Address of the schema, for editors.' })),
    account: Type.Optional(
      own(
        {
          name: Type.Optional(words(255, 'Name of the organisation.')),
          timeZone: Type.Optional(words(64, 'IANA name; dates without an offset are read in it.')),
          managersMayEnroll: Type.Optional(
            Type.Boolean({ description: 'Whether a team manager may enroll their direct reports.' }),
          ),
        },
        { description: 'The organisation as a whole.' },
      ),
    ),
    ...peopleArrays,
    ...catalogueArrays,
    ...offerArrays,
    apiClients,
    enrollments: entries(
      own(
        {
          id,
          learnerRef: key('Ref of the learner.'),
          courseRef: key('Ref of the course.'),
          dueDateType: termsFields.dueDateType,
          ...unreadTerms,
          accessDate: Type.Optional(
            Type.String({ pattern: dateOrDateTime, description: 'From when; omitted: now.' }),
          ),
        },
        { allOf: ownTerms },
      ),
      'Direct grants. One that is already held is left as it is.',
    ),
  },
  {
    $id: 'https://matricula.example/organization.schema.json',
    title: 'Matricula organisation file',
    description:
      'People, departments, groups, courses, trainings, offers and enrollments to bring in. Loading twice changes nothing; an omitted field is left alone; nothing is deleted by omission.',
  },
);

export type OrganizationFile = Type.Static<typeof OrganizationFile>;
