import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { CreditGrade } from './account-fields.ts'
import { AccountSelection } from './account-filter.ts'
import { AccountOrder } from './account-list.ts'
import { accounts, tag } from './doors.ts'
import { AccountState } from './life-cycle.ts'
import { line, list } from './lines.ts'

const JobStarted = z.strictObject({ jobId: Id })

export const changeManyAccounts = route('changeManyAccounts', 'POST', '/account-changes', {
  summary: 'Change many accounts at once, as a job that can be undone',
  tag,
  door: accounts('change'),
  cost: 'job',
  status: 202,
  body: z.strictObject({
    selection: AccountSelection,
    change: z.strictObject({
      ownerId: Id.nullable().optional(),
      teamId: Id.nullable().optional(),
      state: AccountState.optional(),
      addTags: list.optional(),
      removeTags: list.optional(),
      industry: line(100).optional(),
      creditGrade: CreditGrade.optional(),
      potential: z.int().min(1).max(5).optional(),
    }),
  }),
  reply: JobStarted,
})
export const undoManyAccounts = route('undoManyAccounts', 'DELETE', '/account-changes/:id', {
  summary: 'Undo a bulk change; rows changed since are left alone and reported',
  tag,
  door: accounts('change'),
  cost: 'job',
  params: ById,
  status: 202,
  reply: JobStarted,
})
export const exportAccounts = route('exportAccounts', 'POST', '/account-exports', {
  summary: 'Export a list as CSV or XLSX, as a job',
  tag,
  door: accounts('export'),
  cost: 'export',
  status: 202,
  body: z.strictObject({
    selection: AccountSelection,
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(z.string().max(60)).min(1).max(80),
    sort: AccountOrder.default('name'),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  }),
  reply: JobStarted,
})
