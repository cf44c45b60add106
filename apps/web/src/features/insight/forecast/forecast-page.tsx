import { ForecastBy, ForecastMeasure, forecast, type LinesBehind, usualQuestions } from '@quayside/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { Empty, useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { monthText } from '../frame/month-text.ts'
import { todayIn } from '../frame/period.ts'
import { AccuracyPanel } from './accuracy-panel.tsx'
import { ForecastCards } from './forecast-cards.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import { ForecastControls } from './forecast-controls.tsx'
import { linesOfMonth } from './lines-of-month.ts'
import { TrackedPanel } from './tracked-panel.tsx'
import './forecast.css'

export const ForecastPlace = AnalysisPlace.extend({
  measure: ForecastMeasure.optional().catch(undefined),
  by: ForecastBy.optional().catch(undefined),
  key: z.string().max(300).optional().catch(undefined),
  horizon: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
})
export type ForecastPlace = z.infer<typeof ForecastPlace>

export function ForecastPage() {
  const { t } = useTranslation('forecast')
  const { zone, locale } = useKit()
  const [place, setPlace] = useAddress(ForecastPlace)
  const today = todayIn(zone, useNow())
  const { measure = 'revenue', by = 'all', key, horizon = 6 } = place
  const question = useMemo(
    () => ({
      ...filterOf(place, today, usualQuestions.forecast.period),
      measure,
      by,
      key: by === 'all' ? undefined : key,
      horizon,
    }),
    [place, today, measure, by, key, horizon],
  )
  const [behind, setBehind] = useState<{ month: string; filter: LinesBehind } | undefined>(undefined)
  return (
    <AnalysisPage
      analysis={forecast}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={setPlace}
      usual={usualQuestions.forecast.period}
      controls={<ForecastControls question={question} place={place} onPlace={setPlace} />}
    >
      {(answer) => (
        <>
          {answer.needed !== null && (
            <section className="q-panel">
              <Empty
                title={t('needed.title', { months: answer.needed })}
                text={t('needed.text', { figure: answer.history.length })}
              />
            </section>
          )}
          {answer.forecast && <ForecastCards answer={answer} made={answer.forecast} />}
          {answer.history.length > 0 && (
            <ForecastChart
              answer={answer}
              onMonth={(month) => {
                const filter = linesOfMonth(
                  { ...filterOf(place, today, usualQuestions.forecast.period) },
                  answer,
                  month,
                )
                if (filter) setBehind({ month, filter })
              }}
            />
          )}
          <div className="analysis-two">
            {answer.forecast && <AccuracyPanel made={answer.forecast} />}
            <TrackedPanel answer={answer} />
          </div>
          <LinesBehindPeek
            behind={behind?.filter}
            title={t('behind', { of: behind && monthText(behind.month, locale) })}
            onClose={() => setBehind(undefined)}
          />
        </>
      )}
    </AnalysisPage>
  )
}
