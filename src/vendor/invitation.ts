import { pointer, type Violation } from '../contract/failure.js';

/** Flags that ask for a message to a new user, each with the field that holds the message. */
const flags = [
  ['sendLoginEmail', 'invitationMessage'],
  ['sendLoginSMS', 'invitationSMSMessage'],
] as const;

/**
 * What is wrong with the messages that integrations written for iSpring Learn ask for when they add a user; `said`
 * tells a field as it was written. They are checked as documented and not sent: Matricula sends no invitations.
 */
export function invitationViolations(said: (field: string) => unknown): Violation[] {
  return flags.flatMap(([flag, message]): Violation[] => {
    const given = String(said(flag) ?? 'false');
    if (!/^(?:true|false|1|0)$/.test(given))
      return [{ path: pointer(flag), rule: 'type', message: 'It must be of the type boolean.' }];
    const isAsked = given === 'true' || given === '1';
    return isAsked && said(message) === undefined
      ? [{ path: pointer(message), rule: 'required', message: `It is needed with ${flag}.` }]
      : [];
  });
}
