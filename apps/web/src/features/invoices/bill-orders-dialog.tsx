import { billOrders, listBillableOrders, type ReplyOf } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Empty, Money, type RemoteOption, When } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'
import { AccountField } from './account-field.tsx'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'
import { useToday } from './use-today.ts'

type Billable = ReplyOf<typeof listBillableOrders>

/** Completed orders that no invoice bills yet; those ticked become drafts. */
export function BillOrdersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const { message } = App.useApp()
  const [issuedOn, setIssuedOn] = useState(useToday())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [together, setTogether] = useState(false)
  const [taxIncluded, setTaxIncluded] = useState(false)
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const [payer, setPayer] = useState<RemoteOption | undefined>(undefined)
  const { data, error } = useQuery({
    queryKey: ['invoice', 'list', 'billable', account?.value],
    queryFn: ({ signal }) => call(listBillableOrders, { query: { limit: 200, accountId: account?.value }, signal }),
  })
  const bill = useMutation({
    mutationFn: () =>
      call(billOrders, {
        body: {
          orderIds: [...chosen],
          issuedOn,
          each: together ? 'customer' : 'order',
          taxIncluded,
          ...(payer ? { payerId: payer.value } : {}),
        },
      }),
    onSuccess: ({ invoices, left }) => {
      moved()
      onClose()
      message[left.length > 0 ? 'warning' : 'success'](t('bill.done', { figure: invoices.length, left: left.length }))
    },
  })
  const set = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      for (const id of ids) {
        if (on) next.add(id)
        else next.delete(id)
      }
      return next
    })
  return (
    <Modal
      open
      width={820}
      title={t('bill.title')}
      onCancel={onClose}
      footer={
        <>
          <Checkbox checked={together} onChange={(event) => setTogether(event.target.checked)}>
            {t('bill.together')}
          </Checkbox>
          <Checkbox checked={taxIncluded} onChange={(event) => setTaxIncluded(event.target.checked)}>
            {t('bill.taxIncluded')}
          </Checkbox>
          <Button
            type="primary"
            disabled={chosen.size === 0 || !issuedOn}
            loading={bill.isPending}
            onClick={() => bill.mutate()}
          >
            {t('bill.make', { figure: chosen.size })}
          </Button>
        </>
      }
    >
      <div className="money-form">
        <div className="money-two">
          <AccountField
            value={account}
            onChange={(next) => {
              setAccount(next)
              setChosen(new Set())
            }}
          />
          <Labelled label={t('field.issuedOn')}>
            {(id) => (
              <Input id={id} type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />
            )}
          </Labelled>
        </div>
        <AccountField value={payer} label={t('bill.payer')} onChange={setPayer} />
        {error && <Alert type="error" showIcon title={error.message} />}
        {bill.error && <Alert type="error" showIcon title={bill.error.message} />}
        {!data && !error && <Skeleton active />}
        {data && <Differing orders={data.differing} />}
        {data?.orders.length === 0 && <Empty title={t('bill.none')} text={t('bill.noneText')} />}
        {data && data.orders.length > 0 && (
          <Orders orders={data.orders} more={data.more} chosen={chosen} onSet={set} onPayer={setPayer} />
        )}
      </div>
    </Modal>
  )
}

interface OrdersProps {
  orders: Billable['orders']
  more: boolean
  chosen: ReadonlySet<string>
  onSet: (ids: readonly string[], on: boolean) => void
  onPayer: (payer: RemoteOption) => void
}

function Orders({ orders, more, chosen, onSet, onPayer }: OrdersProps) {
  const { t } = useTranslation('invoices')
  const ids = orders.map(({ id }) => id)
  const all = ids.every((id) => chosen.has(id))
  return (
    <div ref={keyboardScroll} className="money-scroll money-long">
      <table className="money-table money-blocks">
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={(event) => onSet(ids, event.target.checked)}
              >
                {t('bill.all')}
              </Checkbox>
            </th>
            <th scope="col">{t('field.account')}</th>
            <th scope="col">{t('bill.orderedOn')}</th>
            <th scope="col" className="money-right">
              {t('line.net')}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td className="money-number">
                <Checkbox checked={chosen.has(order.id)} onChange={(event) => onSet([order.id], event.target.checked)}>
                  {order.number}
                </Checkbox>
              </td>
              <td>
                {order.account.name}
                {order.payer && (
                  <button
                    type="button"
                    className="q-link money-block"
                    onClick={() => order.payer && onPayer({ value: order.payer.id, label: order.payer.name })}
                  >
                    {t('bill.paidBy', { name: order.payer.name })}
                  </button>
                )}
              </td>
              <td>
                <When at={order.orderedOn} />
              </td>
              <td className="money-right">
                <Money amountE4={order.netE4} currency={order.currency} />
                {order.waiting > 0 && (
                  <small className="q-muted">
                    {t('bill.waiting', { ready: order.lines, all: order.lines + order.waiting })}
                  </small>
                )}
                {order.short > 0 && <small className="money-short">{t('bill.short', { figure: order.short })}</small>}
                {order.feeE4 > 0 && (
                  <small className="q-muted">
                    {t('bill.fee')} <Money amountE4={order.feeE4} currency={order.currency} />
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="q-muted">{t('bill.more')}</p>}
    </div>
  )
}

/** Billed, and then changed or cancelled: to be credited, and billed anew. */
function Differing({ orders }: { orders: Billable['differing'] }) {
  const { t } = useTranslation('invoices')
  if (orders.length === 0) return null
  return (
    <section aria-label={t('bill.differing')}>
      <Alert type="warning" showIcon title={t('bill.differing')} description={t('bill.differingText')} />
      <div className="money-scroll">
        <table className="money-table">
          <tbody>
            {orders.map((order) => (
              <tr key={order.id}>
                <td className="money-number">
                  <Link to={`/orders/${order.id}`}>{order.number}</Link>
                  {order.cancelled && <small className="money-negative">{t('bill.cancelled')}</small>}
                </td>
                <td>{order.account.name}</td>
                <td className="money-right">
                  <Money amountE4={order.billedE4} currency={order.currency} /> →{' '}
                  <Money amountE4={order.nowE4} currency={order.currency} />
                </td>
                <td className="money-number">
                  {order.invoices.map((invoice) => (
                    <Link key={invoice.id} to={`/invoices/${invoice.id}`}>
                      {invoice.number}{' '}
                    </Link>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
