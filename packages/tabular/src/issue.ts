export type IssueCode =
  | 'emptyFile'
  | 'binaryFile'
  | 'legacyXls'
  | 'encryptedXlsx'
  | 'notXlsx'
  | 'markupFile'
  | 'brokenXlsx'
  | 'zipBomb'
  | 'noSuchSheet'
  | 'encodingGuessed'
  | 'unreadableCharacter'
  | 'nulCharacter'
  | 'missingCells'
  | 'extraCells'
  | 'emptyRow'
  | 'blankLines'
  | 'skippedBeforeHeader'
  | 'duplicateHeader'
  | 'emptyHeader'
  | 'tooManyColumns'
  | 'cellTooLong'
  | 'rowTooLong'
  | 'unterminatedQuote'
  | 'textAfterQuote'
  | 'cellError'
  | 'formulaWithoutValue'
  | 'longNumber'
  | 'excelLeapDay'
  | 'brokenVCard'
  | 'unknownCharset'
  | 'notANumber'
  | 'tooPrecise'
  | 'outOfRange'
  | 'notADate'
  | 'noSuchDay'
  | 'ambiguousDate'

/** `error`: the value or file cannot be used as it is. `warning`: usable, look at it. `info`: nothing to do. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * Outside data is often faulty; that is reported, never thrown.
 * `row` is the 1-based record of the file as a spreadsheet counts it (header and blank lines included), 0 = whole file.
 * `column` is 1-based.
 */
export type Issue = {
  code: IssueCode
  severity: Severity
  row: number
  column?: number
  params: Record<string, string | number>
}

export type Result<T> = { ok: true; value: T } | { ok: false; issue: Issue }

export function fileIssue(code: IssueCode, severity: Severity, params: Issue['params'] = {}): Issue {
  return { code, severity, row: 0, params }
}

export function valueIssue(code: IssueCode, text: string, params: Issue['params'] = {}): { ok: false; issue: Issue } {
  return { ok: false, issue: { code, severity: 'error', row: 0, params: { text: shorten(text), ...params } } }
}

/** Issues are stored and shown: a 1 MB cell must not travel inside one. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
