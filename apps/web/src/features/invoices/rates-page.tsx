import {
  dropExchangeRate,
  importExchangeRates,
  keepExchangeRate,
  type listExchangeRates,
  type ReplyOf,
} from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Input, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Empty, Money, PageHeader, Upload, useFailure, useUndo, When } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'
import { ratesQuery } from './invoices.api.ts'
import { Labelled } from './labelled.tsx'
import { type ReadRates, readRates } from './read-rates.ts'
import { useMoved } from './use-moved.ts'
import { useToday } from './use-today.ts'
import './invoices.css'

type Rate = ReplyOf<typeof listExchangeRates>['rates'][number]
const Place = z.object({ currency: z.string().max(3).optional() })

/** Rates by day and currency, how long each holds, and what it converts today. */
export function RatesPage() {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const [place, setPlace] = useAddress(Place)
  const [dialog, setDialog] = useState<'new' | 'import' | undefined>(undefined)
  const { data, error } = useQuery(ratesQuery)
  const keeps = may('invoices', 'change')
  const currencies = [...new Set(data?.rates.map(({ currency }) => currency))]
  const rows = data?.rates.filter(({ currency }) => !place.currency || currency === place.currency)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/receivables">{t('receivables.title')}</Link>}
        title={t('rates.title')}
        actions={
          keeps && (
            <>
              <Button onClick={() => setDialog('import')}>{t('rates.import')}</Button>
              <Button type="primary" onClick={() => setDialog('new')}>
                {t('rates.new')}
              </Button>
            </>
          )
        }
      />
      <div className="q-page-scroll">
        <p className="q-muted">{t('rates.about')}</p>
        {error && <Alert type="error" showIcon title={error.message} />}
        {!data && !error && <Skeleton active />}
        {data && data.missing.length > 0 && (
          <Alert type="warning" showIcon title={t('rates.missing', { list: data.missing.join(', ') })} />
        )}
        {data?.rates.length === 0 && <Empty title={t('rates.none')} text={t('rates.noneText')} />}
        {data && rows && data.rates.length > 0 && (
          <>
            <div className="q-toolbar money-filter">
              <Select
                allowClear
                value={place.currency}
                aria-label={t('field.currency')}
                placeholder={t('rates.all')}
                options={currencies.map((value) => ({ value, label: `${value} → ${data.into}` }))}
                onChange={(currency) => setPlace({ currency })}
              />
            </div>
            <RatesTable rows={rows} into={data.into} keeps={keeps} />
          </>
        )}
      </div>
      {dialog === 'new' && data && <NewRate into={data.into} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportRates onClose={() => setDialog(undefined)} />}
    </div>
  )
}

function RatesTable({ rows, into, keeps }: { rows: readonly Rate[]; into: string; keeps: boolean }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const offerUndo = useUndo()
  const drop = useMutation({
    mutationFn: ({ currency, on }: Rate) => call(dropExchangeRate, { params: { currency, on } }),
    onSuccess: (_, { currency, on, rate }) => {
      moved()
      offerUndo({
        done: t('rates.dropped', { currency, on }),
        undo: () => call(keepExchangeRate, { body: { currency, on, rate } }).then(moved),
      })
    },
    onError: failure,
  })
  return (
    <section className="q-panel" aria-label={t('rates.title')}>
      <div ref={keyboardScroll} className="money-scroll">
        <table className="money-table">
          <thead>
            <tr>
              {(['pair', 'rate', 'holds', 'converts', 'by'] as const).map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={name === 'rate' || name === 'converts' ? 'money-right' : undefined}
                >
                  {t(`rates.${name}`)}
                </th>
              ))}
              {keeps && <th scope="col" aria-label={t('rates.drop')} />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.currency} ${row.on}`}>
                <td className="money-number">
                  {row.currency} → {into}
                </td>
                <td className="money-right">{row.rate}</td>
                <td className="money-number">
                  <When at={row.on} /> – {row.until ? <When at={row.until} /> : t('rates.still')}
                </td>
                <td className="money-right">
                  {row.converts && row.converts.invoices > 0 ? (
                    <>
                      <Money amountE4={row.converts.openE4} currency={row.currency} />{' '}
                      <small className="q-muted">{t('rates.invoices', { figure: row.converts.invoices })}</small>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
                <td>{row.by?.name ?? '–'}</td>
                {keeps && (
                  <td>
                    <button type="button" className="q-link" disabled={drop.isPending} onClick={() => drop.mutate(row)}>
                      {t('rates.drop')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function NewRate({ into, onClose }: { into: string; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const [currency, setCurrency] = useState('')
  const [rate, setRate] = useState('')
  const [on, setOn] = useState(useToday())
  const badCurrency = currency !== '' && (!/^[A-Z]{3}$/.test(currency) || currency === into)
  const badRate = rate !== '' && (!/^\d{1,8}(\.\d{1,8})?$/.test(rate) || Number(rate) === 0)
  const save = useMutation({
    mutationFn: () => call(keepExchangeRate, { body: { currency, rate, on } }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('rates.new')}
      onCancel={onClose}
      okText={t('change.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !currency || !rate || !on || badCurrency || badRate }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <Labelled
          label={t('field.currency')}
          fault={badCurrency ? t(currency === into ? 'rates.own' : 'new.badCurrency') : undefined}
        >
          {(id) => (
            <Input
              id={id}
              value={currency}
              maxLength={3}
              placeholder="USD"
              status={badCurrency ? 'error' : undefined}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          )}
        </Labelled>
        <Labelled
          label={t('rates.one', { currency: currency || '…', into })}
          fault={badRate ? t('rates.bad') : undefined}
        >
          {(id) => (
            <Input
              id={id}
              value={rate}
              inputMode="decimal"
              placeholder="7.1234"
              status={badRate ? 'error' : undefined}
              onChange={(event) => setRate(event.target.value.trim())}
            />
          )}
        </Labelled>
        <Labelled label={t('rates.from')}>
          {(id) => <Input id={id} type="date" value={on} onChange={(event) => setOn(event.target.value)} />}
        </Labelled>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}

const maxBytes = 1024 * 1024

function ImportRates({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const { message } = App.useApp()
  const [read, setRead] = useState<ReadRates | undefined>(undefined)
  const save = useMutation({
    mutationFn: (rates: ReadRates['rates']) => call(importExchangeRates, { body: { rates } }),
    onSuccess: (told) => {
      moved()
      onClose()
      message.success(t('rates.imported', told))
    },
  })
  return (
    <Modal
      open
      title={t('rates.import')}
      onCancel={onClose}
      okText={t('import.take', { figure: read?.rates.length ?? 0 })}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !read || read.rates.length === 0 }}
      onOk={() => read && save.mutate(read.rates)}
    >
      <div className="money-form">
        <p className="q-muted">{t('rates.importText')}</p>
        <Upload
          accept=".csv,.tsv,.txt"
          maxBytes={maxBytes}
          onFiles={([file]) => file?.text().then((text) => setRead(readRates(text)))}
        />
        {read && (
          <Alert
            type={read.faulty.length > 0 ? 'warning' : 'info'}
            showIcon
            title={t('rates.read', { figure: read.rates.length, faulty: read.faulty.length })}
            description={
              read.faulty.length > 0 ? t('rates.faulty', { list: read.faulty.slice(0, 20).join(', ') }) : undefined
            }
          />
        )}
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
