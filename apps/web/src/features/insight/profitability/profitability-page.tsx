import { type CustomerProfit, type LinesBehind, profitability, usualQuestions } from '@quayside/contract'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useMay } from '../../../app/session.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { CustomerPeek } from './customer-peek.tsx'
import { CustomersTable } from './customers-table.tsx'
import { PoolsDialog } from './pools-dialog.tsx'
import { PoolsHint } from './pools-hint.tsx'
import { ProfitCards } from './profit-cards.tsx'
import { WaterfallChart } from './waterfall-chart.tsx'
import { WhaleCurve } from './whale-curve.tsx'
import './profitability.css'

const Place = AnalysisPlace.extend({ order: z.enum(['worst', 'best']).optional().catch(undefined) })
type Place = z.infer<typeof Place>

const usual = usualQuestions['customer-profitability'].asks

export function ProfitabilityPage() {
  const { t } = useTranslation('profitability')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(Place)
  const today = todayIn(zone, useNow())
  const order = place.order ?? usual.order
  const question = useMemo(() => ({ ...filterOf(place, today), order, limit: usual.limit }), [place, today, order])
  const [customer, setCustomer] = useState<CustomerProfit | undefined>(undefined)
  const [behind, setBehind] = useState<{ title: string; filter: LinesBehind } | undefined>(undefined)
  const [setting, setSetting] = useState(false)
  const mayChange = useMay()('analyses', 'change')
  return (
    <AnalysisPage
      analysis={profitability}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={(change: Partial<Place>, step) => setPlace(change, step)}
      actions={mayChange && <Button onClick={() => setSetting(true)}>{t('pools.open')}</Button>}
    >
      {(answer) => (
        <>
          <PoolsHint answer={answer} onAdd={mayChange ? () => setSetting(true) : undefined} />
          <ProfitCards answer={answer} />
          <div className="analysis-two">
            <WaterfallChart
              answer={answer}
              steps={answer.steps}
              title={t('waterfall.title')}
              fileName="profit-waterfall"
            />
            <WhaleCurve answer={answer} />
          </div>
          <CustomersTable
            answer={answer}
            onOpen={setCustomer}
            choice={
              <Segmented
                size="small"
                value={order}
                onChange={(value) => setPlace({ order: value === usual.order ? undefined : value })}
                options={[
                  { value: 'worst' as const, label: t('order.worst') },
                  { value: 'best' as const, label: t('order.best') },
                ]}
              />
            }
          />
          <CustomerPeek
            answer={answer}
            customer={customer}
            onClose={() => setCustomer(undefined)}
            onLines={(one) => {
              const { account } = one
              setCustomer(undefined)
              const filter = { ...filterOf(place, today), currency: answer.basis.currency, accountId: account.id }
              setBehind({ title: account.name, filter })
            }}
          />
          <LinesBehindPeek behind={behind?.filter} title={behind?.title ?? ''} onClose={() => setBehind(undefined)} />
          {setting && <PoolsDialog currency={answer.basis.currency} onClose={() => setSetting(false)} />}
        </>
      )}
    </AnalysisPage>
  )
}
