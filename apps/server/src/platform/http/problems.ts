import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { quotaRefusal } from '../files/index.ts'
import { isOutage } from '../outage.ts'
import { Refusal } from '../refusal.ts'

interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  instance: string
  [extra: string]: unknown
}

/** The one place that turns an error into an answer (RFC 9457). Whatever is not a refusal is a bug or an outage: logged, told without detail. */
export function answerProblems(app: FastifyInstance, log: Logger): void {
  const outages = outageLog(log)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.code === 'databaseAway') outages(error)
    else if (problem.status >= 500)
      log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, problem.detail)
    return send(reply, problem)
  })
  app.setNotFoundHandler((request, reply) =>
    send(
      reply,
      problem(request, 404, 'notFound', `Nothing is served at ${request.method} ${request.url.split('?')[0]}.`),
    ),
  )
}

const outageLineEveryMs = 10_000

/** While the database is away every request fails alike: one line now and then, with the number of the others. */
function outageLog(log: Logger): (error: Error) => void {
  let lastAt = Number.NEGATIVE_INFINITY
  let silenced = 0
  return (error) => {
    const now = performance.now()
    if (now - lastAt < outageLineEveryMs) silenced++
    else {
      log.error({ err: error, silenced }, 'The database does not answer.')
      lastAt = now
      silenced = 0
    }
  }
}

function send(reply: FastifyReply, body: Problem): FastifyReply {
  if (body.status === 503) reply.header('retry-after', '5')
  if (typeof body.retryAfterSeconds === 'number') reply.header('retry-after', String(body.retryAfterSeconds))
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body))
}

function problemOf(error: FastifyError & { code?: string }, request: FastifyRequest): Problem {
  if (error instanceof Refusal) {
    const errors = error.errors.length > 0 ? { errors: error.errors } : {}
    return { ...problem(request, error.status, error.code, error.message), ...errors, ...error.extra }
  }
  const beyondQuota = quotaRefusal(error)
  if (beyondQuota) return problemOf(beyondQuota as never, request)
  const code = error.code ?? ''
  if (code === '42501') return problem(request, 403, 'forbidden', 'Your roles do not allow this.')
  if (code === '23505') return problem(request, 409, 'alreadyExists', 'A record with this key exists already.')
  if (code === '23503')
    return problem(
      request,
      409,
      'stillReferenced',
      'This refers to, or is referred to by, a record that does not allow it.',
    )
  if (code === '23514' || code === '22001')
    return problem(request, 422, 'invalidValue', 'A value is outside what the database accepts.')
  if (code === '22021' || code === '22P05')
    return problem(request, 422, 'invalidValue', 'Text holds a character the database cannot store (U+0000).')
  if (code === '40001' || code === '40P01')
    return problem(request, 409, 'tryAgain', 'Two changes met; nothing was saved. Try again.')
  if (code === '53100')
    return problem(
      request,
      507,
      'diskFull',
      'The disk of the server is full. Nothing was saved; tell your administrator.',
    )
  if (isOutage(error))
    return problem(
      request,
      503,
      'databaseAway',
      'The database does not answer. Nothing was saved; try again in a moment.',
    )
  if (typeof error.statusCode === 'number' && error.statusCode < 500) {
    return problem(request, error.statusCode, error.code ?? 'badRequest', error.message)
  }
  return problem(
    request,
    500,
    'internal',
    `Something went wrong on the server. Tell your administrator the request id ${request.id}.`,
  )
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported kind',
  421: 'Unknown name',
  422: 'Not acceptable',
  428: 'Version required',
  429: 'Too many requests',
  500: 'Server error',
  503: 'Unavailable',
  507: 'No room left',
}

function problem(request: FastifyRequest, status: number, code: string, detail: string): Problem {
  return { type: `/problems/${code}`, title: titles[status] ?? 'Refused', status, code, detail, instance: request.id }
}
