import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

/**
 * `describe` where a foreign client is installed; where it is not, the run says so loudly and counts the suite as
 * skipped, with the reason in its name.
 */
export function describeWith(
  client: { readonly name: string; readonly debianPackage: string; readonly installed: boolean },
  body: () => void,
): void {
  if (client.installed) {
    describe(client.name, body);
    return;
  }
  console.warn(
    `\n*** ${client.name} is not installed: its suite is SKIPPED. Install ${client.debianPackage} to run it. ***\n`,
  );
  describe.skip(`${client.name} (skipped: ${client.debianPackage} is not installed)`, body);
}

/** Whether a command ends well and what it prints. */
export function prints(program: string, ...options: string[]): string | undefined {
  const { status, stdout } = spawnSync(program, options, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout : undefined;
}
