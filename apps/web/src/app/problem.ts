import type { Locale, Problem, Sentence } from '@quayside/contract'
import { i18next } from '../i18n/i18n.ts'
import { sizeText } from '../ui/size-text.ts'

/** The server refused: RFC 9457 problem details as an error. `message` is for the person who reads it, in his language where the code is known. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** The server's own sentence, in English. */
  readonly detail: string
  readonly errors: NonNullable<Problem['errors']>
  /** Everything the server said, e.g. `current` beside a version conflict. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>, more: Record<string, unknown> = {}) {
    super(problemText(problem.code, more) ?? ownWords(more) ?? problem.detail)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.more = more
  }
}

/** Every namespace may have texts for the refusals of its module under `problem.<code>`. */
function problemText(code: string, values: Record<string, unknown>): string | undefined {
  const figures = figuresOf(values)
  for (const ns of [...(i18next.reportNamespaces?.getUsedNamespaces() ?? []), 'app'])
    if (i18next.exists(`problem.${code}`, { ns })) return i18next.t(`problem.${code}`, { ns, ...figures })
  return undefined
}

/** Some refusals bring their sentence in both languages. */
function ownWords({ messageZh, messageEn }: Record<string, unknown>): string | undefined {
  const told = i18next.language === 'en' ? messageEn : messageZh
  return typeof told === 'string' ? told : undefined
}

/** What the server said besides, as a person reads it. */
function figuresOf({ retryAfterSeconds, limitBytes, jobId }: Record<string, unknown>) {
  return {
    minutes: typeof retryAfterSeconds === 'number' ? Math.ceil(retryAfterSeconds / 60) : undefined,
    limit: typeof limitBytes === 'number' ? sizeText(limitBytes, i18next.language) : undefined,
    jobId,
  }
}

/**
 * What the server kept for whoever reads it later, in the reader's language. Its own Chinese is simplified, so that where texts of
 * ours have the code, they come first for readers of traditional characters.
 */
export function sentenceText({ zh, en, code, params }: Sentence, locale: Locale): string {
  if (locale === 'en') return en
  const ours = code === null ? undefined : problemText(code, params)
  return (locale === 'zh-TW' ? (ours ?? zh) : (zh ?? ours)) ?? en
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super(i18next.t('error.unreachable.text', { ns: 'app' }), { cause })
    this.name = 'Unreachable'
  }
}

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem

/** Somebody else changed the record since it was read. `error.more.current` is the record as it is now: hand it to `DiffMerge`. */
export function isConflict(error: unknown): error is ApiProblem {
  return isProblem(error) && error.status === 412
}

export const isNotFound = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 404
export const isForbidden = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 403
export const isSignedOut = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 401

/** What the server said about each field, by path, for showing beside the fields. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {}
  return Object.fromEntries(
    error.errors.map((one) => [one.path.replace(/^\/?(body\/)?/, '').replaceAll('/', '.'), one.message]),
  )
}
