import { classification } from '@quayside/contract'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { todayIn } from '../frame/period.ts'
import { ApplyButton } from './apply-button.tsx'
import { ClassificationControls } from './classification-controls.tsx'
import { type Classification, useFigures } from './figures.ts'
import { ClassificationPlace, type OnPlace, type Question, questionOf, usual } from './place.ts'
import { Pyramid } from './pyramid.tsx'
import { TierAdvice } from './tier-advice.tsx'
import { TierList } from './tier-list.tsx'
import { TierMoves } from './tier-moves.tsx'
import { TierPotential } from './tier-potential.tsx'
import { TierTable } from './tier-table.tsx'
import { TiersByHand } from './tiers-by-hand.tsx'
import './classification.css'

/** The drawing library is larger than the rest of the page: figures show first. */
const CurveChart = lazy(() => import('./curve-chart.tsx').then((module) => ({ default: module.CurveChart })))

export function ClassificationPage() {
  const { t } = useTranslation('classification')
  const { zone } = useKit()
  const seesMoney = useMay().see('finance')
  const today = todayIn(zone, useNow())
  const [place, setPlace] = useAddress(ClassificationPlace)
  const question = useMemo(() => questionOf(place, today, seesMoney), [place, today, seesMoney])
  return (
    <AnalysisPage
      analysis={classification}
      title={t('title')}
      about={`${t(`define.measure.${question.measure}`)} · ${t(`define.scheme.${question.scheme}`)}`}
      question={question}
      place={place}
      usual={usual.period}
      onPlace={(change: Partial<ClassificationPlace>, step) => setPlace(change, step)}
      controls={<ClassificationControls question={question} onPlace={setPlace} />}
      actions={<ApplyButton question={question} />}
    >
      {(answer) =>
        answer.population === 0 ? (
          <section className="q-panel">
            <Empty title={t('none.title')} text={t('none.text')} />
          </section>
        ) : (
          <Answer answer={answer} question={question} place={place} onPlace={setPlace} />
        )
      }
    </AnalysisPage>
  )
}

interface AnswerProps {
  answer: Classification
  question: Question
  place: ClassificationPlace
  onPlace: OnPlace
}

function Answer({ answer, question, place, onPlace }: AnswerProps) {
  const figures = useFigures(answer)
  const { tier, potential } = place
  const choose = (next: ClassificationPlace['tier']) => onPlace({ tier: next, potential: undefined })
  const shared = { classification: answer, figures, chosen: tier, onChoose: choose }
  const asked = { ...question, currency: answer.basis.currency }
  return (
    <>
      <div className="analysis-two">
        <Pyramid {...shared} />
        <Suspense fallback={<div className="q-panel tier-chart-place" />}>
          <CurveChart classification={answer} figures={figures} onChoose={choose} />
        </Suspense>
      </div>
      <TierTable {...shared} />
      <div className="analysis-two">
        <TierMoves moves={answer.moves} question={asked} figures={figures} onPlace={onPlace} />
        {answer.potential && (
          <TierPotential
            cells={answer.potential}
            figures={figures}
            chosen={potential === undefined ? undefined : { tier, potential }}
            onCell={onPlace}
          />
        )}
      </div>
      <TierAdvice chosen={tier} />
      <TiersByHand />
      <TierList question={asked} figures={figures} potential={potential} onPlace={onPlace} />
    </>
  )
}
