import { type Database, readAs } from '../../../platform/database.ts'
import type { Bilingual } from '../../../platform/embedded/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type FoundImport, findKeptRows } from './imports.queries.ts'

const mostShown = 10

/** Tells the result of a check or a run in both languages, with the first faults. */
export async function reportOn(
  database: Database,
  user: User,
  batch: FoundImport,
  say: (message: Bilingual) => void,
): Promise<void> {
  const { counts } = batch
  if (batch.message) say({ zh: batch.message.zh ?? batch.message.en, en: batch.message.en })
  if (batch.state === 'checked') {
    say({
      zh: `已检查 ${counts.rows} 行：${counts.good} 行可导入（其中 ${counts.warned} 行有提示），${counts.faulty} 行有错误，${counts.duplicatesFound} 行与已有客户相同或相似。`,
      en: `Checked ${counts.rows} rows: ${counts.good} can be imported (${counts.warned} with remarks), ${counts.faulty} have faults, ${counts.duplicatesFound} are or look like customers that exist.`,
    })
    const rows = await readAs(database, user.id, (db) =>
      findKeptRows(db, batch.id, { states: ['faulty', 'duplicate'], after: 0, limit: mostShown }),
    )
    for (const row of rows)
      for (const { column, messageZh, messageEn } of row.issues)
        say({
          zh: `  第 ${row.row_number} 行${column === null ? '' : `“${column}”`}：${messageZh}`,
          en: `  Row ${row.row_number}${column === null ? '' : `, “${column}”`}: ${messageEn}`,
        })
    return
  }
  say({
    zh: `${batch.state === 'done' ? '导入完成' : '导入未完成'}：新增客户 ${counts.accountsCreated}、更新客户 ${counts.accountsChanged}、联系人 ${counts.contactsCreated}、订单 ${counts.ordersCreated}、明细 ${counts.linesCreated}；未导入 ${counts.faulty} 行。`,
    en: `${batch.state === 'done' ? 'Imported' : 'Not finished'}: ${counts.accountsCreated} accounts made, ${counts.accountsChanged} changed, ${counts.contactsCreated} contacts, ${counts.ordersCreated} orders, ${counts.linesCreated} lines; ${counts.faulty} rows stay behind.`,
  })
}
