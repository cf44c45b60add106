import { type DunningCase, listDunning, remind } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Money, useFailure, useKit, When } from '../../ui/index.ts'
import { useMoved } from './use-moved.ts'

/** 催收: whom to remind, by mail or by a task for oneself; disputed invoices are left alone. */
export function DunningPanel() {
  const { t } = useTranslation('invoices')
  const { locale } = useKit()
  const may = useMay()
  const moved = useMoved()
  const failure = useFailure()
  const { message } = App.useApp()
  const { data } = useQuery({
    queryKey: ['invoice', 'list', 'dunning'],
    queryFn: ({ signal }) => call(listDunning, { query: { limit: 50 }, signal }),
  })
  const send = useMutation({
    mutationFn: ({ one, way }: { one: DunningCase; way: 'mail' | 'followUp' }) =>
      call(remind, {
        body: {
          accountId: one.account.id,
          invoiceIds: one.invoices.map(({ id }) => id),
          way,
          ...(way === 'mail' && one.mailTo ? { to: one.mailTo } : {}),
          level: one.nextLevel,
          locale: locale === 'en' ? 'en' : 'zh-CN',
        },
      }),
    onSuccess: (_, { way }) => {
      moved()
      message.success(t(way === 'mail' ? 'dunning.mailed' : 'dunning.planned'))
    },
    onError: failure,
  })
  if (!data || data.cases.length === 0) return null
  return (
    <section className="q-panel money-scroll" aria-label={t('dunning.title')}>
      <div className="q-panel-head">
        <h2>{t('dunning.title')}</h2>
      </div>
      <table className="money-table">
        <tbody>
          {data.cases.map((one) => (
            <tr key={`${one.account.id} ${one.currency}`}>
              <td>
                <Link to={`/accounts/${one.account.id}`}>{one.account.name}</Link>
                <div>
                  <small className="q-muted">
                    {t('dunning.invoices', { figure: one.invoices.length, days: one.overdueDays })}
                    {one.lastDunnedAt && (
                      <>
                        {' · '}
                        {t('dunning.last')} <When at={one.lastDunnedAt} />
                      </>
                    )}
                  </small>
                </div>
              </td>
              <td className="money-right">
                <Money amountE4={one.overdueE4} currency={one.currency} />
              </td>
              <td>{t(`dunning.level.${one.nextLevel}`)}</td>
              <td>
                {may('invoices', 'change') && (
                  <>
                    {may('timeline', 'create') && (
                      <Button
                        size="small"
                        disabled={send.isPending}
                        onClick={() => send.mutate({ one, way: 'followUp' })}
                      >
                        {t('dunning.plan')}
                      </Button>
                    )}{' '}
                    {one.mailTo && (
                      <Popconfirm
                        title={t('dunning.sure', { to: one.mailTo })}
                        okText={t('dunning.send')}
                        onConfirm={() => send.mutate({ one, way: 'mail' })}
                      >
                        <Button size="small" disabled={send.isPending}>
                          {t('dunning.mail')}
                        </Button>
                      </Popconfirm>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
