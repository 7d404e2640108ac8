import { describe } from '@jest/globals';
import { law } from './law.js';
import { readSources } from './sources.js';

const sources = readSources().filter(({ path }) => !path.includes('/migrations/'));

describe('sizes', () => {
  law(
    'no file is longer than 300 lines, migrations aside',
    'find the second thing in it and give that a file with a name of its own.',
    () =>
      sources.filter(({ lines }) => lines > 300).map(({ path, lines }) => `src/${path} has ${lines} lines`),
  );

  law('half of all files have fewer than 100 lines', 'split the long ones by what they are about.', () => {
    const lengths = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    return median < 100 ? [] : [`the median is ${median}`];
  });
});
