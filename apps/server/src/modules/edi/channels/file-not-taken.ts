import { fileBytesAtMost } from '../inbox/file-size.ts'

/** One file of a place that is otherwise in order: too large, or nobody may read it. */
export class FileNotTaken extends Error {
  override readonly name = 'FileNotTaken'
  readonly file: string
  readonly tooLarge: boolean

  constructor(file: string, bytes: number, options?: ErrorOptions) {
    super(`${file} was not taken.`, options)
    this.file = file
    this.tooLarge = bytes > fileBytesAtMost
  }
}

/** Of a folder: no leave, gone meanwhile; of SFTP (draft 3): 2 no such file, 3 no leave. */
const codesOfOneFile: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'ENOENT', 2, 3])

export const isOfOneFile = (error: unknown): boolean =>
  error instanceof FileNotTaken || codesOfOneFile.has((error as { code?: unknown }).code)
