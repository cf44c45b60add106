import type { Problem } from '@quayside/contract'

/** The server refused: RFC 9457 problem details as an error. `detail` is written for the person who reads it. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: NonNullable<Problem['errors']>

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.errors = problem.errors ?? []
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause })
    this.name = 'Unreachable'
  }
}

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem

/** Somebody else changed the record since it was read: 412 from `If-Match`, or 409 with a stale version. */
export function isConflict(error: unknown): error is ApiProblem {
  return isProblem(error) && (error.status === 412 || (error.status === 409 && error.code === 'versionConflict'))
}

/** The record is in a state that does not allow this, e.g. already resolved. */
export function isWrongState(error: unknown): error is ApiProblem {
  return isProblem(error) && error.status === 409
}

export const isNotFound = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 404
export const isForbidden = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 403
export const isSignedOut = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 401

/** What the server said about each field, by path, for showing beside the fields. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {}
  return Object.fromEntries(error.errors.map((one) => [one.path, one.message]))
}
