import { listRfm, type RfmCustomer, RfmSegment, rfm } from '@quayside/contract'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useKit, useNow, useRows } from '../../../ui/index.ts'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { RfmCards } from './rfm-cards.tsx'
import { useRfmColumns } from './rfm-columns.tsx'
import { RfmGrid } from './rfm-grid.tsx'
import { SegmentsChart } from './segments-chart.tsx'

const Score = z.coerce.number().int().min(1).max(5).optional()
const Place = AnalysisPlace.extend({
  recency: Score,
  frequency: Score,
  segment: RfmSegment.optional(),
  sort: listRfm.query.shape.sort.removeDefault().optional(),
})
type Place = z.infer<typeof Place>

export function RfmPage() {
  const { t } = useTranslation('rfm')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(Place)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => filterOf(place, today), [place, today])
  return (
    <AnalysisPage
      analysis={rfm}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={(change: Partial<Place>) => setPlace(change)}
    >
      {(answer) => {
        const filter = { ...question, currency: answer.basis.currency }
        return (
          <>
            <RfmCards answer={answer} />
            <div className="analysis-two">
              <RfmGrid
                answer={answer}
                chosen={place}
                onCell={(recency, frequency) => setPlace({ recency, frequency, segment: undefined })}
              />
              <SegmentsChart
                answer={answer}
                onSegment={(segment) => setPlace({ segment, recency: undefined, frequency: undefined })}
              />
            </div>
            <RfmCustomers filter={filter} place={place} onPlace={setPlace} currency={answer.basis.currency} />
          </>
        )
      }}
    </AnalysisPage>
  )
}

interface RfmCustomersProps {
  filter: ReturnType<typeof filterOf>
  place: Place
  onPlace: (change: Partial<Place>) => void
  currency: string
}

function RfmCustomers({ filter, place, onPlace, currency }: RfmCustomersProps) {
  const { t } = useTranslation('rfm')
  const { recency, frequency, segment, sort } = place
  const question = { ...filter, recency, frequency, segment, sort }
  const source = useRows<RfmCustomer>(['analyses', 'rfm', 'customers', question], (cursor, signal) =>
    call(listRfm, { query: { ...question, cursor, limit: 100 }, signal }),
  )
  const narrowed = segment
    ? t(`segment.${segment}`)
    : recency && frequency
      ? t('list.cell', { recency, frequency })
      : undefined
  return (
    <CustomersPanel
      id="rfm-customers"
      label={t('list.title')}
      title={narrowed ? t('list.of', { of: narrowed }) : t('list.title')}
      columns={useRfmColumns(currency)}
      source={source}
      sort={sort ?? '-revenue'}
      onSort={(next) => onPlace({ sort: next as Place['sort'] })}
      head={
        narrowed && (
          <Button
            size="small"
            onClick={() => onPlace({ recency: undefined, frequency: undefined, segment: undefined })}
          >
            {t('list.all')}
          </Button>
        )
      }
    />
  )
}
