import { ScheduleOutlined } from '@ant-design/icons'
import { type Account, type ReplyOf, readAlsoUses } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useKit } from '../../../ui/index.ts'
import { usePlanAdvised } from '../plan-advised.ts'

type Rule = ReplyOf<typeof readAlsoUses>['rules'][number]

/** Rules change over weeks. */
const staleTime = 600_000

/** What customers who buy as this one does buy besides, how surely, and one click to offer it. */
export function AlsoUsesPanel({ account }: { account: Account }) {
  const { t } = useTranslation('accounts')
  const { data, error } = useQuery({
    queryKey: ['analyses', 'also-uses', account.id],
    queryFn: ({ signal }) => call(readAlsoUses, { params: { id: account.id }, signal }),
    staleTime,
  })
  return (
    <section className="q-panel" aria-label={t('alsoUses.title')}>
      <div className="q-panel-head">
        <h2 title={t('alsoUses.about')}>{t('alsoUses.title')}</h2>
        <Link to="/association">{t('alsoUses.all')}</Link>
      </div>
      <div className="q-panel-body account-also">
        {error && <p className="q-muted">{error.message}</p>}
        {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
        {data?.rules.length === 0 && <p className="q-muted">{t('alsoUses.none')}</p>}
        {data?.rules.map((rule) => (
          <Offer key={rule.to} rule={rule} baskets={data.baskets} account={account} />
        ))}
      </div>
    </section>
  )
}

function Offer({ rule, baskets, account }: { rule: Rule; baskets: number; account: Account }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  const { locale } = useKit()
  const plan = usePlanAdvised()
  const [busy, setBusy] = useState(false)
  const service = (item: string) => orders(`service.${item}`)
  const [left, right] = [rule.from.map(service).join(' + '), service(rule.to)]
  const figure = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits })
  const percent = (value: number) =>
    value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: value < 0.1 ? 1 : 0 })
  const { fromCount, count } = rule
  return (
    <div className="account-offer">
      <div>
        <Link to="/association" search={{ item: rule.to } as never}>
          <strong>{right}</strong>
        </Link>{' '}
        <span className="q-muted">{t('alsoUses.sure', { share: percent(rule.confidence) })}</span>
        <small>{t('alsoUses.rule', { left, right, fromCount: figure(fromCount), count: figure(count) })}</small>
        <small className="q-muted">
          {t('alsoUses.common', {
            support: percent(rule.support),
            baskets: figure(baskets),
            lift: figure(rule.lift, 1),
          })}
        </small>
      </div>
      {account.can.addToTimeline && (
        <Button
          size="small"
          icon={<ScheduleOutlined />}
          loading={busy}
          aria-label={t('alsoUses.offerLabel', { right, name: account.name })}
          onClick={async () => {
            setBusy(true)
            await plan(account, t('alsoUses.step', { left, right }))
            setBusy(false)
          }}
        >
          {t('alsoUses.offer')}
        </Button>
      )}
    </div>
  )
}
