import { createHash, randomBytes } from 'node:crypto';
import type { InputCheck } from './contract/check.js';
import { Failure, type Violation } from './contract/failure.js';
import type { Operation } from './contract/operation.js';
import {
  type InputOf,
  type OperationName,
  type Operations,
  type OutputOf,
  operations,
} from './contract/operations.js';
import { outcomesListed } from './contract/outcome.js';
import { idMaker } from './id-maker.js';
import { type Caller, callerNo, type UserCaller } from './permission/caller.js';
import type { Credentials } from './permission/credentials.js';
import type { Recognition } from './permission/recognize-caller.js';
import { seal, unseal } from './receipt-seal.js';
import { settleFailure } from './settle-failure.js';
import type { RequestIdentity, UnitOfWork } from './unit-of-work.js';
import type { Limits, Work } from './work.js';
import type { AccountZone } from './zone.js';

export type Verb<N extends OperationName> = (
  work: Work,
  caller: Caller,
  input: InputOf<N>,
) => Promise<OutputOf<N>>;

/**
 * A verb whose input has been checked against the schema of its operation, and whose output is of that operation: the
 * compiler need not compare every pair of them, which takes it half a minute.
 */
type AnyVerb = (work: Work, caller: Caller, input: unknown) => Promise<never>;

export type Verbs = { readonly [N in OperationName]: Verb<N> };

/** What surrounds a request: for the audit, the log and retries. */
export interface Circumstances {
  readonly protocol: string;
  readonly requestId: string | null;
  /** What the caller calls this very request, so that asking again is safe. */
  readonly idempotencyKey?: string | undefined;
  /** Whether the dialect has no words for outcomes pair by pair: then only those of failures are looked up. */
  readonly brief?: boolean;
  /** Whether every outcome is told, however many: the dialect has no words for some that are left out. */
  readonly everyOutcome?: boolean;
  /** What is wrong with the request that only its dialect could see; told with what the check of the input finds. */
  readonly violations?: readonly Violation[];
}

export interface Answer<T> {
  readonly output: T;
  /** Whether this is the answer that an earlier request with the same idempotency key got. */
  readonly replayed: boolean;
}

/** The one door: every protocol comes in here and nowhere else. */
export interface Gateway {
  /** Who shows these credentials, from this address; fails `unauthenticated`. What breaks is logged with the id. */
  recognize(credentials: Credentials, address: string, requestId?: string): Promise<UserCaller>;
  /** Checks the input, does the work as a whole or not at all, and settles whatever is thrown as a `Failure`. */
  perform<N extends OperationName>(
    name: N,
    caller: Caller,
    input: unknown,
    circumstances: Circumstances,
  ): Promise<Answer<OutputOf<N>>>;
  /** IANA name of the zone of the account. */
  readonly zone: () => Promise<string>;
}

export interface Parts {
  readonly verbs: Verbs;
  readonly unitOfWork: UnitOfWork;
  readonly recognition: Recognition;
  readonly check: InputCheck;
  readonly limits: Limits;
  readonly clock: () => number;
  readonly zone: AccountZone;
  readonly log: Parameters<typeof settleFailure>[2];
}

/**
 * Operations after which nobody is taken for granted any more: always, or where one of these fields is given. Other
 * instances learn of it within a moment.
 */
const changeCallers: Readonly<Partial<Record<OperationName, 'always' | readonly string[]>>> = {
  revokeToken: 'always',
  rotateApiClient: 'always',
  deleteApiClient: 'always',
  loadOrganization: 'always',
  updateRole: 'always',
  replaceUserRoles: 'always',
  updateUser: ['roles', 'status', 'managerId', 'managerRef', 'password'],
  changeUserStatus: 'always',
  deleteUser: 'always',
  eraseUser: 'always',
  moveDepartments: 'always',
  updateDepartment: 'always',
  deleteDepartment: 'always',
  deleteGroup: 'always',
  addGroupManagers: 'always',
  removeGroupManagers: 'always',
};

/** How long a request waits for another one on this instance that has the same idempotency key, in milliseconds. */
const waitForTwin = 10_000;

