import { pointer, type Violation } from '../contract/failure.js';
import type { Said, Shaped } from './said.js';

/** Flags that ask for a message to a new user, each with the element that holds the message. */
const asked = [
  ['sendLoginEmail', 'invitationMessage'],
  ['sendLoginSMS', 'invitationSMSMessage'],
] as const;

/** Messages to new users are checked as documented. Nothing is sent: Matricula sends no invitations. */
export function messagesAsked({ texts }: Said): Shaped {
  const violations: Violation[] = [];
  for (const [flag, message] of asked) {
    const said = texts.get(flag);
    if (said !== undefined && !/^(?:true|false|1|0)$/.test(said)) {
      violations.push({ path: pointer(flag), rule: 'type', message: 'It must be of the type boolean.' });
    }
    if ((said === 'true' || said === '1') && !texts.has(message)) {
      violations.push({ path: pointer(message), rule: 'required', message: `It is needed with ${flag}.` });
    }
  }
  return { input: {}, violations };
}
