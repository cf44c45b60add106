import { CompositionBy, composition, type LinesBehind, usualQuestions } from '@quayside/contract'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { StandingsPanel } from '../targets/standings-panel.tsx'
import { type Composition, CompositionCards } from './composition-cards.tsx'
import { MonthsChart } from './months-chart.tsx'
import { linesOfPart } from './part-filter.ts'
import { PartsTable, useLabel } from './parts-table.tsx'

const Place = AnalysisPlace.extend({ by: CompositionBy.optional().catch(undefined) })
type Place = z.infer<typeof Place>

const usual = usualQuestions.composition.asks

export function CompositionPage() {
  const { t } = useTranslation('composition')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(Place)
  const today = todayIn(zone, useNow())
  const by = place.by ?? usual.by
  const question = useMemo(() => ({ ...filterOf(place, today), by, limit: usual.limit }), [place, today, by])
  const [behind, setBehind] = useState<{ title: string; filter: LinesBehind } | undefined>(undefined)
  return (
    <AnalysisPage
      analysis={composition}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={(change: Partial<Place>, step) => setPlace(change, step)}
      controls={
        <Select
          aria-label={t('by.label')}
          prefix={<span className="q-muted">{t('by.label')}</span>}
          value={by}
          onChange={(value: CompositionBy) => setPlace({ by: value === 'service' ? undefined : value })}
          options={CompositionBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      }
    >
      {(answer) => {
        const narrowed = { ...filterOf(place, today), currency: answer.basis.currency }
        return (
          <>
            <CompositionCards answer={answer} />
            <MonthsChart
              answer={answer}
              onPick={(month, days) => setBehind({ title: month, filter: { ...narrowed, ...days } })}
            />
            <Standings answer={answer} today={today} />
            <PartsTable
              answer={answer}
              onPart={(part, label) => {
                const filter = linesOfPart(narrowed, answer.by, part.key)
                if (filter) setBehind({ title: label, filter })
              }}
            />
            <LinesBehindPeek
              behind={behind?.filter}
              title={t('behind', { of: behind?.title })}
              onClose={() => setBehind(undefined)}
            />
          </>
        )
      }}
    </AnalysisPage>
  )
}

/** The whole first, then every part that has a target of its own. */
function Standings({ answer, today }: { answer: Composition; today: string }) {
  const label = useLabel(answer)
  const { total, parts, basis } = answer
  const standings = [
    ...total.targets.map((standing) => ({ name: null, standing })),
    ...parts.flatMap((part) => part.targets.map((standing) => ({ name: label(part), standing }))),
  ]
  return (
    <StandingsPanel
      standings={standings}
      currency={basis.currency}
      closed={basis.from !== null && basis.to !== null}
      year={Number((basis.to ?? today).slice(0, 4))}
    />
  )
}
