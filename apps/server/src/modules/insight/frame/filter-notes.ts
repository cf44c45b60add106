import type { ReportLocale } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { Report } from './report.ts'
import { serviceWord } from './service-words.ts'

interface Narrowing {
  region?: string
  service?: string
  ownerId?: string
  teamId?: string
}

const words = {
  'zh-CN': {
    only: '筛选：',
    region: '区域',
    service: '服务',
    owner: '负责人',
    team: '团队',
    is: '：',
    end: '。',
    between: '；',
  },
  en: {
    only: 'Only: ',
    region: 'region',
    service: 'service',
    owner: 'owner',
    team: 'team',
    is: ' ',
    end: '.',
    between: '; ',
  },
} as const

/** The report with what it was narrowed to, which a figure on paper says nothing about by itself. */
export async function withFilters(db: Db, report: Report, query: unknown, locale: ReportLocale): Promise<Report> {
  const { region, service, ownerId, teamId } = query as Narrowing
  const told = words[locale]
  const owner = ownerId && (await nameOf(db, 'users', ownerId))
  const team = teamId && (await nameOf(db, 'teams', teamId))
  const parts = [
    region && `${told.region}${told.is}${region}`,
    service && `${told.service}${told.is}${serviceWord(service, locale)}`,
    owner && `${told.owner}${told.is}${owner}`,
    team && `${told.team}${told.is}${team}`,
  ].filter(Boolean)
  if (parts.length === 0) return report
  return { ...report, notes: [...report.notes, `${told.only}${parts.join(told.between)}${told.end}`] }
}

async function nameOf(db: Db, table: 'users' | 'teams', id: string): Promise<string> {
  const row = await db.selectFrom(table).select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? '–'
}
