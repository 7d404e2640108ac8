import { Failure, failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { exactlyOne, given, isAbsent, readFirst, said } from './decode.js';
import { connectionOf } from './encode.js';
import { listedAtMost, wholeOf } from './load.js';
import { showUser, type Words } from './show-user.js';

type Args = Readonly<Record<string, unknown>>;
interface Named {
  readonly id?: string | null | undefined;
  readonly ref?: string | null | undefined;
  readonly email?: string | null | undefined;
}

const places = Object.fromEntries(
  ['ref', 'email', 'login', 'firstName', 'lastName', 'language', 'departmentId', 'departmentRef', 'timeZone']
    .map((field): [string, string] => [field, `/user/${field}`])
    .concat([
      ['userId', '/id'],
      ['userRef', '/ref'],
      ['userEmail', '/email'],
      ['profileFields', '/user/extraFields'],
      ['status', '/user/isActive'],
    ]),
);

/** The places of what is said of a user: values of profile fields may stand under names of their own. */
function placesOf({ afasEmployeeId, afasPersonId }: Args): Readonly<Record<string, string>> {
  return {
    ...places,
    ...(afasEmployeeId !== undefined && { 'profileFields/afasemployeeid': '/user/afasEmployeeId' }),
    ...(afasPersonId !== undefined && { 'profileFields/afaspersonid': '/user/afasPersonId' }),
  };
}

/** How Pluvo addresses a user, in the words of the core. */
function userNamed({ id, ref, email }: Named) {
  return said({ userId: id, userRef: ref, userEmail: email });
}

/** What is said of a user, in the words of the core. */
function userInput(user: Args) {
  const { name, isActive, archived, roles, extraFields, afasEmployeeId, afasPersonId, language, ...same } =
    user;
  if (Array.isArray(roles) && roles.some((role) => role !== 'PARTICIPANT')) {
    const message = 'Everybody is a PARTICIPANT; other roles are given with replaceUserRoles.';
    throw failureAt('invalid', '/user/roles', 'not_allowed', message);
  }
  const [, firstName, lastName = ''] =
    /^\s*(\S+)\s*(.*?)\s*$/s.exec(typeof name === 'string' ? name : '') ?? [];
  const isGone = archived ?? (typeof isActive === 'boolean' ? !isActive : undefined);
  const profileFields = {
    ...readFields(extraFields),
    ...given({ afasemployeeid: afasEmployeeId, afaspersonid: afasPersonId }),
  };
  return given({
    ...(firstName !== undefined && { firstName, lastName: lastName || null }),
    ...same,
    language: typeof language === 'string' ? language.toLowerCase() : language,
    status: typeof isGone === 'boolean' ? (isGone ? 'inactive' : 'active') : undefined,
    profileFields: Object.keys(profileFields).length > 0 ? profileFields : undefined,
  });
}

function readFields(text: unknown): Record<string, unknown> {
  if (typeof text !== 'string') return {};
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    fields = undefined;
  }
  if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) return { ...fields };
  throw failureAt(
    'invalid',
    '/user/extraFields',
    'json',
    'extraFields must be a JSON object written as a text.',
  );
}

/** New people without a department come into the root department. */
async function withDepartment(input: object, { ask }: Context): Promise<InputOf<'addUser'>> {
  if ('departmentId' in input || 'departmentRef' in input) return input as InputOf<'addUser'>;
  const { items } = await ask('listDepartments', { limit: 10_000 });
  const root = items.find(({ parentId }) => parentId === null) ?? items[0];
  return { ...input, ...(root && { departmentId: root.id }) } as InputOf<'addUser'>;
}

