import { board } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { AlertsPanel } from './alerts-panel.tsx'
import { BoardCards } from './board-cards.tsx'
import { ComingPanel } from './coming-panel.tsx'
import { RevenueChart } from './revenue-chart.tsx'
import { TiersPanel } from './tiers-panel.tsx'
import './board.css'

/** 决策看板: how the company stands, on one screen; each figure opens the page that explains it. */
export function BoardPage() {
  const { t } = useTranslation('board')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(AnalysisPlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => filterOf(place, today), [place, today])
  return (
    <AnalysisPage
      analysis={board}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={setPlace}
    >
      {(answer) => (
        <div className="board">
          <BoardCards answer={answer} place={place} />
          <div className="board-row">
            <RevenueChart answer={answer} place={place} />
            <TiersPanel answer={answer} place={place} />
          </div>
          <div className="board-row">
            <AlertsPanel answer={answer} place={place} />
            <ComingPanel answer={answer} place={place} />
          </div>
        </div>
      )}
    </AnalysisPage>
  )
}
