import type { Events } from '../audit/events.js';
import type { Activities } from '../catalog/activities.js';
import type { Enrollments } from '../enrollment/enrollments.js';
import type { Grants } from '../enrollment/grants.js';
import type { Departments } from '../organization/departments.js';
import type { Organization } from '../organization/organization.js';
import type { Users } from '../organization/users.js';
import type { Access } from '../permission/access.js';
import type { Receipts } from '../receipts.js';
import type { Ports } from '../work.js';
import { sqlAccess } from './access.js';
import { type Recollection, sqlActivities } from './activities.js';
import { sqlDepartments } from './departments.js';
import { sqlEnrollments } from './enrollments.js';
import { sqlEvents } from './events.js';
import { sqlGrants } from './grants.js';
import { sqlOrganization } from './organization.js';
import { sqlReceipts } from './receipts.js';
import type { Transaction } from './transaction.js';
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

  get receipts(): Receipts {
    this.#receipts ??= sqlReceipts(this.#db);
    return this.#receipts;
  }
}
