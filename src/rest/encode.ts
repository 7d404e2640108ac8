import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../gateway.js';
import type { Route } from './route.js';

type Output = Readonly<Record<string, unknown>>;

/** Sends what an operation answered, in the status and form that REST gives it. */
export function encode(
  route: Route,
  answer: Answer<Output>,
  dryRun: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { version, ...output } = answer.output;
  if (answer.replayed) reply.header('idempotency-replayed', 'true');
  // What a dry run shows is no version that anybody could ask for.
  if (typeof version === 'string' && !dryRun) {
    reply.header('etag', `"${version}"`);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && isKnown(version, request.headers['if-none-match'])) return reply.code(304).send();
  }
  const isNew = !dryRun && route.created?.(output) === true;
  reply.code(isNew ? 201 : 200).type('application/json; charset=utf-8');
  addNextLink(output, request, reply);
  return reply.send(wantsMinimal(request, output, reply) ? minimal(output) : output);
}

function isKnown(version: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return (
    ifNoneMatch.trim() === '*' || [...ifNoneMatch.matchAll(/"([^"]*)"/g)].some(([, tag]) => tag === version)
  );
}

/** The next page as a Link (RFC 8288), beside the cursor in the body. */
function addNextLink(output: Output, request: FastifyRequest, reply: FastifyReply): void {
  const { nextCursor } = output;
  if (typeof nextCursor !== 'string') return;
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  searchParams.set('cursor', nextCursor);
  reply.header('link', `<${pathname}?${searchParams}>; rel="next"`);
}

/** `Prefer: return=minimal` (RFC 7240): counts and failures only. */
function wantsMinimal(request: FastifyRequest, output: Output, reply: FastifyReply): boolean {
  const prefer = request.headers['prefer'];
  const asked = /(?:^|[,;\s])return\s*=\s*"?minimal\b/i.test(
    Array.isArray(prefer) ? prefer.join(',') : (prefer ?? ''),
  );
  if (!asked || !Array.isArray(output['outcomes'])) return false;
  reply.header('preference-applied', 'return=minimal');
  return true;
}

function minimal(output: Output): Output {
  const { outcomes, outcomesOmitted } = output as {
    readonly outcomes: readonly { readonly outcome: string }[];
    readonly outcomesOmitted?: number;
  };
  const failures = outcomes.filter(({ outcome }) => outcome === 'failed');
  // Where nothing but failures is told, nothing is omitted.
  if (outcomesOmitted === undefined) return output;
  return {
    ...output,
    outcomes: failures,
    outcomesOmitted: outcomesOmitted + outcomes.length - failures.length,
  };
}
