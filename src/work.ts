import type { Events } from './audit/events.js';
import type { Activities } from './catalog/activities.js';
import type { ContentItems } from './catalog/content-items.js';
import type { CourseModules } from './catalog/course-modules.js';
import type { OfferEvents } from './catalog/offer-events.js';
import type { Offers } from './catalog/offers.js';
import type { TrainingSessions } from './catalog/training-sessions.js';
import type { Trainings } from './catalog/trainings.js';
import type { Attendances } from './enrollment/attendances.js';
import type { Enrollments } from './enrollment/enrollments.js';
import type { EventEnrollments } from './enrollment/event-enrollments.js';
import type { Grants } from './enrollment/grants.js';
import type { Links } from './enrollment/links.js';
import type { Participations } from './enrollment/participations.js';
import type { ProgressReports } from './enrollment/progress-reports.js';
import type { SessionPlaces } from './enrollment/session-places.js';
import type { UnitLinks } from './enrollment/unit-links.js';
import type { Messages } from './messages/messages.js';
import type { Departments } from './organization/departments.js';
import type { Groups } from './organization/groups.js';
import type { LoadedOffers } from './organization/loaded-offers.js';
import type { Organization } from './organization/organization.js';
import type { ProfileFields } from './organization/profile-fields.js';
import type { Users } from './organization/users.js';
import type { Access } from './permission/access.js';
import type { Roles } from './permission/roles.js';

/** The ports, all speaking in one unit of work. */
export interface Ports {
  readonly users: Users;
  readonly departments: Departments;
  readonly activities: Activities;
  readonly enrollments: Enrollments;
  readonly grants: Grants;
  readonly events: Events;
  readonly access: Access;
  readonly groups: Groups;
  readonly profileFields: ProfileFields;
  readonly roles: Roles;
  readonly courseModules: CourseModules;
  readonly contentItems: ContentItems;
  readonly trainings: Trainings;
  readonly trainingSessions: TrainingSessions;
  readonly organization: Organization;
  readonly loadedOffers: LoadedOffers;
  readonly messages: Messages;
  readonly participations: Participations;
  readonly unitLinks: UnitLinks;
  readonly links: Links;
  readonly sessionPlaces: SessionPlaces;
  readonly attendance: Attendances;
  readonly progress: ProgressReports;
  readonly offers: Offers;
  readonly offerEvents: OfferEvents;
  readonly eventEnrollments: EventEnrollments;
}

/** How much one request may ask for. */
export interface Limits {
  readonly learners: number;
  readonly courses: number;
  readonly enrollments: number;
  readonly members: number;
  /** Learners times courses. */
  readonly pairs: number;
}

/** What a verb is handed: ports, clock, zone, bounds. Nouns get none of it. */
export interface Work extends Ports {
  /** When the request came in, epoch milliseconds; one moment for all that it does. */
  readonly now: number;
  /** IANA name of the zone of the account. */
  readonly zone: string;
  readonly limits: Limits;
  readonly dryRun: boolean;
  /** Whether nobody will read outcomes but those of failures. */
  readonly brief: boolean;
  /** At most so many outcomes are told one by one. */
  readonly outcomesTold: number;
  /** 256 random bits, base64url; the same for the same use in every attempt of one request. */
  secret(use: string): string;
  /** A new id (UUID version 7); the same for the same use in every attempt of one request. */
  newId(use: string): string;
  /** One more new id (UUID version 7), another at each call: for very many. */
  anotherId(): string;
}
