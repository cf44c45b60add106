import {
  type ChurnBy,
  type ChurnRadarKind,
  type ChurnRow,
  type LinesBehind,
  listChurn,
  type QueryOf,
  ServiceKind,
} from '@quayside/contract'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useKit, useRows } from '../../../ui/index.ts'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { monthText } from '../frame/month-text.ts'
import { useChurnColumns } from './churn-columns.tsx'
import type { ChurnPlace } from './churn-page.tsx'

export interface Behind {
  title: string
  filter: LinesBehind
}

interface ChurnListProps {
  question: QueryOf<typeof listChurn>
  radar: ChurnRadarKind
  place: ChurnPlace
  onPlace: (change: Partial<ChurnPlace>) => void
  onBehind: (behind: Behind) => void
  currency: string
}

/** Whom the radar alarms about; the figures of a row open the orders behind them. */
export function ChurnList({ question, radar, place, onPlace, onBehind, currency }: ChurnListProps) {
  const { t } = useTranslation('churn')
  const { locale } = useKit()
  const { state, month, sort, by = 'account' } = place
  const asked = { ...question, radar, state, month, sort }
  const source = useRows<ChurnRow>(['analyses', 'churn', 'customers', asked], (cursor, signal) =>
    call(listChurn, { query: { ...asked, cursor, limit: 100 }, signal }),
  )
  const open = useMemo(
    () => (row: ChurnRow) => onBehind({ title: row.account.name, filter: linesOf(row, by, question) }),
    [by, question, onBehind],
  )
  return (
    <CustomersPanel
      id={`churn-${radar}-${by}`}
      label={t('list.title')}
      title={month ? t('list.since', { month: monthText(month, locale) }) : t('list.title')}
      columns={useChurnColumns({ radar, by, currency, onOpen: open })}
      source={source}
      rowId={(row) => `${row.account.id}/${row.part ?? ''}`}
      sort={sort ?? '-missing'}
      onSort={(next) => onPlace({ sort: listChurn.query.shape.sort.safeParse(next).data })}
      head={
        <>
          <Select
            size="small"
            aria-label={t('list.state')}
            value={state ?? 'all'}
            onChange={(value: 'all' | 'slipping' | 'lost') => onPlace({ state: value === 'all' ? undefined : value })}
            options={(['all', 'slipping', 'lost'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
          />
          {month && (
            <Button size="small" onClick={() => onPlace({ month: undefined })}>
              {t('list.allMonths')}
            </Button>
          )}
        </>
      }
    />
  )
}

/** The orders of the row: those the radar looked at, and no others. */
function linesOf(row: ChurnRow, by: ChurnBy, question: QueryOf<typeof listChurn>): LinesBehind {
  const { from, to, currency, region, service, ownerId, teamId } = question
  const filter = { from, to, currency, region, service, ownerId, teamId, accountId: row.account.id }
  const part = row.part ?? undefined
  switch (by) {
    case 'service':
      return { ...filter, service: ServiceKind.safeParse(part).data ?? service }
    case 'region':
      return { ...filter, region: part }
    case 'lane': {
      const [origin, destination] = part?.split(' → ') ?? []
      return { ...filter, origin, destination }
    }
    default:
      return filter
  }
}
