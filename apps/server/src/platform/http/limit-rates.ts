import rateLimit from '@fastify/rate-limit'
import type { Cost } from '@quayside/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Id } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { isForApi } from './requests.ts'

export interface RateOptions {
  /** Requests a minute of one user; 0: unlimited, for benchmarks and tests. */
  ratePerMinute: number
}

/** Requests a minute of one person that cost more than others, beside his limit for all: what a person does by hand stays far below. */
export const costlyPerMinute: Readonly<Record<Exclude<Cost, 'usual'>, number>> = {
  export: 12,
  upload: 60,
  job: 30,
  // Typed: a look-up every quarter of a second.
  lookUp: 240,
}

/** A whole office shares one address: before anyone is known, its limit is this many times a user's. */
const peopleBehindOneAddress = 10

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request of a known user; throws when he has used up his minute. */
    countRequestOf(request: FastifyRequest, userId: Id, cost?: Cost): Promise<void>
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
  const users = new WeakMap<FastifyRequest, Id>()
  const limitTo = (max: number) => {
    const counter = app.createRateLimit({
      max,
      timeWindow: '1 minute',
      keyGenerator: (request) => users.get(request) ?? request.ip,
    })
    return async (request: FastifyRequest) => {
      const counted = await counter(request)
      if (!counted.isAllowed && counted.isExceeded) throw refusal(counted.ttlInSeconds)
    }
  }
  const ofAll = limitTo(ratePerMinute)
  const ofCostly = new Map(
    Object.entries(costlyPerMinute).map(([cost, max]) => [cost, limitTo(Math.min(max, ratePerMinute))]),
  )
  app.decorate('countRequestOf', async (request, userId, cost = 'usual') => {
    users.set(request, userId)
    await ofAll(request)
    await ofCostly.get(cost)?.(request)
  })
}
