/** What somebody shows to be recognised; each dialect reads it from its own place. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  /** `name` is a login or an e-mail address. */
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  /** An API client, for whom a user stands. */
  | { readonly kind: 'client'; readonly clientId: string; readonly clientSecret: string };