export function userQueries(words: Words) {
  const show = (user: OutputOf<'listUsers'>['items'][number]) => showUser(user, words);
  return {
    async user(_root: unknown, args: Named, { ask }: Context) {
      exactlyOne({ ...args }, 'id', 'ref', 'email');
      try {
        return show(await ask('getUser', userNamed(args)));
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    async users(_root: unknown, { active }: { active?: boolean }, { ask }: Context) {
      const page = await ask('listUsers', { limit: listedAtMost, ...said({ active }) });
      return wholeOf(page, 'users', 'paginatedUsers').map(show);
    },
    async paginatedUsers(_root: unknown, args: Args, { ask }: Context) {
      const { q, active, archived, first, after, offset } = args as {
        q?: string;
        active?: boolean | null;
        archived?: boolean | null;
        first?: number;
        after?: string;
        offset?: number;
      };
      const isActive = typeof archived === 'boolean' ? !archived : active;
      const limit = readFirst(first);
      const asked = said({ search: q, active: isActive, limit, cursor: after, offset, withTotal: true });
      const page = await ask('listUsers', asked, {
        search: '/q',
        limit: '/first',
        cursor: '/after',
      });
      return connectionOf(page, show, { after, offset });
    },
  };
}

export function userMutations(words: Words) {
  const show = (user: OutputOf<'listUsers'>['items'][number]) => showUser(user, words);
  const create = async (user: Args, dryRun: boolean | undefined, context: Context) => {
    const input = { ...userInput(user), ...said({ dryRun }) };
    return show(await context.ask('addUser', await withDepartment(input, context), placesOf(user)));
  };
  return {
    createUser: async (
      _root: unknown,
      { user, dryRun }: { user: Args; dryRun?: boolean },
      context: Context,
    ) => ({
      user: await create(user, dryRun, context),
    }),
    async updateUser(_root: unknown, args: Args, { ask }: Context) {
      const { user, ifVersion, dryRun } = args;
      exactlyOne(args, 'id', 'ref', 'email');
      const named = { ...userNamed(args as Named), ...said({ ifVersion, dryRun }) };
      const input = { ...userInput(user as Args), ...named } as unknown as InputOf<'updateUser'>;
      return { user: show(await ask('updateUser', input, placesOf(user as Args))) };
    },
    /** Found, changed; else added. Whoever added the same person meanwhile was faster, and theirs is changed. */
    async updateOrCreateUser(_root: unknown, args: Args, context: Context) {
      exactlyOne(args, 'ref', 'email');
      const { ref, email } = args as Named;
      const user = args['user'] as Args;
      const change = async () => {
        const input = { ...userInput(user), ...userNamed(args) } as unknown as InputOf<'updateUser'>;
        return { created: false, user: show(await context.ask('updateUser', input, placesOf(user))) };
      };
      try {
        return await change();
      } catch (error) {
        if (!isAbsent(error)) throw error;
      }
      try {
        return {
          created: true,
          user: await create({ ...said({ ref, email }), ...user }, undefined, context),
        };
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'conflict') throw error;
        return await change().catch((later: unknown) => {
          throw isAbsent(later) ? error : later;
        });
      }
    },
    async updateExtraCategoryValues(_root: unknown, args: Args, { ask }: Context) {
      exactlyOne(args, 'modelId', 'modelRef');
      const { modelId, modelRef, values } = args as {
        modelId?: string;
        modelRef?: string;
        values: readonly { categoryRef: string; stringValue?: string | null }[];
      };
      const profileFields = Object.fromEntries(
        values.map(({ categoryRef, stringValue }) => [categoryRef, stringValue ?? null]),
      );
      const input = {
        ...said({ userId: modelId, userRef: modelRef }),
        profileFields,
      } as unknown as InputOf<'updateUser'>;
      const user = await ask('updateUser', input, {
        userId: '/modelId',
        userRef: '/modelRef',
        profileFields: '/values',
        ...Object.fromEntries(
          values.map(({ categoryRef }, place) => [
            `profileFields/${categoryRef.replaceAll('~', '~0').replaceAll('/', '~1')}`,
            `/values/${place}`,
          ]),
        ),
      });
      return { ok: true, user: show(user) };
    },
  };
}
