import { Readable } from 'node:stream'
import type { exportOtif } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { mediaTypes } from './export-shipments.ts'
import { otif } from './otif.ts'
import { companyDay } from './read-shipments.ts'
import { said, shipmentWords } from './shipment-words.ts'

type Words = readonly [zh: string, en: string]
type Query = z.output<(typeof exportOtif)['query']>
type Answer = Awaited<ReturnType<typeof otif>>
type Part = Answer['total'] & Partial<Pick<Answer['parts'][number], 'terms'>>

const bys: Readonly<Record<Query['by'], Words>> = {
  mode: ['方式', 'Mode'],
  carrier: ['承运人', 'Carrier'],
  lane: ['线路', 'Lane'],
  account: ['客户', 'Customer'],
  month: ['承诺月份', 'Month promised'],
}
const figures: readonly [Words, (part: Part) => CellValue][] = [
  [['运单', 'Shipments'], (part) => part.shipments],
  [['已判定', 'Judged'], (part) => part.judged],
  [['准时', 'On time'], (part) => part.onTime],
  [['过早', 'Early'], (part) => part.early],
  [['迟到', 'Late'], (part) => part.late],
  [['未到', 'Missing'], (part) => part.missing],
  [['足量', 'In full'], (part) => part.inFull],
  [['准时足量', 'On time and in full'], (part) => part.otif],
  [['OTIF', 'OTIF'], (part) => (part.judged === 0 ? null : Math.round((part.otif / part.judged) * 1e4) / 1e4)],
  [['已按约定证明', 'Attested'], (part) => part.attested],
]
const terms: readonly [Words, (part: Part) => CellValue][] = [
  [['自有条款', 'Own terms'], ({ terms: of }) => of && (of.own ? 1 : 0)],
  [['可早天数', 'Days early allowed'], ({ terms: of }) => of?.earlyDays],
  [['宽限天数', 'Days of grace'], ({ terms: of }) => of?.graceDays],
]

/** The figures of the screen as a file: each part, and the total last. */
export async function otifFile(db: Db, user: User, query: Query, now: Date) {
  const { format, ...asked } = query
  const answer = await otif(db, asked, now)
  const at = user.locale === 'en' ? 1 : 0
  const columns = asked.by === 'account' ? [...figures, ...terms] : figures
  const heads: Column[] = [
    { header: bys[asked.by][at] },
    ...columns.map(([words]): Column => ({ header: words[at], kind: 'number' })),
  ]
  const name = (key: string) => (asked.by === 'mode' ? said(shipmentWords.modes, key, user.locale) : key) || '–'
  const rows = [
    ...answer.parts.map((part) => [name(part.key), ...columns.map(([, of]) => of(part))]),
    [at === 1 ? 'Total' : '合计', ...columns.map(([, of]) => of(answer.total))],
  ]
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'OTIF' })
  const file = `otif-${asked.by}-${await companyDay(db, now)}.${format}`
  return { name: file, mediaType: mediaTypes[format], content: Readable.from(pieces) }
}
