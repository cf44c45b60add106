import type { Invoice } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Money, When } from '../../ui/index.ts'
import { StandingText } from './standing-text.tsx'

export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices')
  const { currency } = invoice
  const facts: [label: string, value: ReactNode][] = [
    [
      t('field.account'),
      <Link key="a" to={`/accounts/${invoice.account.id}`}>
        {invoice.account.name}
      </Link>,
    ],
    [t('field.standing'), <StandingText key="s" row={invoice} />],
    [t('field.issuedOn'), <When key="i" at={invoice.issuedOn} />],
    [t('field.dueOn'), <When key="d" at={invoice.dueOn} />],
    [t('line.net'), <Money key="n" amountE4={invoice.netE4} currency={currency} />],
    [t('field.tax'), <Money key="x" amountE4={invoice.taxE4} currency={currency} />],
    [t('field.total'), <Money key="t" amountE4={invoice.totalE4} currency={currency} />],
    [t('field.open'), <Money key="o" amountE4={invoice.openE4} currency={currency} />],
    [t('field.buyer'), [invoice.buyer.title, invoice.buyer.taxNumber].filter(Boolean).join(' · ')],
    [t('field.fapiaoNumber'), [invoice.fapiaoCode, invoice.fapiaoNumber].filter(Boolean).join(' ') || '–'],
    [t('field.reference'), invoice.reference ?? '–'],
  ]
  if (invoice.credits)
    facts.push([
      t('field.credits'),
      <Link key="c" to={`/invoices/${invoice.credits.id}`}>
        {invoice.credits.number}
      </Link>,
    ])
  if (invoice.creditNotes.length > 0)
    facts.push([
      t('choice.creditNote'),
      invoice.creditNotes.map((note) => (
        <span key={note.id}>
          <Link to={`/invoices/${note.id}`}>{note.number}</Link>{' '}
        </span>
      )),
    ])
  if (invoice.refunds.length > 0)
    facts.push([
      t('refund.given'),
      invoice.refunds.map((one) => (
        <div key={one.id}>
          <Link to="/payments" search={{ peek: one.id } as never}>
            {one.number}
          </Link>{' '}
          <Money amountE4={one.amountE4} currency={currency} />
        </div>
      )),
    ])
  if (invoice.creditReason) facts.push([t('credit.reason'), t(`creditReason.${invoice.creditReason}`)])
  if (invoice.promisedOn) facts.push([t('field.promisedOn'), <When key="p" at={invoice.promisedOn} />])
  if (invoice.dispute) facts.push([t('choice.disputed'), invoice.dispute.reason])
  if (invoice.note) facts.push([t('field.note'), invoice.note])
  return (
    <dl className="money-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
