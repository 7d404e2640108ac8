import type { Events } from '../audit/events.js';
import type { Activities } from '../catalog/activities.js';
import type { ContentItems } from '../catalog/content-items.js';
import type { CourseModules } from '../catalog/course-modules.js';
import type { OfferEvents } from '../catalog/offer-events.js';
import type { Offers } from '../catalog/offers.js';
import type { TrainingSessions } from '../catalog/training-sessions.js';
import type { Trainings } from '../catalog/trainings.js';
import type { Attendances } from '../enrollment/attendances.js';
import type { Enrollments } from '../enrollment/enrollments.js';
import type { EventEnrollments } from '../enrollment/event-enrollments.js';
import type { Grants } from '../enrollment/grants.js';
import type { Links } from '../enrollment/links.js';
import type { Participations } from '../enrollment/participations.js';
import type { ProgressReports } from '../enrollment/progress-reports.js';
import type { SessionPlaces } from '../enrollment/session-places.js';
import type { UnitLinks } from '../enrollment/unit-links.js';
import type { Messages } from '../messages/messages.js';
import type { Departments } from '../organization/departments.js';
import type { Groups } from '../organization/groups.js';
import type { LoadedOffers } from '../organization/loaded-offers.js';
import type { Organization } from '../organization/organization.js';
import type { ProfileFields } from '../organization/profile-fields.js';
import type { Users } from '../organization/users.js';
import type { Access } from '../permission/access.js';
import type { Roles } from '../permission/roles.js';
import type { Receipts } from '../receipts.js';
import type { Ports } from '../work.js';
import { sqlAccess } from './access.js';
import { type Recollection, sqlActivities } from './activities.js';
import { sqlAttendances } from './attendances.js';
import { sqlContentItems } from './content-items.js';
import { sqlCourseModules } from './course-modules.js';
import { sqlDepartments } from './departments.js';
import { sqlEnrollments } from './enrollments.js';
import { sqlEventEnrollments } from './event-enrollments.js';
import { sqlEvents } from './events.js';
import { sqlGrants } from './grants.js';
import { sqlGroups } from './groups.js';
import { sqlLinks } from './links.js';
import { sqlLoadedOffers } from './load-offers.js';
import { sqlMessages } from './messages.js';
import { sqlOfferEvents } from './offer-events.js';
import { sqlOffers } from './offers.js';
import { sqlOrganization } from './organization.js';
import { sqlParticipations } from './participations.js';
import { sqlProfileFields } from './profile-fields.js';
import { sqlProgressReports } from './progress-reports.js';
import { sqlReceipts } from './receipts.js';
import { sqlRoles } from './roles.js';
import { sqlSessionPlaces } from './session-places.js';
import { sqlTrainingSessions } from './training-sessions.js';
import { sqlTrainings } from './trainings.js';
import type { Transaction } from './transaction.js';
import { sqlUnitLinks } from './unit-links.js';
import { sqlUsers } from './users.js';

/** All ports on one way to the database, each made when it is first asked for: most requests need two or three. */
export class SqlPorts implements Ports {
  readonly #db: Transaction;
  readonly #recollection: Recollection;
  #users: Users | undefined;
  #departments: Departments | undefined;
  #activities: Activities | undefined;
  #enrollments: Enrollments | undefined;
  #grants: Grants | undefined;
  #events: Events | undefined;
  #access: Access | undefined;
  #organization: Organization | undefined;
  #loadedOffers: LoadedOffers | undefined;
  #groups: Groups | undefined;
  #profileFields: ProfileFields | undefined;
  #roles: Roles | undefined;
  #courseModules: CourseModules | undefined;
  #contentItems: ContentItems | undefined;
  #trainings: Trainings | undefined;
  #trainingSessions: TrainingSessions | undefined;
  #messages: Messages | undefined;
  #participations: Participations | undefined;
  #unitLinks: UnitLinks | undefined;
  #links: Links | undefined;
  #sessionPlaces: SessionPlaces | undefined;
  #attendance: Attendances | undefined;
  #progress: ProgressReports | undefined;
  #offers: Offers | undefined;
  #offerEvents: OfferEvents | undefined;
  #eventEnrollments: EventEnrollments | undefined;
  #receipts: Receipts | undefined;

