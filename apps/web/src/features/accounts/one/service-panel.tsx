import {
  type Account,
  addServiceDefinition,
  type listServiceLines,
  type QueryOf,
  type ReplyOf,
  readCustomerService,
  removeServiceDefinition,
  type ServiceTerms,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Figure, Share, timeText, useFailure, useKit, useUndo } from '../../../ui/index.ts'
import { ServiceLinesPeek } from './service-lines-peek.tsx'
import { ServiceTermsDialog } from './service-terms-dialog.tsx'

export type CustomerService = ReplyOf<typeof readCustomerService>
type Behind = QueryOf<typeof listServiceLines>

const serviceKey = (id: string) => ['account', id, 'service'] as const

/** What was agreed about on time, and how it was kept in the last twelve months. */
export function ServicePanel({ account }: { account: Account }) {
  const { t } = useTranslation('accounts')
  const { locale } = useKit()
  const [behind, setBehind] = useState<Behind | undefined>(undefined)
  const [writing, setWriting] = useState(false)
  const { data, error } = useQuery({
    queryKey: serviceKey(account.id),
    queryFn: ({ signal }) => call(readCustomerService, { params: { id: account.id }, signal }),
  })
  const open = (more: Behind) => data && setBehind({ accountId: account.id, from: data.from, by: 'month', ...more })
  return (
    <section className="q-panel" aria-label={t('service.title')}>
      <div className="q-panel-head">
        <h2 title={data && t('service.about', { on: timeText(data.judgedOn, 'day', locale, 'UTC') })}>
          {t('service.title')}
        </h2>
        {data?.can.change && (
          <Button size="small" type="text" onClick={() => setWriting(true)}>
            {t(data.own ? 'service.change' : 'service.add')}
          </Button>
        )}
      </div>
      <div className="q-panel-body account-service">
        {error && <p className="q-muted">{error.message}</p>}
        {!data && !error && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {data && (
          <>
            {data.total.promised === 0 ? (
              <p className="q-muted">{t('service.none')}</p>
            ) : (
              <>
                <Signs total={data.total} onLate={() => open({ verdict: 'late' })} />
                <Months months={data.months} onPick={(key) => open({ key })} />
              </>
            )}
            <Terms service={data} account={account} />
            <ServiceLinesPeek
              query={behind}
              title={t('service.lines', { name: account.name })}
              onClose={() => setBehind(undefined)}
            />
            {writing && <ServiceTermsDialog account={account} service={data} onClose={() => setWriting(false)} />}
          </>
        )}
      </div>
    </section>
  )
}

function Signs({ total, onLate }: { total: CustomerService['total']; onLate: () => void }) {
  const { t } = useTranslation('accounts')
  return (
    <div className="account-service-signs">
      <Sign label={t('service.otif')} hint={t('service.otifHint')}>
        <Share value={total.otifShare} digits={0} />{' '}
        <small className="q-muted">{t('service.of', { figure: total.otif, all: total.orders })}</small>
      </Sign>
      <Sign label={t('service.onTime')} hint={t('service.onTimeHint')}>
        <Share value={total.onTimeShare} digits={0} />
      </Sign>
      <Sign label={t('service.late')}>
        {total.late > 0 ? (
          <button type="button" className="q-link" onClick={onLate}>
            <Figure value={total.late} />
          </button>
        ) : (
          <Figure value={0} />
        )}
      </Sign>
    </div>
  )
}

function Sign({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <span className="account-sign" title={hint}>
      <span className="q-muted">{label}</span>
      <strong>{children}</strong>
    </span>
  )
}

/** A bar for each month, as high as its OTIF; it opens the lines of the month. */
function Months({ months, onPick }: { months: CustomerService['months']; onPick: (key: string) => void }) {
  const { t } = useTranslation('accounts')
  const { locale } = useKit()
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div className="account-service-months">
      {months.map(({ key, otifShare, otif, orders }) => {
        const month = key.slice(0, 7)
        const text =
          otifShare === null
            ? t('service.notJudged', { month })
            : t('service.month', { month, share: percent.format(otifShare), figure: otif, all: orders })
        return (
          <button key={key} type="button" title={text} aria-label={text} onClick={() => onPick(key)}>
            <i style={{ height: `${Math.max(4, (otifShare ?? 0) * 100)}%` }} />
            <span>{key.slice(5, 7)}</span>
          </button>
        )
      })}
    </div>
  )
}

function Terms({ service: { own, company, can }, account }: { service: CustomerService; account: Account }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const refresh = () => client.invalidateQueries({ queryKey: serviceKey(account.id) })
  const remove = useMutation({
    mutationFn: async ({ id, version, ...kept }: NonNullable<CustomerService['own']>) => {
      await call(removeServiceDefinition, { params: { id }, ifMatch: version })
      offerUndo({
        done: t('service.removed', { name: account.name }),
        undo: () => call(addServiceDefinition, { body: { ...kept, accountId: account.id } }).then(refresh),
      })
    },
    onSuccess: refresh,
    onError: failure,
  })
  return (
    <p className="account-service-terms">
      <span>{t(own ? 'service.own' : 'service.company')}</span> <TermsText terms={own ?? company} />
      {own && can.change && (
        <button type="button" className="q-link" onClick={() => remove.mutate(own)}>
          {t('service.remove')}
        </button>
      )}
    </p>
  )
}

function TermsText({ terms }: { terms: ServiceTerms }) {
  const { t } = useTranslation('service')
  const parts = [
    terms.earlyDays === null ? t('terms.earlyNever') : t('terms.early', { figure: terms.earlyDays }),
    t('terms.grace', { figure: terms.graceDays }),
    t(`attested.${terms.attestedBy}`),
    terms.note,
  ]
  return <span className="q-muted">{parts.filter(Boolean).join(' · ')}</span>
}
