import type { AccountState } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Masked, moneyText, StateBadge, TierBadge, useKit, When } from '../../../ui/index.ts'
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
  }
}

const numberOf = (account: unknown) =>
  account && typeof account === 'object' && 'number' in account ? String(account.number) : ''

type Change = { from?: unknown; to?: unknown; category?: string; masked?: boolean }

/** Field by field: what it was, what it is. */
function Changes({ changes }: { changes: unknown }) {
  const { t } = useTranslation('accounts')
  if (!changes || typeof changes !== 'object') return null
  const rows = Object.entries(changes as Record<string, Change>).filter(
    ([, one]) => one && typeof one === 'object' && ('to' in one || 'masked' in one),
  )
  if (rows.length === 0) return null
  return (
    <ul className="account-changes">
      {rows.map(([field, one]) => (
        <li key={field}>
          {t([`field.${field}`, `contact.${field}`, `address.${field}`], {
            defaultValue: field.replace('custom.', ''),
          })}
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
  const { locale, currency } = useKit()
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="q-muted">{t('empty.value')}</span>
  if (field.endsWith('E4') && typeof value === 'number') return moneyText(value, currency, locale)
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.map(String).join(t('comma'))
  if (typeof value === 'object') return nameOf(value) || '…'
  if (field === 'size' || field === 'accountType' || field === 'kind') return t(`${field}.${value}`)
  const text = String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
