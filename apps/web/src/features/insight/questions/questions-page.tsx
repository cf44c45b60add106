import { fourQuestions, type LinesBehind, type ReplyOf, usualQuestions } from '@quayside/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { Bought } from './bought.tsx'
import { BoughtChart } from './bought-chart.tsx'
import { Complaints } from './complaints.tsx'
import { TiersNow } from './tiers-now.tsx'
import { WantedCustomers } from './wanted.tsx'
import './questions.css'

export type Questions = ReplyOf<(typeof fourQuestions)['read']>
export interface AnswerProps {
  answer: Questions
  /** Opens the customer's order lines of these days. */
  onLines: (account: { id: string; name: string }, days: { from: string; to: string }) => void
}

const usual = usualQuestions['four-questions']

/** Four questions that a company should be able to answer of its customers, each with the rows behind the answer. */
export function QuestionsPage() {
  const { t } = useTranslation('questions')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(AnalysisPlace)
  const today = todayIn(zone, useNow())
  const narrowed = useMemo(() => filterOf(place, today, usual.period), [place, today])
  const question = useMemo(() => ({ ...narrowed, ...usual.asks }), [narrowed])
  const [behind, setBehind] = useState<{ title: string; filter: LinesBehind } | undefined>(undefined)
  return (
    <AnalysisPage
      analysis={fourQuestions}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={(change: Partial<AnalysisPlace>, step) => setPlace(change, step)}
      usual={usual.period}
    >
      {(answer) => {
        const onLines: AnswerProps['onLines'] = (account, days) =>
          setBehind({
            title: account.name,
            filter: { ...narrowed, ...days, currency: answer.basis.currency, accountId: account.id },
          })
        return (
          <>
            <WantedCustomers answer={answer} onLines={onLines} />
            <Complaints answer={answer} onLines={onLines} />
            <Bought answer={answer} onLines={onLines} />
            {answer.bought.rows.length > 0 && <BoughtChart answer={answer} onLines={onLines} />}
            <TiersNow answer={answer} onLines={onLines} />
            <LinesBehindPeek behind={behind?.filter} title={behind?.title ?? ''} onClose={() => setBehind(undefined)} />
          </>
        )
      }}
    </AnalysisPage>
  )
}
