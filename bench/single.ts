import { type Contender, OURS } from './contenders.js';
import type { Engine } from './engine.js';
import { ask, during, measured, turn } from './load.js';
import { Rounds } from './measure.js';
import type { Plan } from './options.js';
import type { Report } from './table.js';

const CALLERS = 16;

/** 1 learner × 1 course, by 16 callers; and the same requests once more. */
export async function measureSingle(engine: Engine, contenders: Contender[], plan: Plan): Promise<Report> {
  const { rounds, seconds, warmUp } = plan.single;
  const fresh = new Rounds(contenders);
  const repeated = new Rounds(contenders);
  // Until the runtime has compiled what they do again and again: it takes ours some ten thousand requests.
  for (const contender of contenders) {
    await ask(
      contender,
      CALLERS,
      'enrolled',
      during(warmUp, () => contender.subject.pairs.single()),
    );
  }
  for (let round = 0; round < rounds; round++) {
    for (const contender of turn(contenders, round)) {
      const { pairs } = contender.subject;
      const from = pairs.singles();
      const first = await measured(engine, contender, 1, () =>
        ask(
          contender,
          CALLERS,
          'enrolled',
          during(seconds, () => pairs.single()),
        ),
      );
      fresh.add(contender.name, first);
      const to = pairs.singles();
      let at = from;
      const again = await measured(engine, contender, 1, () =>
        ask(
          contender,
          CALLERS,
          'already enrolled',
          during(seconds, () => pairs.singleAt(at < to ? at++ : from)),
        ),
      );
      repeated.add(contender.name, again);
    }
  }
  const what = '1 × 1, 16 callers';
  return {
    findings: [
      { what: `${what}, REST to batched`, value: fresh.ratio(OURS.REST, 'batched'), atLeast: 0.5 },
      { what: `${what}, SOAP to our REST`, value: fresh.ratio(OURS.SOAP, OURS.REST), atLeast: 0.8 },
      { what: `${what}, REST to cross join`, value: fresh.ratio(OURS.REST, 'cross join') },
      { what: `${what}, repeated, REST to batched`, value: repeated.ratio(OURS.REST, 'batched') },
    ],
    scenarios: [
      { what, unit: 'requests', rounds: fresh },
      { what: `${what}, repeated`, unit: 'requests', rounds: repeated },
    ],
  };
}