export function openGateway(parts: Parts): Gateway {
  const { verbs, unitOfWork, recognition, check, limits, clock, zone, log } = parts;
  const underway = new Map<string, Promise<unknown>>();
  const makeId = idMaker();

  async function perform(
    name: OperationName,
    caller: Caller,
    given: unknown,
    { protocol, requestId, idempotencyKey, violations, brief = false, everyOutcome = false }: Circumstances,
  ): Promise<Answer<never>> {
    const operation: Operation = operations[name];
    const input = check(operation, given, violations);
    const verb = (verbs as Readonly<Record<string, unknown>>)[name] as AnyVerb;
    const now = clock();
    const dryRun = input['dryRun'] === true;
    const outcomesTold = everyOutcome ? Number.POSITIVE_INFINITY : outcomesListed;
    const drawn = draw(() => makeId(now));
    const surroundings = { now, zone: await zone(), limits, dryRun, brief, outcomesTold, ...drawn };
    if (!operation.changes) {
      const output = await unitOfWork.read((ports) =>
        verb(Object.assign(ports, surroundings), caller, input),
      );
      return { output, replayed: false };
    }
    const request: RequestIdentity = {
      eventId: makeId(now),
      at: now,
      operation: name,
      protocol,
      requestId,
      userNo: callerNo(caller),
      clientId: caller.kind === 'user' ? caller.clientId : null,
      dryRun,
    };
    const receipt = dryRun ? undefined : receiptOf(name, caller, idempotencyKey, given);
    const answer = await unitOfWork.write(request, async (ports) => {
      const earlier = receipt && (await ports.receipts.claim(receipt.key, receipt.fingerprint, now));
      if (receipt && earlier !== undefined)
        return { output: JSON.parse(unseal(earlier, receipt.sealKey)) as never, replayed: true };
      const output = await verb(Object.assign(ports, surroundings), caller, input);
      if (receipt) await ports.receipts.keep(receipt.key, seal(JSON.stringify(output), receipt.sealKey));
      return { output, replayed: false };
    });
    if (changesCallers(name, input as Readonly<Record<string, unknown>>)) recognition.forget();
    if (name === 'loadOrganization') zone.forget();
    return answer;
  }

  /** Requests with the same key on this instance come one after the other, without holding a connection each. */
  async function afterTwin<T>(key: string, work: () => Promise<T>): Promise<T> {
    const end = clock() + waitForTwin;
    for (let twin = underway.get(key); twin; twin = underway.get(key)) {
      const left = end - clock();
      if (left <= 0 || !(await settledWithin(twin, left))) {
        throw new Failure(
          'idempotency_key_in_use',
          'A request with this idempotency key is still under way.',
          {
            retryAfter: 5,
          },
        );
      }
    }
    const done = work();
    underway.set(key, done);
    try {
      return await done;
    } finally {
      underway.delete(key);
    }
  }

  return {
    zone,
    async recognize(credentials, address, requestId) {
      try {
        return await recognition.recognize(credentials, address);
      } catch (error) {
        throw settleFailure(error, requestId ?? null, log);
      }
    },
    async perform(
      name: OperationName,
      caller: Caller,
      input: unknown,
      circumstances: Circumstances,
    ): Promise<Answer<never>> {
      const { idempotencyKey } = circumstances;
      try {
        const work = () => perform(name, caller, input, circumstances);
        if (idempotencyKey === undefined) return await work();
        return await afterTwin(receiptKey(name, caller, idempotencyKey).toString('hex'), work);
      } catch (error) {
        throw settleFailure(error, circumstances.requestId, log);
      }
    },
  };
}

function changesCallers(name: OperationName, input: Readonly<Record<string, unknown>>): boolean {
  const fields = changeCallers[name];
  return fields === 'always' || fields?.some((field) => input[field] !== undefined) === true;
}

/** Random things of a request, drawn once for all its attempts. */
function draw(anotherId: () => string): Pick<Work, 'secret' | 'newId' | 'anotherId'> {
  const known = new Map<string, string>();
  const once = (key: string, make: () => string) => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  return {
    secret: (use) => once(`secret ${use}`, () => randomBytes(32).toString('base64url')),
    newId: (use) => once(`id ${use}`, anotherId),
    anotherId,
  };
}

function receiptOf(name: OperationName, caller: Caller, key: string | undefined, input: unknown) {
  if (key === undefined) return undefined;
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest();
  // Only the caller has what this is made of: of the key itself a digest is stored, and another one.
  const sealKey = receiptKey(name, caller, key, 'answer');
  return { key: receiptKey(name, caller, key), fingerprint, sealKey };
}

/** Keys are of one caller and one operation: the same text elsewhere is another key. */
function receiptKey(name: keyof Operations, caller: Caller, ...key: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([name, callerNo(caller), ...key]))
    .digest();
}

async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
