import { ChurnBy, ChurnRadarKind, churn, listChurn, usualQuestions } from '@quayside/contract'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { Empty, useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { ChurnCards } from './churn-cards.tsx'
import { ChurnControls } from './churn-controls.tsx'
import { type Behind, ChurnList } from './churn-list.tsx'
import { SeasonChart } from './season-chart.tsx'
import { SinceChart } from './since-chart.tsx'

export const ChurnPlace = AnalysisPlace.extend({
  by: ChurnBy.optional(),
  falseAlarms: z.coerce.number().min(0.0001).max(0.5).optional(),
  of: z.enum(['series', 'alarms']).optional(),
  silenceDays: z.coerce.number().int().min(1).max(3650).optional(),
  radar: ChurnRadarKind.optional(),
  state: z.enum(['slipping', 'lost']).optional(),
  month: z.iso.date().optional(),
  sort: listChurn.query.shape.sort.removeDefault().optional(),
})
export type ChurnPlace = z.infer<typeof ChurnPlace>

/** Who is slipping, since when, in which service or lane, and what it costs. */
export function ChurnPage() {
  const { t } = useTranslation('churn')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(ChurnPlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => {
    const { by, falseAlarms, of, silenceDays } = place
    return { ...filterOf(place, today, usualQuestions.churn.period), by, falseAlarms, of, silenceDays }
  }, [place, today])
  const [behind, setBehind] = useState<Behind | undefined>(undefined)
  const radar = place.radar ?? 'rhythm'
  return (
    <AnalysisPage
      analysis={churn}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      usual={usualQuestions.churn.period}
      onPlace={(change: Partial<ChurnPlace>, step) => setPlace(change, step)}
      controls={<ChurnControls place={place} onPlace={setPlace} />}
    >
      {(answer) => (
        <>
          <Segmented
            className="churn-radars"
            aria-label={t('radar.label')}
            value={radar}
            onChange={(value) => setPlace({ radar: value === 'rhythm' ? undefined : value, month: undefined })}
            options={ChurnRadarKind.options.map((value) => ({
              value,
              label: `${t(`radar.${value}`)} · ${answer[value].alarms}`,
            }))}
          />
          <ChurnCards answer={answer} radar={radar} onState={(state) => setPlace({ state })} />
          {answer[radar].watched === 0 ? (
            <section className="q-panel">
              <Empty title={t('nobody.title')} text={t('nobody.text')} />
            </section>
          ) : (
            <>
              <div className="analysis-two">
                <SinceChart answer={answer} radar={radar} onMonth={(month) => setPlace({ month })} />
                <SeasonChart answer={answer} />
              </div>
              <ChurnList
                question={{ ...question, currency: answer.basis.currency }}
                radar={radar}
                place={place}
                onPlace={setPlace}
                onBehind={setBehind}
                currency={answer.basis.currency}
              />
            </>
          )}
          <LinesBehindPeek
            behind={behind?.filter}
            title={t('behind', { of: behind?.title })}
            onClose={() => setBehind(undefined)}
          />
        </>
      )}
    </AnalysisPage>
  )
}
