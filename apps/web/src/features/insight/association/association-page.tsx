import { association } from '@quayside/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { Empty, useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { AssociationCards } from './association-cards.tsx'
import { AssociationControls } from './association-controls.tsx'
import { AssociationPlace, usual } from './association-place.ts'
import { CrossSellingPeek } from './cross-selling-peek.tsx'
import { RulesChart } from './rules-chart.tsx'
import { RulesTable } from './rules-table.tsx'
import { TooMany } from './too-many.tsx'
import type { Rule } from './use-item-name.ts'
import './association.css'

export function AssociationPage() {
  const { t } = useTranslation('association')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(AssociationPlace)
  const today = todayIn(zone, useNow())
  const { basket = usual.basket, items = usual.items, support = usual.support, confidence = usual.confidence } = place
  const question = useMemo(
    () => ({ ...filterOf(place, today), basket, items, support, confidence, item: place.item }),
    [place, today, basket, items, support, confidence],
  )
  const [chosen, setChosen] = useState<Rule | undefined>(undefined)
  return (
    <AnalysisPage
      analysis={association}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={setPlace}
      controls={<AssociationControls place={place} onPlace={setPlace} />}
    >
      {(answer) => (
        <>
          <AssociationCards answer={answer} />
          {answer.tooMany ? (
            <TooMany tooMany={answer.tooMany} onSupport={(next) => setPlace({ support: next })} />
          ) : answer.rules.length === 0 ? (
            <section className="q-panel">
              <Empty
                title={t(answer.itemCounts.length < 2 ? 'none.items' : 'none.rules')}
                text={t(answer.linesWithout > 0 && answer.baskets === 0 ? 'none.unnamed' : 'none.text')}
              />
            </section>
          ) : (
            <>
              <RulesChart answer={answer} onRule={setChosen} />
              <RulesTable answer={answer} item={place.item} onItem={(item) => setPlace({ item })} onRule={setChosen} />
            </>
          )}
          <CrossSellingPeek
            rule={chosen}
            items={answer.items}
            filter={{ ...filterOf(place, today), currency: answer.basis.currency }}
            onClose={() => setChosen(undefined)}
          />
        </>
      )}
    </AnalysisPage>
  )
}
