#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { type Logger, pino } from 'pino';
import { type Command, readCommand, usage, WrongCommand } from './command/arguments.js';
import { complaint } from './command/complaint.js';
import { demoText, temporaryDatabase } from './command/demo.js';
import { readJsonFile } from './command/read-json-file.js';
import { runServer } from './command/run-server.js';
import { type Application, compose } from './compose.js';
import type { OperationName, OutputOf } from './contract/operations.js';
import { packageRoot } from './package-root.js';
import { operator } from './permission/caller.js';
import { readSettings, type Settings } from './settings.js';

const sample = new URL('sample/organization.json', packageRoot);

try {
  await run(readCommand(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${complaint(error)}\n`);
  process.exitCode = 1;
}

async function run(command: Command): Promise<void> {
  if (command.name === 'help') return print(usage);
  const settings = settingsFor(command);
  // The output of commands is for people and scripts: their log goes to the other stream.
  const log = pino(
    { level: settings.LOG_LEVEL },
    pino.destination({ dest: command.name === 'serve' ? 1 : 2, sync: false }),
  );
  const application = await compose(settings, log);
  let stays = false;
  try {
    stays = await perform(command, application, settings, log);
  } finally {
    // Connections that are left open would keep the process.
    if (!stays) await application.close();
  }
}

function settingsFor(command: Command): Settings {
  const settings = readSettings(process.env);
  if (command.name !== 'demo') return settings;
  const quiet = process.env['LOG_LEVEL'] ? {} : { LOG_LEVEL: 'warn' as const };
  return { ...settings, ...quiet, DATABASE_URL: temporaryDatabase() };
}

/** Does what was asked and answers whether the process stays. */
async function perform(
  command: Exclude<Command, { name: 'help' }>,
  application: Application,
  settings: Settings,
  log: Logger<never>,
): Promise<boolean> {
  const { database } = application;
  const ask = async <N extends OperationName>(name: N, input: unknown): Promise<OutputOf<N>> => {
    const circumstances = { protocol: 'command line', requestId: null };
    return (await application.gateway.perform(name, operator, input, circumstances)).output;
  };
  if (command.name === 'migrate' || database.engine === 'sqlite') {
    const ran = await database.migrate();
    if (command.name === 'migrate') {
      print(ran.length > 0 ? `Brought up to date: ${ran.join(', ')}.` : 'The schema is up to date.');
      return false;
    }
  } else if ((await database.pendingMigrations()).length > 0) {
    throw new WrongCommand(
      'The schema of the database is older than this program. Run: npx matricula migrate',
    );
  }
  switch (command.name) {
    case 'serve': {
      for (const warning of await database.warnings()) log.warn(warning);
      const account = await database.unitOfWork.account();
      if (
        account.timeZone &&
        process.env['ACCOUNT_TIME_ZONE'] &&
        account.timeZone !== settings.ACCOUNT_TIME_ZONE
      ) {
        log.warn(
          `the organisation was loaded with the time zone ${account.timeZone}, which holds over ACCOUNT_TIME_ZONE`,
        );
      }
      const url = await runServer(application, settings, log);
      log.info({ url }, `listening on ${url}`);
      if (account.empty) {
        // The log has standard output to itself.
        process.stderr.write(
          'The database is empty. Next, in another window:\n  npx matricula load sample/organization.json\n  npx matricula token EMP-001\n',
        );
      }
      return true;
    }
    case 'demo': {
      await ask('loadOrganization', JSON.parse(readFileSync(sample, 'utf8')));
      const url = await runServer(application, settings, log);
      print(await demoText(application.gateway, url));
      return true;
    }
    case 'load':
      // Left alone, the runtime lets garbage triple what a large file takes.
      setFlagsFromString('--heap-growing-percent=20');
      print(JSON.stringify(await ask('loadOrganization', readJsonFile(command.file)), null, 2));
      return false;
    case 'token': {
      const lifetime = Math.max(1, Math.round(command.hours * 3_600));
      const { user: userName, scopes } = command;
      print((await ask('issueToken', { lifetime, userName, ...(scopes && { scopes }) })).accessToken);
      return false;
    }
    case 'revoke':
      print(`Revoked: ${(await ask('revokeToken', command.input)).revoked}.`);
      return false;
    case 'client create':
      print(JSON.stringify(await ask('createApiClient', { userId: command.user }), null, 2));
      return false;
    case 'client rotate':
      print(JSON.stringify(await ask('rotateApiClient', { clientId: command.clientId }), null, 2));
      return false;
    case 'backup':
      await database.backup(command.file);
      print(`Copied to ${command.file}.`);
      return false;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
