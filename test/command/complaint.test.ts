import { describe, expect, test } from '@jest/globals';
import { WrongCommand } from '../../src/command/arguments.js';
import { CannotListen, complaint } from '../../src/command/complaint.js';
import { Failure } from '../../src/contract/failure.js';
import { WrongSetting } from '../../src/settings.js';

const systemError = (facts: object, message = 'internals of the driver') =>
  Object.assign(new Error(message), facts);

describe('what the operator is told when a command fails', () => {
  test('a failure: its message, and every place that is wrong', () => {
    const failure = new Failure('invalid', 'The file is not valid.', {
      violations: [
        { path: '/users/3/email', rule: 'email', message: 'It is no e-mail address.' },
        { path: '', rule: 'type', message: 'It must be an object.' },
      ],
      cause: new Error('secret-word'),
    });
    expect(complaint(failure)).toBe(
      'The file is not valid.\n  /users/3/email: It is no e-mail address.\n  /: It must be an object.',
    );
  });

  test('a wrong command or setting: its own sentence', () => {
    expect(complaint(new WrongCommand('Say it differently.'))).toBe('Say it differently.');
    expect(complaint(new WrongSetting('PORT is wrong.'))).toBe('PORT is wrong.');
  });

  test.each([
    ['EADDRINUSE', 'Port 80 is taken. Set PORT to another one.'],
    ['EACCES', 'Listening on port 80 takes more rights. Set PORT to another one.'],
    ['EADDRNOTAVAIL', 'The setting HOST is wrong: “far” is no address of this machine (EADDRNOTAVAIL).'],
    ['ENOTFOUND', 'The setting HOST is wrong: “far” is no address of this machine (ENOTFOUND).'],
    ['EAI_AGAIN', 'The setting HOST is wrong: “far” is no address of this machine (EAI_AGAIN).'],
  ])('an address that cannot be listened on, which is not the database: %s', (code, sentence) => {
    expect(complaint(new CannotListen({ HOST: 'far', PORT: 80 }, systemError({ code })))).toBe(sentence);
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'ETIMEDOUT',
    'ER_ACCESS_DENIED_ERROR',
    'ER_BAD_DB_ERROR',
    'SQLITE_NOTADB',
    'SQLITE_READONLY_DIRECTORY',
    'SQLITE_CORRUPT',
    'SQLITE_BUSY',
  ])('a database that cannot be used, without what its driver says: %s', (code) => {
    const said = complaint(systemError({ code, syscall: 'connect' }));
    expect(said).toMatch(new RegExp(`^[A-Z][^.]+ \\(${code}\\)\\. Check DATABASE_URL\\.$`));
  });

  test('a folder for the database file that cannot be made', () => {
    expect(complaint(systemError({ code: 'EACCES', syscall: 'mkdir' }))).toBe(
      'The folder of the database file cannot be made (EACCES). Check DATABASE_URL.',
    );
  });

  test('anything else: one line, with the code said once', () => {
    expect(
      complaint(systemError({ code: 'ENOSPC' }, 'ENOSPC: no space left on device, write\n    at x')),
    ).toBe('ENOSPC: no space left on device, write');
    expect(complaint(systemError({ code: 'ER_X' }, 'command denied'))).toBe('ER_X: command denied');
    expect(complaint(new RangeError('out of bounds'))).toBe('out of bounds');
  });
});
