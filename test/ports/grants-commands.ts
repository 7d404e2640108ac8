import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import type { RawDatabase } from '../raw-database.js';
import { type AutomaticGrant, beginAutomatic, endAutomatic } from './automatic-grants.js';
import { expectAsModelled } from './grants-expectations.js';
import {
  endDirect,
  giveDirect,
  liveAutomatic,
  liveDirect,
  type Model,
  type ModelPair,
  nextMoment,
} from './grants-model.js';

/** What the model stands for. */
export interface Real {
  readonly app: TestApplication;
  readonly raw: RawDatabase;
  setClock(now: number): void;
}

type Command = fc.AsyncCommand<Model, Real>;

const hour = 3_600_000;
const accessDate = '2030-01-01T00:00:00Z';
const dueAfter = (hours: number | null) => (hours === null ? null : Date.parse(accessDate) + hours * hour);
const termsOf = (hours: number | null) =>
  hours === null
    ? { accessDate, dueDateType: 'unlimited' }
    : { accessDate, dueDateType: 'due_period', duePeriod: hours };

/** A command on some pairs: what it does to them is compared with the model afterwards. */
function command(
  text: string,
  check: (model: Model) => boolean,
  act: (model: Model, real: Real) => Promise<readonly ModelPair[]>,
): Command {
  return {
    toString: () => text,
    check,
    async run(model, real) {
      real.setClock(model.now);
      const touched = await act(model, real);
      for (const pair of touched) await expectAsModelled(real, pair);
    },
  };
}

const chosen = (model: Model, place: number) => model.pairs[place % model.pairs.length] as ModelPair;

const linksOf = (pair: ModelPair) =>
  liveAutomatic(pair)
    .map(({ kind }) => kind)
    .sort();
const toldLinks = (links: readonly { kind: string }[] | undefined) =>
  (links ?? []).map(({ kind }) => kind).sort();

function enroll(learners: readonly number[], courses: readonly number[], hours: number | null): Command {
  const text = `enroll ${learners} in ${courses}, ${hours ?? 'no'} hours`;
  return command(
    text,
    () => true,
    async (model, { app }) => {
      const [learnerRefs, courseRefs] = ['learnerRef', 'courseRef'].map((key) => [
        ...new Set(model.pairs.map((pair) => pair[key as 'learnerRef'])),
      ]) as [string[], string[]];
      const some = (list: readonly string[], places: readonly number[]) => [
        ...new Set(places.map((place) => list[place % list.length] as string)),
      ];
      const input = {
        learnerRefs: some(learnerRefs, learners),
        courseRefs: some(courseRefs, courses),
        ...termsOf(hours),
      };
      const { summary, outcomes } = await ask(app, 'enrollLearnersInCourses', input);
      const pairs = model.pairs.filter(
        (pair) => input.learnerRefs.includes(pair.learnerRef) && input.courseRefs.includes(pair.courseRef),
      );
      const missing = pairs.filter((pair) => !liveDirect(pair));
      expect(summary).toEqual({
        enrolled: missing.length,
        alreadyEnrolled: pairs.length - missing.length,
        failed: 0,
      });
      expect(outcomes.length).toBe(pairs.length);
      for (const pair of pairs) {
        const told = outcomes.find(
          ({ learnerRef, courseRef }) => learnerRef === pair.learnerRef && courseRef === pair.courseRef,
        );
        expect(told?.outcome).toBe(missing.includes(pair) ? 'enrolled' : 'already_enrolled');
        pair.enrollmentId ??= String(told?.enrollmentId);
        expect(told?.enrollmentId).toBe(pair.enrollmentId);
      }
      for (const pair of missing) giveDirect(pair, dueAfter(hours), model.now, false);
      return pairs;
    },
  );
}

function giveAnew(operation: 'changeEnrollment' | 'reenroll', place: number, hours: number | null): Command {
  const known = (model: Model) => chosen(model, place).enrollmentId !== undefined;
  return command(`${operation} ${place}, ${hours ?? 'no'} hours`, known, async (model, { app }) => {
    const pair = chosen(model, place);
    const work = ask(app, operation, { enrollmentId: pair.enrollmentId, ...termsOf(hours) });
    const links = linksOf(pair);
    if (!liveDirect(pair) && (operation === 'changeEnrollment' || links.length > 0)) {
      const { code, linkedVia } = await failureOf(work);
      expect([code, toldLinks(linkedVia)]).toEqual(['conflict', links]);
      return [pair];
    }
    expect(await work).toMatchObject({ id: pair.enrollmentId, status: 'active' });
    giveDirect(pair, dueAfter(hours), endDirect(model, pair), operation === 'changeEnrollment');
    return [pair];
  });
}

