/** The form in which e-mail addresses and logins are compared: composed, in lower case, and with one sigma. */
export function foldCase(text: string): string {
  // Capitals do not tell which of the two it is, and where words end inside a login is anybody's guess.
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}
