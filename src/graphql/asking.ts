import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { InputOf, OperationName, OutputOf } from '../contract/operations.js';
import type { Gateway } from '../gateway.js';
import { callerOf } from './caller.js';
import { withPlaces } from './failure.js';

type Caller = Awaited<ReturnType<typeof callerOf>>;

/** What resolvers have at hand: the one way to the core, as whoever asks. */
export interface Asking {
  /** Who asks; found out when it is first needed, so that the schema can be read without a token. */
  caller(): Promise<Caller>;
  /**
   * Performs an operation. `places`: where the fields of its input stand among the arguments, for violations that point
   * to one.
   */
  ask<N extends OperationName>(
    name: N,
    input: InputOf<N>,
    places?: Readonly<Record<string, string>>,
  ): Promise<OutputOf<N>>;
}

/** What a resolver is handed as context. */
export interface Context extends Asking {
  readonly reply: FastifyReply;
}

/** What is at hand while a request is answered. */
interface Answering extends Asking {
  /** Counts the request as the caller's, or as one of its address where nobody is known; fails `too_many`. */
  count(): Promise<void>;
}

export function askingOf(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Answering {
  let known: Promise<Caller> | undefined;
  const caller = () => {
    known ??= (async () => {
      const found = await callerOf(request, gateway);
      await request.server.limitRate(request, reply, found.userId);
      return found;
    })();
    return known;
  };
  return {
    caller,
    async count() {
      try {
        await caller();
      } catch (error) {
        if (error instanceof Failure && error.code === 'too_many') throw error;
        // Whoever it is may still read the schema.
        await request.server.limitRate(request, reply, `address ${request.ip}`);
      }
    },
    async ask(name, input, places = {}) {
      const circumstances = { protocol: 'graphql', requestId: request.id, everyOutcome: true };
      try {
        return (await gateway.perform(name, await caller(), input, circumstances)).output;
      } catch (error) {
        throw withPlaces(error, places);
      }
    },
  };
}
