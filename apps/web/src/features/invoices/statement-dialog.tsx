import { downloadStatement, readStatement, sendStatement } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Money, useFailure, useKit, useNow, When } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'

interface StatementDialogProps {
  id: string
  name: string
  currency: string
  onClose: () => void
}

/** 对账单: looked at here, taken as PDF in either language, or sent by mail. */
export function StatementDialog({ id, name, currency, onClose }: StatementDialogProps) {
  const { t } = useTranslation('invoices')
  const { zone, locale } = useKit()
  const may = useMay()
  const failure = useFailure()
  const { message } = App.useApp()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
  const [from, setFrom] = useState(`${Number(today.slice(0, 4)) - 1}${today.slice(4, 8)}01`)
  const [to, setTo] = useState(today)
  const [mailTo, setMailTo] = useState<string | undefined>(undefined)
  const [language, setLanguage] = useState<'zh-CN' | 'en'>(locale === 'en' ? 'en' : 'zh-CN')
  const query = { from, to, currency }
  const { data, error } = useQuery({
    queryKey: ['invoice', 'list', 'statement', id, query],
    queryFn: ({ signal }) => call(readStatement, { params: { id }, query, signal }),
    enabled: Boolean(from && to),
  })
  const save = (locale: 'zh-CN' | 'en') =>
    download(downloadStatement, { params: { id }, query: { ...query, locale } }, 'statement.pdf').catch(failure)
  const address = mailTo ?? data?.mailTo ?? ''
  const send = useMutation({
    mutationFn: () => call(sendStatement, { params: { id }, body: { ...query, mailTo: address, locale: language } }),
    onSuccess: () => message.success(t('statement.sent')),
    onError: failure,
  })
  return (
    <Modal
      open
      width={760}
      title={t('statement.title', { name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => save('zh-CN')}>{t('statement.pdfZh')}</Button>
          <Button onClick={() => save('en')}>{t('statement.pdfEn')}</Button>
        </>
      }
    >
      <div className="q-toolbar">
        <Input
          type="date"
          value={from}
          aria-label={t('statement.from')}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Input type="date" value={to} aria-label={t('statement.to')} onChange={(event) => setTo(event.target.value)} />
      </div>
      {error && <Alert type="error" showIcon title={error.message} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <div ref={keyboardScroll} className="money-scroll money-long">
          <table className="money-table">
            <tbody>
              <Balance label={t('statement.opening')} amountE4={data.openingE4} currency={currency} />
              {data.entries.map((entry) => (
                <tr key={entry.id}>
                  <td>
                    <When at={entry.on} />
                  </td>
                  <td>{t(`choice.${entry.kind}`)}</td>
                  <td>{entry.number}</td>
                  <td className="money-right">
                    <Money amountE4={entry.debitE4 - entry.creditE4} currency={currency} />
                  </td>
                  <td className="money-right">
                    <Money amountE4={entry.balanceE4} currency={currency} />
                  </td>
                </tr>
              ))}
              <Balance label={t('statement.closing')} amountE4={data.closingE4} currency={currency} />
            </tbody>
          </table>
        </div>
      )}
      {data && may('invoices', 'create') && (
        <div className="q-toolbar">
          <Input
            type="email"
            value={address}
            aria-label={t('statement.mailTo')}
            placeholder={t('statement.mailTo')}
            onChange={(event) => setMailTo(event.target.value)}
          />
          <Segmented
            value={language}
            aria-label={t('statement.language')}
            options={[
              { value: 'zh-CN', label: t('statement.inZh') },
              { value: 'en', label: t('statement.inEn') },
            ]}
            onChange={setLanguage}
          />
          <Button disabled={!address.includes('@')} loading={send.isPending} onClick={() => send.mutate()}>
            {t('statement.send')}
          </Button>
        </div>
      )}
    </Modal>
  )
}

const Balance = ({ label, amountE4, currency }: { label: string; amountE4: number; currency: string }) => (
  <tr>
    <th scope="row" colSpan={4}>
      {label}
    </th>
    <td className="money-right">
      <Money amountE4={amountE4} currency={currency} />
    </td>
  </tr>
)