  constructor(db: Transaction, recollection: Recollection) {
    this.#db = db;
    this.#recollection = recollection;
  }

  get users(): Users {
    this.#users ??= sqlUsers(this.#db);
    return this.#users;
  }

  get departments(): Departments {
    this.#departments ??= sqlDepartments(this.#db);
    return this.#departments;
  }

  get activities(): Activities {
    this.#activities ??= sqlActivities(this.#db, this.#recollection);
    return this.#activities;
  }

  get enrollments(): Enrollments {
    this.#enrollments ??= sqlEnrollments(this.#db, this.#db.numbers);
    return this.#enrollments;
  }

  get grants(): Grants {
    this.#grants ??= sqlGrants(this.#db);
    return this.#grants;
  }

  get events(): Events {
    this.#events ??= sqlEvents(this.#db);
    return this.#events;
  }

  get access(): Access {
    this.#access ??= sqlAccess(this.#db);
    return this.#access;
  }

  get organization(): Organization {
    this.#organization ??= sqlOrganization(this.#db);
    return this.#organization;
  }

  get loadedOffers(): LoadedOffers {
    this.#loadedOffers ??= sqlLoadedOffers(this.#db);
    return this.#loadedOffers;
  }

  get groups(): Groups {
    this.#groups ??= sqlGroups(this.#db);
    return this.#groups;
  }

  get profileFields(): ProfileFields {
    this.#profileFields ??= sqlProfileFields(this.#db);
    return this.#profileFields;
  }

  get roles(): Roles {
    this.#roles ??= sqlRoles(this.#db);
    return this.#roles;
  }

  get courseModules(): CourseModules {
    this.#courseModules ??= sqlCourseModules(this.#db);
    return this.#courseModules;
  }

  get contentItems(): ContentItems {
    this.#contentItems ??= sqlContentItems(this.#db);
    return this.#contentItems;
  }

  get trainings(): Trainings {
    this.#trainings ??= sqlTrainings(this.#db);
    return this.#trainings;
  }

  get trainingSessions(): TrainingSessions {
    this.#trainingSessions ??= sqlTrainingSessions(this.#db);
    return this.#trainingSessions;
  }

  get messages(): Messages {
    this.#messages ??= sqlMessages(this.#db);
    return this.#messages;
  }

  get participations(): Participations {
    this.#participations ??= sqlParticipations(this.#db);
    return this.#participations;
  }

  get links(): Links {
    this.#links ??= sqlLinks(this.#db);
    return this.#links;
  }
  get unitLinks(): UnitLinks {
    this.#unitLinks ??= sqlUnitLinks(this.#db);
    return this.#unitLinks;
  }

  get sessionPlaces(): SessionPlaces {
    this.#sessionPlaces ??= sqlSessionPlaces(this.#db);
    return this.#sessionPlaces;
  }

  get attendance(): Attendances {
    this.#attendance ??= sqlAttendances(this.#db);
    return this.#attendance;
  }

  get progress(): ProgressReports {
    this.#progress ??= sqlProgressReports(this.#db);
    return this.#progress;
  }

  get offers(): Offers {
    this.#offers ??= sqlOffers(this.#db);
    return this.#offers;
  }

  get offerEvents(): OfferEvents {
    this.#offerEvents ??= sqlOfferEvents(this.#db);
    return this.#offerEvents;
  }

  get eventEnrollments(): EventEnrollments {
    this.#eventEnrollments ??= sqlEventEnrollments(this.#db);
    return this.#eventEnrollments;
  }

  get receipts(): Receipts {
    this.#receipts ??= sqlReceipts(this.#db);
    return this.#receipts;
  }
}