function unenroll(place: number, byId: boolean): Command {
  const known = (model: Model) => !byId || chosen(model, place).enrollmentId !== undefined;
  return command(`unenroll ${place}${byId ? ' by id' : ''}`, known, async (model, { app }) => {
    const pair = chosen(model, place);
    const named = byId
      ? { enrollmentId: pair.enrollmentId }
      : { learnerRefs: [pair.learnerRef], courseRefs: [pair.courseRef] };
    const work = ask(app, 'unenroll', named);
    const links = linksOf(pair);
    if (!liveDirect(pair) && links.length > 0) {
      const { code, linkedVia } = await failureOf(work);
      expect([code, toldLinks(linkedVia)]).toEqual(['conflict', links]);
      return [pair];
    }
    const [told] = (await work).outcomes;
    expect(told?.outcome).toBe(liveDirect(pair) ? 'unenrolled' : 'not_enrolled');
    expect(toldLinks(told?.linkedVia)).toEqual(links);
    endDirect(model, pair);
    return [pair];
  });
}

type Source = Pick<AutomaticGrant, 'kind' | 'sourceNo'>;
const isOf = (source: Source) => (grant: { kind: string; sourceNo: number }) =>
  grant.kind === source.kind && grant.sourceNo === source.sourceNo;

function beginOther(place: number, source: Source, hours: number | null): Command {
  const free = (model: Model) => !liveAutomatic(chosen(model, place)).some(isOf(source));
  const text = `begin ${source.kind} ${source.sourceNo} for ${place}, ${hours ?? 'no'} hours`;
  return command(text, free, async (model, { raw }) => {
    const pair = chosen(model, place);
    const grant = { dueAt: dueAfter(hours), givenAt: nextMoment(model, pair) };
    await beginAutomatic(raw, { ...pair, ...source }, grant);
    pair.grants.push({ ...source, ...grant, occurrence: 0, endedAt: undefined });
    return [pair];
  });
}

function endOther(place: number, source: Source): Command {
  const held = (model: Model) => liveAutomatic(chosen(model, place)).some(isOf(source));
  return command(`end ${source.kind} ${source.sourceNo} for ${place}`, held, async (model, { raw }) => {
    const pair = chosen(model, place);
    const moment = nextMoment(model, pair);
    const grant = liveAutomatic(pair).find(isOf(source));
    expect(await endAutomatic(raw, { ...pair, ...source }, moment)).toBe(1);
    if (grant) grant.endedAt = moment;
    return [pair];
  });
}

function tick(step: number): Command {
  return command(
    `clock ${step}`,
    () => true,
    async (model) => {
      model.now += step;
      return [];
    },
  );
}

const place = fc.nat(5);
const hours = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 3 });
const source: fc.Arbitrary<Source> = fc.record({
  kind: fc.constantFrom('unit', 'qualification', 'rule', 'offer_event', 'registration'),
  sourceNo: fc.integer({ min: 1, max: 2 }),
});
const places = fc.array(place, { minLength: 1, maxLength: 3 });

export const commands = fc.commands(
  [
    fc.tuple(places, places, hours).map((given) => enroll(...given)),
    fc.tuple(places, places, hours).map((given) => enroll(...given)),
    fc.tuple(place, hours).map(([one, some]) => giveAnew('changeEnrollment', one, some)),
    fc.tuple(place, hours).map(([one, some]) => giveAnew('reenroll', one, some)),
    fc.tuple(place, fc.boolean()).map((given) => unenroll(...given)),
    fc.tuple(place, fc.boolean()).map((given) => unenroll(...given)),
    fc.tuple(place, source, hours).map((given) => beginOther(...given)),
    fc.tuple(place, source).map((given) => endOther(...given)),
    fc.constantFrom(0, 1, 1_000, 86_400_000, -1, -5_000, -86_400_000).map(tick),
  ],
  { maxCommands: 40, size: 'max' },
);
