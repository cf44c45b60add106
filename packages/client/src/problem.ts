/** A field at fault: where in the request, a code for programs and a sentence. */
export interface FieldFault {
  path: string
  code: string
  message: string
}

/** The server understood the request and refused it (RFC 9457). `code` names the refusal for programs. */
export class QuaysideProblem extends Error {
  override readonly name = 'QuaysideProblem'
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldFault[]
  /** The whole document, with whatever stands beside: `current` in a conflict of versions. */
  readonly document: Readonly<Record<string, unknown>>

  constructor(status: number, document: Record<string, unknown>) {
    super(typeof document.detail === 'string' ? document.detail : `The server answered ${status}.`)
    this.status = status
    this.code = typeof document.code === 'string' ? document.code : 'unknown'
    this.errors = Array.isArray(document.errors) ? (document.errors as FieldFault[]) : []
    this.document = document
  }
}

/** An answer that is none of ours, such as that of a proxy, becomes a problem with the code `unknown`. */
export async function problemFrom(response: Response): Promise<QuaysideProblem> {
  const document: unknown = await response.json().catch(() => ({}))
  return new QuaysideProblem(response.status, typeof document === 'object' && document !== null ? { ...document } : {})
}
