/** A field at fault: where in the request, a code for programs and a sentence. */
export interface FieldFault {
  path: string
  code: string
  message: string
}

/** What the server says of a refusal (RFC 9457, `application/problem+json`). */
export interface ProblemDocument {
  /** `/problems/<code>` */
  readonly type: string
  readonly title: string
  readonly status: number
  /** Names the refusal for programs, e.g. `changedMeanwhile`; `unknown` where the answer was none of Quayside’s, as that of a proxy. */
  readonly code: string
  /** What is wrong and what to do. */
  readonly detail: string
  /** Id of the request, as the server’s log has it. */
  readonly instance: string
  /** Each field at fault of a request that was malformed. */
  readonly errors?: readonly FieldFault[]
  /** The record as it is now, where somebody changed it meanwhile (412). */
  readonly current?: unknown
  /** When to ask again (429). */
  readonly retryAfterSeconds?: number
  /** The same sentence for readers of one language, where the server has it in both. */
  readonly messageZh?: string
  readonly messageEn?: string
  /** Whatever stands beside for one code only. */
  readonly [extra: string]: unknown
}

/** The server understood the request and refused it. */
export class QuaysideProblem extends Error {
  override readonly name = 'QuaysideProblem'
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldFault[]
  readonly document: ProblemDocument
  /** How long the server asked to wait before the next attempt; undefined when it said nothing. */
  readonly retryAfterMs: number | undefined

  constructor(document: ProblemDocument, retryAfterMs?: number) {
    super(document.detail)
    this.status = document.status
    this.code = document.code
    this.errors = document.errors ?? []
    this.document = document
    this.retryAfterMs = retryAfterMs
  }
}

export async function problemFrom(response: Response): Promise<QuaysideProblem> {
  const answer: unknown = await response.json().catch(() => undefined)
  const told = typeof answer === 'object' && answer !== null ? { ...answer } : {}
  return new QuaysideProblem(documentOf(told, response.status), retryAfterMs(response.headers))
}

/** An answer that is none of ours lacks some of these, or says other things by the same names. */
function documentOf(told: Record<string, unknown>, status: number): ProblemDocument {
  const { type, title, code, detail, instance, errors, ...others } = told
  return {
    ...others,
    type: textOr(type, 'about:blank'),
    title: textOr(title, 'Refused'),
    status,
    code: textOr(code, 'unknown'),
    detail: textOr(detail, `The server answered ${status}.`),
    instance: textOr(instance, ''),
    ...(Array.isArray(errors) ? { errors: errors as FieldFault[] } : {}),
  }
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfterMs(headers: Headers): number | undefined {
  const asked = headers.get('retry-after')?.trim()
  if (!asked) return undefined
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
