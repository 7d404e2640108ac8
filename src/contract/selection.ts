import Type from 'typebox';
import { Identifier, Ref } from './identifier.js';

/** Which configured bound (settings) an array of the input is held to. */
export type LimitName = 'learners' | 'courses' | 'enrollments' | 'members';

const list = (limit: LimitName, item: ReturnType<typeof Identifier>, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, limit, description }));

/** The four ways to name learners; an operation takes exactly one of them. */
export const learnerLists = {
  learnerIds: list(
    'learners',
    Identifier('Id of a user (UUID); another text is looked up as a ref.'),
    'The learners, by id.',
  ),
  learnerRefs: list('learners', Ref("The caller's own key of a user."), 'The learners, by ref.'),
  learnerEmails: list(
    'learners',
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'E-mail address, matched without regard to case.',
    }),
    'The learners, by e-mail address.',
  ),
  learnerLogins: list(
    'learners',
    Type.String({ minLength: 1, maxLength: 255, description: 'Login, matched without regard to case.' }),
    'The learners, by login.',
  ),
};

/** The two ways to name courses; an operation takes exactly one of them. */
export const courseLists = {
  courseIds: list(
    'courses',
    Identifier('Id of a course (UUID); another text is looked up as a ref.'),
    'The courses, by id.',
  ),
  courseRefs: list('courses', Ref("The caller's own key of a course."), 'The courses, by ref.'),
};

export const oneLearnerList = ['learnerIds', 'learnerRefs', 'learnerEmails', 'learnerLogins'] as const;
export const oneCourseList = ['courseIds', 'courseRefs'] as const;

/** How things are named in a list of the input. */
export type NamedBy = 'id' | 'ref' | 'email' | 'login';

/** Names from one list of the input, with the pointer of that list. */
export interface Names {
  readonly by: NamedBy;
  readonly path: string;
  readonly values: readonly string[];
}

type LearnerInput = { [K in (typeof oneLearnerList)[number]]?: readonly string[] | undefined };
type CourseInput = { [K in (typeof oneCourseList)[number]]?: readonly string[] | undefined };

/** The list of learners that was given; the input has been checked to have exactly one. */
export function learnerNames(input: LearnerInput): Names {
  if (input.learnerIds) return { by: 'id', path: '/learnerIds', values: input.learnerIds };
  if (input.learnerRefs) return { by: 'ref', path: '/learnerRefs', values: input.learnerRefs };
  if (input.learnerEmails) return { by: 'email', path: '/learnerEmails', values: input.learnerEmails };
  return { by: 'login', path: '/learnerLogins', values: input.learnerLogins ?? [] };
}

/** The list of courses that was given; the input has been checked to have exactly one. */
export function courseNames(input: CourseInput): Names {
  if (input.courseIds) return { by: 'id', path: '/courseIds', values: input.courseIds };
  return { by: 'ref', path: '/courseRefs', values: input.courseRefs ?? [] };
}

/** The department named, if one is. */
export function departmentNames(input: {
  readonly departmentId?: string | undefined;
  readonly departmentRef?: string | undefined;
}): Names | undefined {
  if (input.departmentId !== undefined)
    return { by: 'id', path: '/departmentId', values: [input.departmentId] };
  if (input.departmentRef !== undefined)
    return { by: 'ref', path: '/departmentRef', values: [input.departmentRef] };
  return undefined;
}

type UserInput = { [K in `user${'Ids' | 'Refs' | 'Emails' | 'Logins'}`]?: readonly string[] | undefined };

/** The list of users that was given; the input has been checked to have exactly one. */
export function userListNames(input: UserInput): Names {
  if (input.userIds) return { by: 'id', path: '/userIds', values: input.userIds };
  if (input.userRefs) return { by: 'ref', path: '/userRefs', values: input.userRefs };
  if (input.userEmails) return { by: 'email', path: '/userEmails', values: input.userEmails };
  return { by: 'login', path: '/userLogins', values: input.userLogins ?? [] };
}

type OneUserInput = { [K in `user${'Id' | 'Ref' | 'Email' | 'Login'}`]?: string | undefined };

/** How the one user is addressed; the input has been checked to have exactly one of the four. */
export function userNames(input: OneUserInput): Names {
  if (input.userRef !== undefined) return { by: 'ref', path: '/userRef', values: [input.userRef] };
  if (input.userEmail !== undefined) return { by: 'email', path: '/userEmail', values: [input.userEmail] };
  if (input.userLogin !== undefined) return { by: 'login', path: '/userLogin', values: [input.userLogin] };
  return { by: 'id', path: '/userId', values: [input.userId ?? ''] };
}

/** The department above that is named, if one is. */
export function parentNames(input: {
  readonly parentId?: string | undefined;
  readonly parentRef?: string | undefined;
}): Names | undefined {
  if (input.parentId !== undefined) return { by: 'id', path: '/parentId', values: [input.parentId] };
  if (input.parentRef !== undefined) return { by: 'ref', path: '/parentRef', values: [input.parentRef] };
  return undefined;
}

/** The group named, if one is. */
export function groupNames(input: {
  readonly groupId?: string | undefined;
  readonly groupRef?: string | undefined;
}): Names | undefined {
  if (input.groupId !== undefined) return { by: 'id', path: '/groupId', values: [input.groupId] };
  if (input.groupRef !== undefined) return { by: 'ref', path: '/groupRef', values: [input.groupRef] };
  return undefined;
}

/** The list of trainings that was given, if one was. */
export function trainingListNames(input: {
  readonly trainingIds?: readonly string[] | undefined;
  readonly trainingRefs?: readonly string[] | undefined;
}): Names | undefined {
  if (input.trainingIds) return { by: 'id', path: '/trainingIds', values: input.trainingIds };
  return input.trainingRefs && { by: 'ref', path: '/trainingRefs', values: input.trainingRefs };
}

/** The list of users that was given, if one was: by id or by ref. */
export function usersListed(input: {
  readonly userIds?: readonly string[] | undefined;
  readonly userRefs?: readonly string[] | undefined;
}): Names | undefined {
  if (input.userIds) return { by: 'id', path: '/userIds', values: input.userIds };
  return input.userRefs && { by: 'ref', path: '/userRefs', values: input.userRefs };
}

/** A thing by its id, with the place of that id in the input if it has one. */
export function ofId(id: string, path = ''): Names {
  return { by: 'id', path, values: [id] };
}
