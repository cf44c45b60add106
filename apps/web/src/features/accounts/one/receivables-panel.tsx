import { Bucket, type Customer360, type ReplyOf, readAccountReceivables } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Figure, Masked, Money, useKit, When } from '../../../ui/index.ts'
import './receivables-panel.css'

type Told = ReplyOf<typeof readAccountReceivables>

/** What the customer owes beside what he may owe, how old it is, how he pays: read in five seconds. */
export function ReceivablesPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const { id } = customer.account
  const reads = may('invoices', 'read') && may.see('finance')
  const { data, isError } = useQuery({
    queryKey: ['invoice', 'list', 'account', id],
    queryFn: ({ signal }) => call(readAccountReceivables, { params: { id }, signal }),
    enabled: reads,
  })
  if (!may('invoices', 'read') || isError) return null
  return (
    <section className="q-panel receivables-panel" aria-label={t('receivables.title')}>
      <div className="q-panel-head">
        <h2>{t('receivables.title')}</h2>
        {reads && (
          <Link to="/invoices" search={{ accountId: id } as never}>
            {t('panel.invoices')}
          </Link>
        )}
      </div>
      <div className="q-panel-body receivables-room">
        {data && <Sums told={data} accountId={id} />}
        {!reads && <Masked category="finance" />}
      </div>
    </section>
  )
}

function Sums({ told, accountId }: { told: Told; accountId: string }) {
  const { t } = useTranslation('invoices')
  const { currency: home } = useKit()
  const first = told.exposure.find(({ currency }) => currency === told.limitCurrency) ?? told.exposure[0]
  const currency = first?.currency ?? told.limitCurrency ?? home
  const others = told.exposure.filter((one) => one.currency !== currency)
  if (!first && told.payments.length === 0 && told.creditLimitE4 === null)
    return <p className="q-muted">{t('panel.nothing')}</p>
  return (
    <div className="receivables">
      <dl className="receivables-figures">
        <Tile label={t('receivables.open')}>
          <Money amountE4={first?.openE4 ?? 0} currency={currency} short />
        </Tile>
        <Tile label={t('receivables.overdue')} danger={(first?.overdueE4 ?? 0) > 0}>
          <Money amountE4={first?.overdueE4 ?? 0} currency={currency} short />
        </Tile>
        {first && first.creditE4 > 0 && (
          <Tile label={t('receivables.credit')}>
            <Money amountE4={first.creditE4} currency={currency} short />
          </Tile>
        )}
        {told.roomE4 !== null && told.limitCurrency && (
          <Tile label={t(told.roomE4 < 0 ? 'panel.beyond' : 'panel.room')} danger={told.roomE4 < 0}>
            <Money amountE4={Math.abs(told.roomE4)} currency={told.limitCurrency} short />{' '}
            <small className="q-muted">
              {t('panel.ofLimit')} <Money amountE4={told.creditLimitE4} currency={told.limitCurrency} short />
            </small>
          </Tile>
        )}
        <Tile label={t('receivables.dso')}>
          <Figure value={told.dso} digits={0} />
        </Tile>
      </dl>
      {others.map((one) => (
        <p key={one.currency} className="receivables-line">
          {t('panel.besides')} <Money amountE4={one.openE4} currency={one.currency} />
          {one.overdueE4 > 0 && (
            <span className="receivables-danger">
              {' · '}
              {t('receivables.overdue')} <Money amountE4={one.overdueE4} currency={one.currency} />
            </span>
          )}
        </p>
      ))}
      {first && first.openE4 > 0 && <Ages told={told} currency={currency} openE4={first.openE4} />}
      <Reminding told={told} />
      <LastPayments told={told} accountId={accountId} />
    </div>
  )
}

function Tile({ label, danger, children }: { label: string; danger?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={danger ? 'receivables-danger' : undefined}>{children}</dd>
    </div>
  )
}

/** One bar, the older the redder; each part that holds something is told below in words. */
function Ages({ told, currency, openE4 }: { told: Told; currency: string; openE4: number }) {
  const { t } = useTranslation('invoices')
  const buckets = told.buckets.find((one) => one.currency === currency)?.buckets
  if (!buckets) return null
  const held = Bucket.options.filter((name) => buckets[name] > 0)
  return (
    <div>
      <div className="receivables-bar" aria-hidden="true">
        {held.map((name) => (
          <span
            key={name}
            className={`receivables-age receivables-age-${name}`}
            style={{ width: `${Math.max(1, (buckets[name] / openE4) * 100)}%` }}
          />
        ))}
      </div>
      <ul className="receivables-ages" aria-label={t('ageing.title')}>
        {held.map((name) => (
          <li key={name}>
            <span className={`receivables-dot receivables-age-${name}`} aria-hidden="true" />
            {t(`bucket.${name}`)} <Money amountE4={buckets[name]} currency={currency} short />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Reminding({ told: { dunning, promise, disputed, averageDaysToPay } }: { told: Told }) {
  const { t } = useTranslation('invoices')
  return (
    <>
      {promise && (
        <p className={promise.broken ? 'receivables-line receivables-danger' : 'receivables-line'}>
          {t(promise.broken ? 'panel.promiseBroken' : 'panel.promised')} <When at={promise.on} />
          {promise.amounts.map(({ currency, amountE4 }) => (
            <span key={currency}>
              {' · '}
              <Money amountE4={amountE4} currency={currency} />
            </span>
          ))}
        </p>
      )}
      {dunning && (
        <p className="receivables-line">
          {t(`dunning.level.${dunning.level}`)} · {t('panel.reminded', { figure: dunning.invoices })}
          {dunning.lastAt && (
            <>
              {' · '}
              <When at={dunning.lastAt} />
            </>
          )}
        </p>
      )}
      {disputed > 0 && <p className="receivables-line">{t('panel.disputed', { figure: disputed })}</p>}
      {averageDaysToPay !== null && (
        <p className="receivables-line q-muted">{t('panel.daysToPay', { figure: Math.round(averageDaysToPay) })}</p>
      )}
    </>
  )
}

const shownPayments = 3

function LastPayments({ told, accountId }: { told: Told; accountId: string }) {
  const { t } = useTranslation('invoices')
  if (told.payments.length === 0) return null
  return (
    <div>
      <h3 className="receivables-head">
        <Link to="/payments" search={{ accountId } as never}>
          {t('panel.lastPayments')}
        </Link>
      </h3>
      <ul className="receivables-payments">
        {told.payments.slice(0, shownPayments).map((payment) => (
          <li key={payment.id}>
            <When at={payment.receivedOn} />
            <span>{payment.kind === 'refund' ? t('choice.refund') : ''}</span>
            <Money
              amountE4={payment.kind === 'refund' ? -payment.amountE4 : payment.amountE4}
              currency={payment.currency}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
