import Type, { type TObject, type TProperties } from 'typebox';
import { dateOrDateTime, ownTerms, termsFields, unreadTerms } from './asked-terms.js';
import { OwnPolicy } from './courses.js';
import { uuidPattern } from './identifier.js';
import { assignablePermissions } from './permission.js';

const own = <T extends TProperties>(properties: T, options: Record<string, unknown> = {}): TObject<T> =>
  Type.Object(properties, { additionalProperties: false, ...options });

const id = Type.Optional(
  Type.String({
    pattern: uuidPattern.source.replaceAll('a-f', 'a-fA-F'),
    description: 'Kept if a legacy system gave one; made if omitted.',
  }),
);

/** No control characters, and no halves of characters, which no database keeps apart. */
const character = '[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]';

const key = (description: string) =>
  Type.String({ minLength: 1, maxLength: 255, pattern: `^(?!\\s)${character}+(?<!\\s)$`, description });
const optionalKey = (description: string) => Type.Optional(key(description));
const words = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: `^${character}*$`, description });
const secret = (description: string) =>
  Type.String({ minLength: 1, maxLength: 1024, pattern: '^[^\\ud800-\\udfff]*$', description });
const orNull = <T extends ReturnType<typeof words>>(item: T) =>
  Type.Optional(Type.Union([item, Type.Null()]));

const named = { id, ref: optionalKey("The caller's own key, exact by code point.") };
const oneName = { anyOf: [{ required: ['id'] }, { required: ['ref'] }] };
const day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'The day the user was added, YYYY-MM-DD.',
});

const RoleHeld = own({
  role: Type.Enum(['owner', 'administrator', 'department_administrator', 'custom', 'learner'], {
    description: 'Everyone is a learner; it need not be said.',
  }),
  roleRef: optionalKey('Which custom role; with `custom` only.'),
  managedDepartmentRefs: Type.Optional(
    Type.Array(key('Ref of a department.'), {
      description:
        'The departments managed, each with everything below; with department_administrator and custom.',
    }),
  ),
});

const entries = <T extends TObject>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { description }));

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
    departments: entries(
      own(
        {
          ...named,
          name: Type.Optional(words(255, 'Name; needed for a new one.')),
          code: orNull(words(64, 'Code.')),
          parentRef: orNull(key('Ref of the department above. Exactly one department has none: the root.')),
        },
        oneName,
      ),
      'One tree.',
    ),
    roles: entries(
      own(
        {
          ...named,
          title: Type.Optional(words(255, 'Title; needed for a new one.')),
          permissions: Type.Optional(
            Type.Array(Type.Enum([...assignablePermissions]), {
              uniqueItems: true,
              description: 'What holders may do; replaces what they could.',
            }),
          ),
        },
        oneName,
      ),
      'Custom roles: named sets of permissions.',
    ),
    users: entries(
      own(
        {
          ...named,
          login: orNull(key('Unique, matched without regard to case.')),
          email: orNull(key('Unique, matched without regard to case.')),
          firstName: orNull(words(255, 'First name.')),
          lastName: orNull(words(255, 'Last name.')),
          departmentRef: optionalKey('Ref of the department; needed for a new user.'),
          mobile: orNull(words(64, 'Mobile number.')),
          preferredChannel: Type.Optional(
            Type.Union([Type.Enum(['email', 'sms']), Type.Null()], {
              description: 'How messages should reach the user.',
            }),
          ),
          userType: orNull(words(64, 'What kind of user the organisation calls them: a word of its own.')),
          language: orNull(words(35, 'Language tag (BCP 47).')),
          timeZone: orNull(words(64, 'IANA name.')),
          status: Type.Optional(
            Type.Enum(['active', 'inactive', 'terminated'], { description: 'New users are active.' }),
          ),
          addedDate: Type.Optional(day),
          managerRef: orNull(key('Ref of the user whom this one reports to.')),
          password: Type.Optional(secret('Only if the user signs in with one.')),
          passwordHash: Type.Optional(
            Type.String({
              maxLength: 512,
              description: 'In place of `password`: scrypt:N:r:p:salt:hash, salt and hash in base64url.',
            }),
          ),
          roles: Type.Optional(
            Type.Array(RoleHeld, { maxItems: 100, description: 'Replaces the roles held.' }),
          ),
        },
        oneName,
      ),
      'People.',
    ),
    trainings: entries(
      own(
        {
          ...named,
          title: Type.Optional(words(255, 'Title; needed for a new one.')),
          archived: Type.Optional(Type.Boolean({ description: 'Kept for history only.' })),
        },
        oneName,
      ),
      'Trainings.',
    ),
    courses: entries(
      own(
        {
          ...named,
          title: Type.Optional(words(255, 'Title; needed for a new one.')),
          archived: Type.Optional(
            Type.Boolean({ description: 'An archived course takes no new enrollments.' }),
          ),
          dueDatePolicy: Type.Optional(
            Type.Union([OwnPolicy, Type.Null()], {
              description:
                'What dueDateType default means for this course; null: none of its own. A lockAfterDueDate that is omitted stays as it was; false at first.',
            }),
          ),
          trainingRefs: Type.Optional(
            Type.Array(key('Ref of a training.'), { description: 'Replaces the trainings inside.' }),
          ),
        },
        oneName,
      ),
      'Courses.',
    ),
    apiClients: entries(
      own({
        clientId: key('Id of the client.'),
        clientSecret: Type.Optional(secret('Needed for a new client.')),
        userRef: optionalKey('The user that it acts for; needed for a new client.'),
      }),
      'Integrations that get tokens by client credentials.',
    ),
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
      'People, departments, courses and enrollments to bring in. Loading twice changes nothing; an omitted field is left alone; nothing is deleted by omission.',
  },
);

export type OrganizationFile = Type.Static<typeof OrganizationFile>;
