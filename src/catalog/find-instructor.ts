import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { findPerson } from './find-person.js';
import type { SessionFields } from './training-sessions.js';

interface Asked {
  readonly instructorId?: string | null | undefined;
  readonly instructorName?: string | null | undefined;
}

/** Who is to teach a session, as far as was said: a user, whose name then counts, or somebody by name alone. */
export async function findInstructor(
  work: Work,
  caller: Caller,
  { instructorId, instructorName }: Asked,
): Promise<Partial<Pick<SessionFields, 'instructorNo' | 'instructorName'>>> {
  if (typeof instructorId === 'string') {
    const instructorNo = await findPerson(work, caller, instructorId, '/instructorId');
    return { instructorNo, instructorName: null };
  }
  if (typeof instructorName === 'string') return { instructorNo: null, instructorName };
  return {
    ...(instructorId === null && { instructorNo: null }),
    ...(instructorName === null && { instructorName: null }),
  };
}
