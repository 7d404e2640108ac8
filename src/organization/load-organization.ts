import type { InputOf, OutputOf } from '../contract/operations.js';
import { followEverything } from '../enrollment/follow-sources.js';
import { releaseSeats } from '../enrollment/release-seats.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { checkGivesCredentials } from '../permission/check-gives-credentials.js';
import type { Work } from '../work.js';
import { ComplaintList } from './complaint-list.js';
import type { OfferEventRecord } from './loaded-offers.js';
import { namedPeople } from './named-people.js';
import { planAccount } from './plan-account.js';
import { planCourses, planTrainings } from './plan-activities.js';
import { planApiClients } from './plan-api-clients.js';
import { planCustomRoles } from './plan-custom-roles.js';
import { planDepartments } from './plan-departments.js';
import { planEnrollments } from './plan-enrollments.js';
import { planGroupMembers } from './plan-group-members.js';
import { planGroups } from './plan-groups.js';
import { planOfferEvents } from './plan-offer-events.js';
import { planOffers } from './plan-offers.js';
import { planProfileFields } from './plan-profile-fields.js';
import { planRegistrations } from './plan-registrations.js';
import { planSessions } from './plan-sessions.js';
import type { PlannedThings } from './plan-things.js';
import { planTrainingPeople } from './plan-training-people.js';
import { planUsers } from './plan-users.js';

type File = InputOf<'loadOrganization'>;

/**
 * Brings in an organisation file: first all of it is judged, then what differs is written, kind after kind, so that
 * each finds the numbers of what it refers to. Fails `invalid` with everything that is wrong, by JSON pointer, before
 * anything is written (but for seats of events that somebody takes meanwhile: then all of it is undone). Where nothing differs nothing is written, no event either.
 */
export async function loadOrganization(
  work: Work,
  caller: Caller,
  file: File,
): Promise<OutputOf<'loadOrganization'>> {
  authorize(caller, 'organization.load');
  checkFileGivesCredentials(caller, file);
  await work.organization.lock();
  const complaints = new ComplaintList();
  const account = await planAccount(work, complaints, file.account);
  const loading = { work, complaints, zone: account.zone, newId: work.anotherId };
  const departments = await planDepartments(loading, file.departments ?? []);
  const profileFields = await planProfileFields(loading, file.profileFields ?? []);
  const groups = await planGroups(loading, file.groups ?? [], {
    departments: departments.directory,
    profileFields: profileFields.directory,
  });
  const roles = await planCustomRoles(loading, file.roles ?? []);
  const users = await planUsers(loading, file.users ?? [], {
    departments: departments.directory,
    groups: groups.directory,
    profileFields: profileFields.planned(),
    customRoles: roles.directory,
    named: namedPeople(file),
  });
  const members = await planGroupMembers(loading, file.groups ?? [], groups, users.directory);
  const trainings = await planTrainings(loading, file.trainings ?? [], users.directory);
  const people = await planTrainingPeople(loading, file.trainings ?? [], trainings, {
    groups: groups.directory,
    users: users.directory,
  });
  const catalogue = { users: users.directory, trainings: trainings.directory };
  const sessions = await planSessions(loading, file.sessions ?? [], catalogue);
  const courses = await planCourses(loading, file.courses ?? [], catalogue);
  const offers = await planOffers(loading, file.offers ?? []);
  const events = await planOfferEvents(loading, file.offerEvents ?? [], {
    ...catalogue,
    offers: offers.directory,
    courses: courses.directory,
  });
  const registrations = await planRegistrations(loading, file, { offers, events, users: users.directory });
  const apiClients = await planApiClients(loading, file.apiClients ?? [], users.directory);
  const enrollments = await planEnrollments(loading, file.enrollments ?? [], users.directory, courses);
  complaints.settle();

  await account.write();
  for (const { plan } of [departments, profileFields, groups, roles, users]) await plan.write();
  await members.write();
  for (const { plan } of [trainings, sessions, courses]) await plan.write();
  const unlinked = await people.write();
  await offers.plan.write();
  await registrations.hold();
  await events.plan.write();
  await registrations.write();
  await apiClients.write();
  await enrollments.write();
  const lookedAt = [departments, profileFields, groups, users];
  if (lookedAt.some(({ plan: { tally } }) => tally.added + tally.changed > 0))
    await work.groups.refreshSmart('everyone');

  await followEverything(work, { unit: unlinked, offer_event: unlinkedFrom(events) });
  // Trainings may have left courses, and sessions have more seats than before.
  await releaseSeats(work);
  await work.sessionPlaces.promote('all');

  const counts = {
    departments: departments.plan.tally,
    profileFields: profileFields.plan.tally,
    groups: groups.plan.tally,
    roles: roles.plan.tally,
    users: users.plan.tally,
    trainings: trainings.plan.tally,
    sessions: sessions.plan.tally,
    courses: courses.plan.tally,
    offers: offers.plan.tally,
    offerEvents: events.plan.tally,
    registrations: registrations.tally,
    apiClients: apiClients.tally,
    enrollments: enrollments.tally,
  };
  await work.events.note({ ...(account.changes && { account: 'changed' }), ...counts });
  return counts;
}

/** What events give access to no more. */
function unlinkedFrom({ members, before, after }: PlannedThings<OfferEventRecord>): readonly number[] {
  return members.flatMap((event) => {
    const [was, is] = [event && before(event), event && after(event)];
    const stays = new Set([...(is?.trainingNos ?? []), ...(is?.courseNos ?? [])]);
    return [...(was?.trainingNos ?? []), ...(was?.courseNos ?? [])].filter((no) => !stays.has(no));
  });
}

function checkFileGivesCredentials(caller: Caller, { users = [], apiClients = [] }: File): void {
  if (apiClients.length > 0) checkGivesCredentials(caller, '/apiClients/0');
  const named = users.findIndex(
    ({ password, passwordHash }) => password !== undefined || passwordHash !== undefined,
  );
  if (named >= 0) checkGivesCredentials(caller, `/users/${named}`);
}
