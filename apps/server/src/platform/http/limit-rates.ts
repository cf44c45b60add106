import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Id } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { isForApi } from './requests.ts'

export interface RateOptions {
  /** Requests a minute of one user; 0: unlimited, for benchmarks and tests. */
  ratePerMinute: number
}

/** A whole office shares one address: before anyone is known, its limit is this many times a user's. */
const peopleBehindOneAddress = 10

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request of a known user; throws when he has used up his minute. */
    countRequestOf(request: FastifyRequest, userId: Id): Promise<void>
  }
}

const refusal = (seconds: number) =>
  new Refusal('tooManyRequests', 429, `Too many requests. Wait ${seconds} s and try again.`, {
    extra: { retryAfterSeconds: seconds },
  })

/** Counts are kept in the memory of each node: with n nodes the effective limit is up to n times the number given. */
export async function limitRates(app: FastifyInstance, { ratePerMinute }: RateOptions): Promise<void> {
  if (ratePerMinute === 0) {
    app.decorate('countRequestOf', async () => undefined)
    return
  }
  await app.register(rateLimit, {
    max: ratePerMinute * peopleBehindOneAddress,
    timeWindow: '1 minute',
    addHeaders: { 'retry-after': true },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    allowList: (request) => !isForApi(request),
    errorResponseBuilder: (_request, context) => refusal(Math.ceil(context.ttl / 1000)),
  })
  const ofUser = app.createRateLimit({
    max: ratePerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => users.get(request) ?? request.ip,
  })
  const users = new WeakMap<FastifyRequest, Id>()
  app.decorate('countRequestOf', async (request, userId) => {
    users.set(request, userId)
    const counted = await ofUser(request)
    if (!counted.isAllowed && counted.isExceeded) throw refusal(counted.ttlInSeconds)
  })
}
