import { type LinesBehind, pivot } from '@quayside/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { PivotChart } from './pivot-chart.tsx'
import { PivotControls } from './pivot-controls.tsx'
import { axesOf, onlyOfCell, PivotPlace, usual } from './pivot-place.ts'
import { PivotTable } from './pivot-table.tsx'
import './pivot.css'

export function PivotPage() {
  const { t } = useTranslation('pivot')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(PivotPlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => {
    const { rows, columns, measures } = axesOf(place)
    const axes = { rows: rows.join(','), columns: columns.join(','), measures: measures.join(',') }
    return { ...filterOf(place, today), ...axes, only: place.only, sort: place.sort ?? usual.sort }
  }, [place, today])
  const [behind, setBehind] = useState<{ title: string; filter: LinesBehind } | undefined>(undefined)
  return (
    <AnalysisPage
      analysis={pivot}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={setPlace}
      controls={<PivotControls place={place} onPlace={setPlace} />}
    >
      {(answer) => (
        <>
          <PivotTable
            answer={answer}
            onCell={(row, column, title) => {
              const only = onlyOfCell(place.only, answer, row, column)
              setBehind({ title, filter: { ...filterOf(place, today), currency: answer.basis.currency, only } })
            }}
          />
          <PivotChart answer={answer} />
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
