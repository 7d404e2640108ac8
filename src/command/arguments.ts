import { parseArgs } from 'node:util';
import { type Scope, scopes } from '../contract/scope.js';

/** What the operator asked for on the command line. */
export type Command =
  | { readonly name: 'serve' }
  | { readonly name: 'migrate' }
  | { readonly name: 'demo' }
  | { readonly name: 'help' }
  | { readonly name: 'load'; readonly file: string }
  | { readonly name: 'backup'; readonly file: string }
  | {
      readonly name: 'token';
      readonly user: string;
      readonly hours: number;
      readonly scopes?: readonly Scope[];
    }
  | { readonly name: 'revoke'; readonly input: Readonly<Record<string, string>> }
  | { readonly name: 'client create'; readonly user: string }
  | { readonly name: 'client rotate'; readonly clientId: string };

export const usage = `matricula: enrollment gateway

  matricula serve                        answer SOAP, REST and GraphQL
  matricula migrate                      bring the schema of the database up to date
  matricula load <organisation.json>     bring in people, courses and enrollments
  matricula token <user> [--hours n]     print an access token (user: ref, email, login or id; 12 hours)
               [--scope a,b]           that may do no more than these scopes carry
  matricula revoke <token>               revoke a token; or --user <user id or ref>, or --client <client id>
  matricula client create <user>         make an API client that acts for a user (id or ref)
  matricula client rotate <client id>    give an API client a new secret
  matricula backup <file>                copy the embedded database while it is in use
  matricula demo                         serve a sample organisation from a temporary database

Settings come from the environment, see README.md.`;

/** A command line that cannot be understood, with a sentence that says why. */
export class WrongCommand extends Error {}

/** Every command with its options. */
const options: Readonly<Record<string, readonly string[]>> = {
  serve: [],
  migrate: [],
  demo: [],
  help: [],
  load: [],
  backup: [],
  token: ['hours', 'scope'],
  revoke: ['user', 'client'],
  client: [],
};

/** Reads the command line; fails with `WrongCommand`. */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = parsed(words);
  const [name = 'help', ...rest] = positionals;
  if (values.help) return { name: 'help' };
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  const stray = Object.keys(values).find((option) => !known?.includes(option));
  if (known && stray !== undefined) throw new WrongCommand(`matricula ${name} has no option --${stray}.`);
  switch (name) {
    case 'serve':
    case 'migrate':
    case 'demo':
    case 'help':
      expect(rest, 0, name);
      return { name };
    case 'load':
    case 'backup':
      return { name, file: one(rest, `${name} <file>`) };
    case 'token':
      return {
        name,
        user: one(rest, 'token <user>'),
        hours: hoursOf(values.hours),
        ...(values.scope && { scopes: scopesIn(values.scope) }),
      };
    case 'revoke':
      return { name, input: revoked(rest, values) };
    case 'client': {
      const [verb, ...names] = rest;
      if (verb === 'create') return { name: 'client create', user: one(names, 'client create <user>') };
      if (verb === 'rotate')
        return { name: 'client rotate', clientId: one(names, 'client rotate <client id>') };
      throw new WrongCommand('Say client create <user> or client rotate <client id>.');
    }
    default:
      throw new WrongCommand(`There is no command ${name}. matricula help lists them.`);
  }
}

function parsed(words: readonly string[]) {
  const [name, token = ''] = words;
  // One token in 64 begins with a hyphen.
  const isToken = name === 'revoke' && words.length === 2 && /^-[\w-]{42}$/.test(token);
  try {
    return parseArgs({
      args: isToken ? ['revoke', '--', token] : [...words],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        hours: { type: 'string' },
        scope: { type: 'string', multiple: true },
        user: { type: 'string' },
        client: { type: 'string' },
      },
    });
  } catch (error) {
    throw new WrongCommand((error as Error).message);
  }
}

function revoked(
  rest: readonly string[],
  values: { user?: string; client?: string },
): Record<string, string> {
  const { user, client } = values;
  const given = [...rest, ...[user, client].filter((value) => value !== undefined)];
  if (given.length !== 1)
    throw new WrongCommand(
      'Say matricula revoke <token>, revoke --user <user> or revoke --client <client id>.',
    );
  if (user !== undefined) return { userId: user };
  if (client !== undefined) return { clientId: client };
  return { token: one(rest, 'revoke <token>') };
}

function one(words: readonly string[], form: string): string {
  const [word] = words;
  if (word === undefined || words.length !== 1) throw new WrongCommand(`Say matricula ${form}.`);
  return word;
}

function expect(words: readonly string[], count: number, name: string): void {
  if (words.length > count) throw new WrongCommand(`matricula ${name} takes nothing more than its name.`);
}

function hoursOf(text: string | undefined): number {
  const hours = Number(text ?? '12');
  if (!(hours > 0 && hours <= 8_760) || /[^\d.]/.test(text ?? ''))
    throw new WrongCommand('--hours takes a number from more than 0 to 8760.');
  return hours;
}

/** Scopes divided by commas or blanks, the option said once or several times. */
function scopesIn(texts: readonly string[]): Scope[] {
  const given = texts.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '');
  const unknown = given.find((text) => !scopes.some((scope) => scope === text));
  if (given.length === 0 || unknown !== undefined)
    throw new WrongCommand(`--scope takes one or more of ${scopes.join(', ')}.`);
  return scopes.filter((scope) => given.includes(scope));
}
