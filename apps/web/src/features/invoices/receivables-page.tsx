import { exportAgeing } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, Skeleton, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Empty, ExportButton, Figure, Money, PageHeader } from '../../ui/index.ts'
import { AgeingTable } from './ageing-table.tsx'
import { DunningPanel } from './dunning-panel.tsx'
import { type AgeingQuery, ageingQuery, receivablesQuery } from './invoices.api.ts'
import { MonthsTable } from './months-table.tsx'
import { StatementDialog } from './statement-dialog.tsx'
import { useToday } from './use-today.ts'
import './invoices.css'

/** What customers owe: sums, ages by customer, days until it is paid, whom to remind. */
export function ReceivablesPage() {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const today = useToday()
  const [convert, setConvert] = useState(false)
  const [on, setOn] = useState<string | undefined>(undefined)
  const [statementOf, setStatementOf] = useState<{ id: string; name: string; currency: string } | undefined>(undefined)
  const sums = useQuery(receivablesQuery)
  const asked: AgeingQuery = { convert: convert ? 'yes' : 'no', ...(on ? { on } : {}) }
  const ageing = useQuery(ageingQuery(asked))
  const error = sums.error ?? ageing.error
  const told = sums.data
  return (
    <div className="q-page">
      <PageHeader
        title={t('receivables.title')}
        actions={
          <>
            <Link to="/exchange-rates">
              <Button tabIndex={-1}>{t('rates.title')}</Button>
            </Link>
            {may('invoices', 'export') && may.export('finance') && (
              <ExportButton
                formats={['xlsx', 'csv', 'pdf']}
                save={(format, locale) =>
                  download(exportAgeing, { query: { ...asked, format, locale } }, `ageing.${format}`)
                }
              />
            )}
          </>
        }
      />
      <div className="q-page-scroll">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!told && !error && <Skeleton active />}
        {told && (
          <div className="money-cards">
            <Card label={t('receivables.open')}>
              <Money amountE4={told.openE4} currency={told.currency} short />
            </Card>
            <Card
              label={t('receivables.overdue')}
              beside={t('receivables.customers', { figure: told.overdueCustomers })}
            >
              <Money amountE4={told.overdueE4} currency={told.currency} short />
            </Card>
            <Card label={t('receivables.credit')}>
              <Money amountE4={told.creditE4} currency={told.currency} short />
            </Card>
            <Card label={t('receivables.dso')} beside={t('receivables.dsoAbout')}>
              <Figure value={told.dso} digits={1} />
            </Card>
          </div>
        )}
        {ageing.data && (
          <section className="q-panel" aria-label={t('ageing.title')}>
            <div className="q-panel-head">
              <h2>{t('ageing.title')}</h2>
              <span className="money-acts">
                <Input
                  type="date"
                  className="money-day"
                  max={today}
                  value={on ?? today}
                  aria-label={t('ageing.on')}
                  onChange={({ target: { value } }) => setOn(value && value < today ? value : undefined)}
                />
                <Switch checked={convert} aria-label={t('ageing.convert')} onChange={setConvert} />{' '}
                {t('ageing.convert')}
              </span>
            </div>
            {ageing.data.unconverted.length > 0 && (
              <Alert
                type="info"
                showIcon
                title={t('ageing.unconverted', { list: ageing.data.unconverted.join(', ') })}
              />
            )}
            {ageing.data.rows.length === 0 ? (
              <Empty title={t('ageing.none')} text={t('ageing.noneText')} />
            ) : (
              <AgeingTable
                ageing={ageing.data}
                drills={on === undefined && !convert}
                onStatement={({ account, currency }) =>
                  setStatementOf({ id: account.id, name: account.name, currency })
                }
              />
            )}
          </section>
        )}
        <DunningPanel />
        {told && <MonthsTable months={told.months} currency={told.currency} />}
      </div>
      {statementOf && <StatementDialog {...statementOf} onClose={() => setStatementOf(undefined)} />}
    </div>
  )
}

function Card({ label, beside, children }: { label: string; beside?: string; children: ReactNode }) {
  return (
    <div className="q-panel money-card">
      <span className="q-muted">{label}</span>
      <strong>{children}</strong>
      {beside && <small className="q-muted">{beside}</small>}
    </div>
  )
}
