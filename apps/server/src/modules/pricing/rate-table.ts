import { ratesAtMost } from '@quayside/contract'
import { detectFile, type Issue, issueMessage, type Row, readRows } from '@quayside/tabular'
import type { FileStore } from '../../platform/files/index.ts'
import { Refusal } from '../../platform/refusal.ts'

/** A file of which nothing is taken, and what to do, in both languages. */
export const refusedCard = (code: string, zh: string, en: string) =>
  new Refusal(code, 422, `${en} ${zh}`, { extra: { messageZh: zh, messageEn: en } })

export interface CardTable {
  header: readonly string[]
  rows: Row[]
}
const limits = { maxColumns: 200, maxCellChars: 2_000 }

/**
 * The whole card; it has an end, so it fits into memory. Of a workbook the first sheet that looks like one, else its first sheet.
 * @throws Refusal 422 where it is no table, or too long
 */
export async function readCard(
  files: FileStore,
  sha256: string,
  looksRight: (header: readonly string[], sample: readonly (readonly string[])[]) => boolean,
): Promise<CardTable> {
  const path = files.pathOf(sha256)
  const detected = await detectFile(path)
  if (detected.kind === 'vcard')
    throw refusedCard('notATable', '这是联系人名片，不是表格。', 'These are contact cards, not a table.')
  const sheets = detected.kind === 'xlsx' ? detected.sheets : []
  for (const sheet of sheets.length > 1 ? sheets : []) {
    for await (const { header, rows } of readRows(path, detected, { sheet, limits })) {
      if (
        looksRight(
          header,
          rows.slice(0, 100).map(({ values }) => values),
        )
      )
        return readTable(path, detected, sheet)
      break
    }
  }
  return readTable(path, detected)
}

async function readTable(
  path: string,
  detected: Awaited<ReturnType<typeof detectFile>>,
  sheet?: string,
): Promise<CardTable> {
  let header: readonly string[] = []
  const rows: Row[] = []
  for await (const batch of readRows(path, detected, { limits, ...(sheet === undefined ? {} : { sheet }) })) {
    refuseBroken(batch.issues)
    header = batch.header
    for (const row of batch.rows) if (row.values.some((value) => value.trim() !== '')) rows.push(row)
    if (rows.length > ratesAtMost)
      throw refusedCard(
        'tooManyRows',
        `价卡超过 ${ratesAtMost} 行。请拆分成几份。`,
        `The card has more than ${ratesAtMost} rows. Split it into several.`,
      )
  }
  return { header, rows }
}

function refuseBroken(issues: readonly Issue[]): void {
  const broken = issues.find(({ severity, row }) => severity === 'error' && row === 0)
  if (broken) throw refusedCard(broken.code, issueMessage(broken, 'zh-CN'), issueMessage(broken, 'en'))
}
