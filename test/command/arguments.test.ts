import { describe, expect, test } from '@jest/globals';
import { readCommand, usage, WrongCommand } from '../../src/command/arguments.js';

const understood: readonly (readonly [line: string, command: object])[] = [
  ['', { name: 'help' }],
  ['help', { name: 'help' }],
  ['--help', { name: 'help' }],
  ['load -h', { name: 'help' }],
  ['serve', { name: 'serve' }],
  ['migrate', { name: 'migrate' }],
  ['demo', { name: 'demo' }],
  ['load people.json', { name: 'load', file: 'people.json' }],
  ['backup copy.sqlite', { name: 'backup', file: 'copy.sqlite' }],
  ['token EMP-001', { name: 'token', user: 'EMP-001', hours: 12 }],
  ['token anna@acme.example --hours 0.5', { name: 'token', user: 'anna@acme.example', hours: 0.5 }],
  ['token --hours=8760 anna', { name: 'token', user: 'anna', hours: 8_760 }],
  [
    'token anna --scope users.read,trainings.write --scope users.read',
    { name: 'token', user: 'anna', hours: 12, scopes: ['users.read', 'trainings.write'] },
  ],
  ['token -- -anna', { name: 'token', user: '-anna', hours: 12 }],
  ['revoke abc', { name: 'revoke', input: { token: 'abc' } }],
  ['revoke --user EMP-001', { name: 'revoke', input: { userId: 'EMP-001' } }],
  ['revoke --client 6a1c', { name: 'revoke', input: { clientId: '6a1c' } }],
  ['client create EMP-001', { name: 'client create', user: 'EMP-001' }],
  ['client rotate 6a1c', { name: 'client rotate', clientId: '6a1c' }],
];

const refused: readonly (readonly [line: string, sentence: RegExp])[] = [
  ['start', /no command start/],
  ['constructor', /no command constructor/],
  ['constructor --hours 3', /no command constructor/],
  ['serve now', /matricula serve takes nothing more/],
  ['serve --hours 3', /matricula serve has no option --hours/],
  ['load', /Say matricula load <file>/],
  ['load a.json b.json', /Say matricula load <file>/],
  ['token', /Say matricula token <user>/],
  ['token anna --scope everything', /--scope takes one or more of users.read, users.write, /],
  ['token anna --scope=,', /--scope takes one or more of/],
  ['serve --scope users.read', /matricula serve has no option --scope/],
  ['token anna --hours 0', /--hours takes a number/],
  ['token anna --hours many', /--hours takes a number/],
  ['token anna --hours 0x10', /--hours takes a number/],
  ['token anna --hours 1e3', /--hours takes a number/],
  ['token anna --hours 8761', /--hours takes a number/],
  ['token anna --hours', /--hours/],
  ['token anna --client 6a1c', /matricula token has no option --client/],
  ['token anna --minutes 5', /--minutes/],
  ['revoke', /Say matricula revoke <token>/],
  ['revoke abc def', /Say matricula revoke <token>/],
  ['revoke abc --user EMP-001', /Say matricula revoke <token>/],
  ['revoke --user EMP-001 --client 6a1c', /Say matricula revoke <token>/],
  ['client', /client create <user> or client rotate/],
  ['client delete 6a1c', /client create <user> or client rotate/],
  ['client create', /Say matricula client create <user>/],
];

const words = (line: string) => line.split(' ').filter((word) => word !== '');

describe('the command line', () => {
  test.each(understood)('understands: %s', (line, command) => {
    expect(readCommand(words(line))).toEqual(command);
  });

  test.each(refused)('refuses in a sentence: %s', (line, sentence) => {
    expect(() => readCommand(words(line))).toThrow(WrongCommand);
    expect(() => readCommand(words(line))).toThrow(sentence);
  });

  test('a token to revoke may begin with hyphens, as random ones do', () => {
    for (const token of [`-${'x'.repeat(42)}`, `--${'x'.repeat(41)}`])
      expect(readCommand(['revoke', token])).toEqual({ name: 'revoke', input: { token } });
  });

  test('the help names every command that is understood', () => {
    for (const [line] of understood) {
      const [name = 'help'] = words(line).filter((word) => !word.startsWith('-'));
      if (name !== 'help') expect(usage).toContain(`matricula ${name}`);
    }
  });
});
