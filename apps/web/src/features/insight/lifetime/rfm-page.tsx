import { listRfm, RfmSegment, rfm } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { RfmCards } from './rfm-cards.tsx'
import { RfmCustomers } from './rfm-customers.tsx'
import { RfmGrid } from './rfm-grid.tsx'
import { SegmentsChart } from './segments-chart.tsx'

const Score = z.coerce.number().int().min(1).max(5).optional()
const Place = AnalysisPlace.extend({
  recency: Score,
  frequency: Score,
  segment: RfmSegment.optional(),
  sort: listRfm.query.shape.sort.removeDefault().optional(),
})
export type RfmPlace = z.infer<typeof Place>

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
      onPlace={(change: Partial<RfmPlace>, step) => setPlace(change, step)}
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
