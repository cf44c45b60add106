import { detectFile, type Issue, issueMessage, type Row, readRows } from '@quayside/tabular'
import { refusedTable } from './refused-table.ts'

export const rowsAtMost = 200_000

/** The whole table; it has an end, so it fits into memory. @throws Refusal 422 where it is no table, or too long */
export async function readTable(path: string): Promise<{ header: readonly string[]; rows: Row[] }> {
  const detected = await detectFile(path)
  if (detected.kind === 'vcard')
    throw refusedTable('notATable', '这是联系人名片，不是表格。', 'These are contact cards, not a table.')
  let header: readonly string[] = []
  const rows: Row[] = []
  for await (const batch of readRows(path, detected, { limits: { maxColumns: 200, maxCellChars: 2_000 } })) {
    refuseBroken(batch.issues)
    header = batch.header
    for (const row of batch.rows) if (row.values.some((value) => value.trim() !== '')) rows.push(row)
    if (rows.length > rowsAtMost) throw tooManyRows()
  }
  return { header, rows }
}

function refuseBroken(issues: readonly Issue[]): void {
  const broken = issues.find(({ severity, row }) => severity === 'error' && row === 0)
  if (broken) throw refusedTable(broken.code, issueMessage(broken, 'zh-CN'), issueMessage(broken, 'en'))
}

function tooManyRows() {
  const figure = rowsAtMost.toLocaleString('en')
  return refusedTable(
    'tooManyRows',
    `文件超过 ${figure} 行，没有导入任何数据。请拆分成几份，分别上传。`,
    `The file has more than ${figure} rows. Nothing was taken in. Split it and send the parts one after the other.`,
  )
}
