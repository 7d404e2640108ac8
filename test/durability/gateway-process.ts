import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { compose } from '../../src/compose.js';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { readSettings } from '../../src/settings.js';
import { ask } from '../asking.js';
import { builtProgram } from '../built-program.js';
import { startGuardian } from '../guardian.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  /** All that it has written so far, the log among it. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null }>;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function start(words: readonly string[], database: string, environment: Record<string, string>) {
  const guardian = startGuardian();
  const { PATH = '' } = process.env;
  const child: ChildProcess = guardian.spawn(process.execPath, [builtProgram(), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, PORT: '0', DATABASE_URL: database, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(async ([code, signal]) => {
    await guardian.finish();
    return { code: code as number | null, signal: signal as string | null };
  });
  child.ref();
  return { child, ended, output: () => output };
}

/** Serves on a free port; fails with what it wrote where it does not come so far. */
export async function serve(
  database: string,
  environment: Record<string, string> = {},
): Promise<GatewayProcess> {
  const { child, ended, output } = start(['serve'], database, environment);
  let gone = false;
  ended.finally(() => {
    gone = true;
  });
  for (;;) {
    const [, url] = /"url":"(http:[^"]+)"/.exec(output()) ?? [];
    if (url) {
      return {
        url,
        output,
        async kill(signal) {
          child.kill(signal);
          return await ended;
        },
      };
    }
    if (gone) throw new Error(`It ended at once.\n${output()}`);
    await sleep(20);
  }
}

/** Runs a command to its end. */
export async function runCommand(words: readonly string[], database: string): Promise<Ended> {
  const { ended, output } = start(words, database, {});
  const { code } = await ended;
  return { code, output: output() };
}

/** Brings an organisation into a database and answers an access token of its owner. */
export async function prepare(database: string, organization: OrganizationFile): Promise<string> {
  const application = await compose(readSettings({ DATABASE_URL: database }), pino({ level: 'silent' }));
  await application.database.migrate();
  await ask(application, 'loadOrganization', organization);
  const { accessToken } = await ask(application, 'issueToken', { userName: 'owner', lifetime: 3_600 });
  await application.close();
  return accessToken;
}
