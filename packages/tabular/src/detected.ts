import type { Issue } from './issue.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'
export type LineEnd = '\n' | '\r\n' | '\r' | 'mixed'

/** Formats recognised only to be refused with advice. */
export type RefusedKind = 'empty' | 'binary' | 'legacyXls' | 'encryptedXlsx' | 'notXlsx' | 'markup'

export type DetectedDelimited = {
  kind: 'delimited'
  encoding: Encoding
  bom: boolean
  delimiter: string
  lineEnd: LineEnd
  /** Empty when cells are never quoted. */
  quote: '"' | "'" | ''
  /** 1-based record holding the column names; 0 = the file has none. */
  headerLine: number
  header: string[]
  /** Records of the sample after the header, for a preview and for guessing. */
  sample: string[][]
  issues: Issue[]
}

export type DetectedXlsx = { kind: 'xlsx'; sheets: string[]; issues: Issue[] }
export type DetectedVCard = { kind: 'vcard'; encoding: Encoding; bom: boolean; issues: Issue[] }
export type Refused = { kind: RefusedKind; issues: Issue[] }
export type Detected = DetectedDelimited | DetectedXlsx | DetectedVCard | Refused
