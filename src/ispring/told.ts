import { type Violation, violationsTold } from '../contract/failure.js';

/** Collects what is wrong with a request that only its wire can see; told with what the check of the input finds. */
export class Told {
  readonly violations: Violation[] = [];

  tell(path: string, rule: string, message: string): void {
    if (this.violations.length < violationsTold) this.violations.push({ path, rule, message });
  }

  unknown(path: string, what: string): void {
    this.tell(path, 'unknown_field', `${what} is unknown, or does not belong here.`);
  }

  repeated(path: string, what: string): void {
    this.tell(path, 'repeated', `${what} stands here more than once.`);
  }
}
