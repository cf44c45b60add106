import type { AccountState } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Masked, StateBadge, TierBadge, When } from '../../../ui/index.ts'
import { accountQuery, customFieldsQuery } from '../accounts.api.ts'
import { TypedValue } from '../typed-value.tsx'
import { ShipmentNews } from './shipment-news.tsx'
import type { TimelineEvent } from './timeline.api.ts'

/** What happened, as one sentence in the reader's language. */
export function EventSentence({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation('accounts')
  const { data } = event
  const who = event.actor?.name ?? t('event.system')
  const plain = (key: string) => <Sentence who={who}>{t(`event.${key}`, valuesOf(data))}</Sentence>
  switch (event.kind) {
    case 'account.stateMoved':
      return (
        <Sentence who={who}>
          {t('event.stateMoved')} <StateBadge state={data.from as AccountState} /> →{' '}
          <StateBadge state={data.to as AccountState} />
          {typeof data.reason === 'string' && data.reason && <q className="account-quote">{data.reason}</q>}
        </Sentence>
      )
    case 'account.tierMoved':
      return (
        <Sentence who={who}>
          {t('event.tierMoved')} <TierBadge tier={data.from as never} /> → <TierBadge tier={data.to as never} />
        </Sentence>
      )
    case 'account.tierSetByHand':
    case 'account.tierLeftToRanking':
      return (
        <Sentence who={who}>
          {t(event.kind === 'account.tierSetByHand' ? 'event.tierSetByHand' : 'event.tierLeftToRanking')}{' '}
          <TierBadge tier={data.tier as never} />
          {typeof data.reason === 'string' && <q className="account-quote">{data.reason}</q>}
        </Sentence>
      )
    case 'account.ownerChanged':
      return (
        <Sentence who={who}>
          {t('event.ownerChanged', { from: nameOf(data.from) || t('nobody'), to: nameOf(data.to) || t('nobody') })}
        </Sentence>
      )
    case 'account.changed':
    case 'address.changed':
    case 'contact.changed':
      return (
        <Sentence who={who}>
          {t(`event.${event.kind.replace('.', '_')}`, valuesOf(data))}
          <Changes changes={data.changes ?? data} />
        </Sentence>
      )
    case 'followUp.planned':
    case 'followUp.changed':
      return (
        <Sentence who={who}>
          {t(`event.${event.kind.replace('.', '_')}`, valuesOf(data))}{' '}
          {typeof data.dueAt === 'string' && <When at={data.dueAt} as="day" />}
        </Sentence>
      )
    case 'shipment.milestone':
    case 'shipment.milestoneRetracted':
    case 'shipment.delivered':
    case 'shipment.etaChanged':
    case 'shipment.exception':
    case 'shipment.exceptionResolved':
    case 'shipment.exceptionReopened':
      return (
        <Sentence who={who}>
          <ShipmentNews kind={event.kind} data={data} />
        </Sentence>
      )
    default:
      return plain(known.has(event.kind) ? event.kind.replace('.', '_') : 'other')
  }
}

const known = new Set([
  'account.created',
  'account.verified',
  'account.verificationTakenBack',
  'account.deleted',
  'account.restored',
  'account.merged',
  'account.mergedInto',
  'account.mergeUndone',
  'account.imported',
  'contact.added',
  'contact.removed',
  'contact.related',
  'contact.unrelated',
  'address.added',
  'address.removed',
  'attachment.added',
  'attachment.removed',
  'followUp.completed',
  'followUp.reopened',
  'followUp.removed',
  'order.taken',
  'order.held',
  'order.released',
  'order.confirmed',
  'order.started',
  'order.completed',
  'order.cancelled',
  'order.quarantined',
  'order.drafted',
  'order.mended',
  'order.dropped',
  'order.fileAdded',
  'order.fileRemoved',
  'account.ordersHeld',
  'account.ordersFreed',
  'order.changed',
  'order.created',
  'shipment.opened',
  'shipment.changed',
  'shipment.proofAdded',
  'shipment.proofRemoved',
  'shipment.noticeSent',
  'shipment.noticeHandedOver',
  'invoice.drafted',
  'invoice.issued',
  'invoice.changed',
  'invoice.dropped',
  'invoice.voided',
  'invoice.disputed',
  'invoice.disputeEnded',
  'invoice.paid',
  'invoice.reminded',
  'invoice.reminderRefused',
  'creditNote.drafted',
  'creditNote.issued',
  'creditNote.dropped',
  'creditNote.voided',
  'payment.recorded',
  'payment.refunded',
  'payment.changed',
  'payment.assigned',
  'payment.voided',
  'payment.allocated',
  'allocation.takenBack',
  'statement.sent',
  'statement.refused',
])

function Sentence({ who, children }: { who: string; children: ReactNode }) {
  return (
    <span className="account-event">
      <strong>{who}</strong> {children}
    </span>
  )
}

const nameOf = (person: unknown) =>
  person && typeof person === 'object' && 'name' in person
    ? String(person.name)
    : typeof person === 'string'
      ? person
      : ''

/** Words of the data that sentences may use; what is withheld stays out. */
function valuesOf(data: Record<string, unknown>) {
  const word = (key: string) =>
    typeof data[key] === 'string' || typeof data[key] === 'number' ? String(data[key]) : ''
  return {
    name: word('name') || nameOf(data.loser) || nameOf(data.account) || word('fileName'),
    title: word('title'),
    city: word('city'),
    other: nameOf(data.to) || nameOf(data.other) || nameOf(data.winner),
    number: word('number') || numberOf(data.loser),
    to: word('mailTo'),
    list: Array.isArray(data.numbers) ? shortList(data.numbers) : '',
  }
}

const mostTold = 3
const shortList = (all: readonly unknown[]) =>
  `${all.slice(0, mostTold).join(', ')}${all.length > mostTold ? ` … (${all.length})` : ''}`

const numberOf = (account: unknown) =>
  account && typeof account === 'object' && 'number' in account ? String(account.number) : ''

/** Longer values are cut: the whole stands on the page. */
const longest = 80

type Change = { from?: unknown; to?: unknown; category?: string; masked?: boolean }

/** Field by field: what it was, what it is. */
function Changes({ changes }: { changes: unknown }) {
  const { t, i18n } = useTranslation('accounts')
  const { data: custom = [] } = useQuery(customFieldsQuery)
  if (!changes || typeof changes !== 'object') return null
  const labelOf = (field: string) => {
    const own = custom.find((one) => `custom.${one.key}` === field)
    if (own) return i18n.language === 'en' ? own.labelEn : own.labelZh
    return t([`field.${field}`, `contact.field.${field}`, `address.field.${field}`], {
      defaultValue: field.replace('custom.', ''),
    })
  }
  const rows = Object.entries(changes as Record<string, Change>).filter(
    ([, one]) => one && typeof one === 'object' && ('to' in one || 'masked' in one),
  )
  if (rows.length === 0) return null
  return (
    <ul className="account-changes">
      {rows.map(([field, one]) => (
        <li key={field}>
          {labelOf(field)}
          {t('colon')}
          {one.masked ? (
            <Masked category={one.category as never} />
          ) : (
            <>
              <del>
                <Value field={field} value={one.from} />
              </del>{' '}
              → <Value field={field} value={one.to} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Value({ field, value }: { field: string; value: unknown }): ReactNode {
  const { t } = useTranslation('accounts')
  const { data: custom = [] } = useQuery(customFieldsQuery)
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (value && typeof value === 'object' && !Array.isArray(value)) return nameOf(value) || '…'
  if (field === 'parentId' && typeof value === 'string') return <ParentName id={value} />
  if (typeof value === 'string' && value.length > longest) return `${value.slice(0, longest)}…`
  return <TypedValue name={field} value={value} custom={custom} />
}

/** The event knows the id alone: the name may have changed since. */
function ParentName({ id }: { id: string }) {
  const { t } = useTranslation('accounts')
  const { data } = useQuery({ ...accountQuery(id), retry: false })
  return <Link to={`/accounts/${id}`}>{data?.name ?? t('one')}</Link>
}
