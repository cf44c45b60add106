import { lifetime, listLifetime, usualQuestions } from '@quayside/contract'
import { Alert } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { AliveChart } from './alive-chart.tsx'
import { CalibrationPanel } from './calibration-panel.tsx'
import { LifetimeCards } from './lifetime-cards.tsx'
import { LifetimeControls } from './lifetime-controls.tsx'
import { LifetimeCustomers } from './lifetime-customers.tsx'
import { ModelPanel } from './model-panel.tsx'

export const LifetimePlace = AnalysisPlace.extend({
  months: z.coerce.number().int().min(1).max(60).optional(),
  discount: z.coerce.number().min(0).max(1).optional(),
  margin: z.coerce.number().min(0).max(1).optional(),
  holdoutWeeks: z.coerce.number().int().min(4).max(156).optional(),
  aliveBin: z.coerce.number().int().min(0).max(9).optional(),
  sort: listLifetime.query.shape.sort.removeDefault().optional(),
})
export type LifetimePlace = z.infer<typeof LifetimePlace>

/** How far the model sees, what it expects of whom, and how right it would have been. */
export function LifetimePage() {
  const { t } = useTranslation('lifetime')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(LifetimePlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => {
    const { months, discount, margin, holdoutWeeks } = place
    return { ...filterOf(place, today, usualQuestions.lifetime.period), months, discount, margin, holdoutWeeks }
  }, [place, today])
  return (
    <AnalysisPage
      analysis={lifetime}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      usual={usualQuestions.lifetime.period}
      onPlace={(change: Partial<LifetimePlace>, step) => setPlace(change, step)}
      controls={<LifetimeControls place={place} onPlace={setPlace} />}
    >
      {(answer) =>
        answer.model === null ? (
          <Alert type="info" showIcon title={t('none.title')} description={t('none.text')} />
        ) : (
          <>
            <LifetimeCards answer={answer} />
            <div className="analysis-two">
              <AliveChart answer={answer} onBin={(aliveBin) => setPlace({ aliveBin })} />
              <CalibrationPanel answer={answer} />
            </div>
            <ModelPanel answer={answer} />
            <LifetimeCustomers
              question={{ ...question, currency: answer.basis.currency }}
              place={place}
              onPlace={setPlace}
              currency={answer.basis.currency}
            />
          </>
        )
      }
    </AnalysisPage>
  )
}
