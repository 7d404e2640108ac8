import type { Page } from '../contract/page.js';
import type { Scope } from '../contract/scope.js';
import type { UserCaller } from './caller.js';

/** A user with the hash of their password; only an active one may act. */
export interface SignIn {
  readonly caller: UserCaller;
  readonly passwordHash: string | null;
}

/** An API client, with the caller that it makes of the user that it acts for; undefined while that is inactive. */
export interface ApiClient {
  readonly caller: UserCaller | undefined;
  readonly userId: string;
  readonly secretHash: string;
  readonly createdAt: number;
}

/** An API client as listed. */
export interface ListedClient {
  readonly clientId: string;
  readonly userId: string;
  readonly userRef: string | null;
  readonly createdAt: number;
}

/** An access token as listed: never the token itself. */
export interface ListedToken {
  readonly userId: string;
  readonly userRef: string | null;
  readonly clientId: string | null;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly scopes: Scope[] | null;
}

/** Whose tokens; of everybody where nothing is said. */
export interface TokenFilter {
  readonly userNo?: number;
  readonly clientId?: string;
}

/** What is stored to recognise callers: tokens (hashed), password hashes, API clients, roles. */
export interface Access {
  /** The active user whose token, in force at `now`, has this SHA-256 hash; none of a client that is gone. */
  callerByToken(
    tokenHash: Buffer,
    now: number,
  ): Promise<{ caller: UserCaller; expiresAt: number } | undefined>;
  /** The active user with this login or e-mail address, the login first. */
  callerByName(name: string): Promise<SignIn | undefined>;
  client(clientId: string): Promise<ApiClient | undefined>;
  addToken(token: {
    readonly hash: Buffer;
    readonly userNo: number;
    readonly clientId: string | null;
    readonly issuedAt: number;
    readonly expiresAt: number;
    /** Null: not limited. */
    readonly scopes: readonly Scope[] | null;
  }): Promise<void>;
  /** Revokes what is in force and answers how many that were. */
  revoke(
    which: { readonly tokenHash: Buffer } | { readonly userNo: number } | { readonly clientId: string },
    now: number,
  ): Promise<number>;
  addClient(client: {
    readonly clientId: string;
    readonly secretHash: string;
    readonly userNo: number;
    readonly createdAt: number;
  }): Promise<void>;
  /** Removes a client; tokens that were issued to it stop working, also one that is being issued meanwhile. */
  removeClient(clientId: string): Promise<void>;
  /** In the order in which they were created. */
  clients(limit: number, cursor: string | undefined): Promise<Page<ListedClient>>;
  /** The tokens in force at `now`, the first to end first. */
  tokens(
    filter: TokenFilter,
    now: number,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ListedToken>>;
  /** `false` where there is no such client. */
  changeSecret(clientId: string, secretHash: string): Promise<boolean>;
  /** The API client that a token was issued to, in force or not; null: to none; undefined: no such token. */
  clientOfToken(tokenHash: Buffer): Promise<string | null | undefined>;
}
