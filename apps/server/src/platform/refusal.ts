/** One field at fault: a JSON-pointer-like path into the request, a machine code and a sentence. */
export interface FieldFault {
  path: string
  code: string
  message: string
}

/**
 * The one expected error: the request is understood and refused. `code` names the refusal for programs and for the
 * translated text on the screen; `message` says in English what is wrong and what to do.
 */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly errors: readonly FieldFault[]
  /** More members for the problem document, e.g. `{ current: row }` beside a version conflict. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    status: number,
    message: string,
    options: { errors?: readonly FieldFault[]; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.errors = options.errors ?? []
    this.extra = options.extra ?? {}
  }
}

export const notFound = (what: string) => new Refusal('notFound', 404, `No such ${what}.`)
export const forbidden = (message = 'Your roles do not allow this.') => new Refusal('forbidden', 403, message)
export const changedMeanwhile = (current: unknown) =>
  new Refusal('changedMeanwhile', 412, 'Somebody changed this after you read it. Compare and save again.', {
    extra: { current },
  })
