import {
  type LinesBehind,
  listRetention,
  type ReplyOf,
  type RetentionCustomer,
  RetentionMove,
  retention,
} from '@quayside/contract'
import { Select } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { type Column, Money, useKit, useNow, useRows, When } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import { useCustomerColumns } from '../customers/customer-columns.tsx'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { OpensLines } from '../frame/opens-lines.tsx'
import { todayIn } from '../frame/period.ts'
import { MovesChart } from './moves-chart.tsx'
import { RetentionCards } from './retention-cards.tsx'
import './churn.css'

const Place = AnalysisPlace.extend({
  silenceDays: z.coerce.number().int().min(1).max(3650).optional(),
  move: RetentionMove.optional(),
})
type Place = z.infer<typeof Place>
export type Retention = ReplyOf<(typeof retention)['read']>
const usualSilence = 180

/** Who stayed, went and came back, by a silence that the reader defines. */
export function RetentionPage() {
  const { t } = useTranslation('churn')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(Place)
  const today = todayIn(zone, useNow())
  const { silenceDays } = place
  const question = useMemo(() => ({ ...filterOf(place, today), silenceDays }), [place, today, silenceDays])
  return (
    <AnalysisPage
      analysis={retention}
      title={t('retention.title')}
      about={t('retention.about')}
      question={question}
      place={place}
      onPlace={(change: Partial<Place>, step) => setPlace(change, step)}
      controls={
        <NumberInput
          className="churn-number"
          aria-label={t('control.silence')}
          prefix={<span className="q-muted">{t('control.silence')}</span>}
          suffix={t('control.days')}
          min={1}
          max={3650}
          value={silenceDays ?? usualSilence}
          onChange={(value) => value !== null && setPlace({ silenceDays: value === usualSilence ? undefined : value })}
        />
      }
    >
      {(answer) => (
        <>
          <RetentionCards answer={answer} onMove={(move) => setPlace({ move })} />
          <MovesChart answer={answer} onMove={(move) => setPlace({ move })} />
          <Moved
            question={{ ...question, currency: answer.basis.currency }}
            move={place.move ?? 'lost'}
            onMove={(move) => setPlace({ move: move === 'lost' ? undefined : move })}
            currency={answer.basis.currency}
          />
        </>
      )}
    </AnalysisPage>
  )
}

interface MovedProps {
  question: ReturnType<typeof filterOf> & { silenceDays: number | undefined }
  move: RetentionMove
  onMove: (move: RetentionMove) => void
  currency: string
}

function Moved({ question, move, onMove, currency }: MovedProps) {
  const { t } = useTranslation('churn')
  const [behind, setBehind] = useState<RetentionCustomer | undefined>(undefined)
  const asked = { ...question, move }
  const source = useRows<RetentionCustomer>(['analyses', 'retention', 'customers', asked], (cursor, signal) =>
    call(listRetention, { query: { ...asked, cursor, limit: 100 }, signal }),
  )
  return (
    <>
      <CustomersPanel
        id="retention-customers"
        label={t('list.title')}
        title={t(`move.${move}`)}
        columns={useRetentionColumns(currency, setBehind)}
        source={source}
        head={
          <Select
            size="small"
            aria-label={t('retention.move')}
            value={move}
            onChange={onMove}
            options={RetentionMove.options.map((value) => ({ value, label: t(`move.${value}`) }))}
          />
        }
      />
      <LinesBehindPeek
        behind={behind && linesOf(question, currency, behind)}
        title={behind?.account.name ?? ''}
        onClose={() => setBehind(undefined)}
      />
    </>
  )
}

/** The lines of the year up to his last order, which the figure is the sum of. */
function linesOf(
  { region, service, ownerId, teamId }: MovedProps['question'],
  currency: string,
  row: RetentionCustomer,
) {
  const from = dayjs(row.lastOrderOn).subtract(364, 'day').format('YYYY-MM-DD')
  const lines: LinesBehind = { from, to: row.lastOrderOn, currency, region, service, ownerId, teamId }
  return { ...lines, accountId: row.account.id }
}

function useRetentionColumns(currency: string, onLines: (row: RetentionCustomer) => void): Column<RetentionCustomer>[] {
  const { t } = useTranslation('churn')
  const who = useCustomerColumns<RetentionCustomer>()
  return useMemo(
    () => [
      ...who,
      {
        id: 'lastYear',
        title: t('column.lastYear'),
        width: 160,
        align: 'right',
        cell: (row) => (
          <OpensLines onOpen={() => onLines(row)}>
            <Money amountE4={row.lastYearE4} currency={currency} />
          </OpensLines>
        ),
      },
      {
        id: 'lastOrderOn',
        title: t('column.lastOrderOn'),
        width: 120,
        align: 'right',
        cell: (row) => <When at={row.lastOrderOn} />,
      },
      {
        id: 'lostOn',
        title: t('column.lostOn'),
        width: 120,
        align: 'right',
        cell: (row) => <When at={row.lostOn} />,
      },
      {
        id: 'firstOrderOn',
        title: t('column.firstOrderOn'),
        width: 120,
        align: 'right',
        cell: (row) => <When at={row.firstOrderOn} />,
      },
    ],
    [who, t, currency, onLines],
  )
}
