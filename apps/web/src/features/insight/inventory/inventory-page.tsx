import { inventory, type LinesBehind, usualQuestions } from '@quayside/contract'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { todayIn } from '../frame/period.ts'
import { CountedHint } from './counted-hint.tsx'
import { InventoryCards } from './inventory-cards.tsx'
import { StockTable } from './stock-table.tsx'
import { saveTemplate } from './template.ts'
import { TurnoverChart } from './turnover-chart.tsx'
import { UploadDialog } from './upload-dialog.tsx'
import './inventory.css'

export function InventoryPage() {
  const { t } = useTranslation('inventory')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(AnalysisPlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => ({ ...filterOf(place, today), ...usualQuestions.inventory.asks }), [place, today])
  const [behind, setBehind] = useState<{ title: string; filter: LinesBehind } | undefined>(undefined)
  const [sending, setSending] = useState(false)
  const may = useMay()
  const mayUpload =
    may('imports', 'create') && may('orders', 'read') && may('orders', 'create') && may('orders', 'change')
  const upload = mayUpload && (
    <Button type="primary" onClick={() => setSending(true)}>
      {t('upload.open')}
    </Button>
  )
  return (
    <>
      <AnalysisPage
        analysis={inventory}
        title={t('title')}
        about={t('about')}
        question={question}
        place={place}
        onPlace={(change: Partial<AnalysisPlace>, step) => setPlace(change, step)}
        actions={upload}
      >
        {(answer) => {
          const narrowed = { ...filterOf(place, today), currency: answer.basis.currency, stock: 'counted' as const }
          const open = (title: string, filter: LinesBehind) => setBehind({ title, filter })
          if (answer.customers === 0)
            return (
              <section className="q-panel inventory-none">
                <Empty
                  title={t('none.title')}
                  text={t(answer.counted.inOtherCurrencies > 0 ? 'none.otherCurrency' : 'none.text')}
                  action={
                    <span className="analysis-none-acts">
                      <Button onClick={() => saveTemplate(t, today)}>{t('upload.template')}</Button>
                      {upload}
                    </span>
                  }
                />
              </section>
            )
          return (
            <>
              <CountedHint answer={answer} place={place} />
              <InventoryCards answer={answer} />
              <TurnoverChart answer={answer} onPick={(month, days) => open(month, { ...narrowed, ...days })} />
              <StockTable
                answer={answer}
                onCustomer={({ account }) => open(account.name, { ...narrowed, accountId: account.id })}
              />
            </>
          )
        }}
      </AnalysisPage>
      <LinesBehindPeek
        behind={behind?.filter}
        title={t('behind', { of: behind?.title })}
        onClose={() => setBehind(undefined)}
      />
      {sending && <UploadDialog today={today} onClose={() => setSending(false)} />}
    </>
  )
}
