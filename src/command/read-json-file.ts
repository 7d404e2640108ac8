import { readFileSync } from 'node:fs';
import { Failure } from '../contract/failure.js';
import { decodeJson, parseJson } from '../contract/json-text.js';
import { WrongCommand } from './arguments.js';

/** What a file says in JSON; fails with `WrongCommand` where it cannot be read, is not UTF-8 or no JSON. */
export function readJsonFile(file: string): unknown {
  try {
    return parseJson(decodeJson(readFileSync(file), file), file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Failure) throw new WrongCommand(message);
    throw new WrongCommand(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${message}`,
    );
  }
}
