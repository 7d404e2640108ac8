/** The form in which e-mail addresses and logins are compared: composed and in lower case. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
