import type { Account, CustomField } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Masked, TierBadge, When } from '../../ui/index.ts'
import type { Comparison } from './duplicates.api.ts'
import { FieldValue } from './field-value.tsx'
import { type MergeField, type Pick3, type Picks, pickOf, resultOf, type Side } from './merge-draft.ts'

interface CompareTableProps {
  comparison: Comparison
  fields: readonly MergeField[]
  customFields: readonly CustomField[]
  winner: Side
  onWinner: (side: Side) => void
  picks: Picks
  onPick: (name: string, pick: Pick3) => void
}

/** Field by field; only what differs is asked, the rest folds away. Arrow keys choose a side, `b` takes both. */
export function CompareTable(props: CompareTableProps) {
  const { comparison, fields, winner, onWinner } = props
  const { t } = useTranslation('duplicates')
  const [all, setAll] = useState(false)
  const differing = fields.filter((field) => field.differs && !field.masked)
  const masked = fields.filter((field) => field.masked)
  const equal = fields.filter((field) => !field.differs && !field.masked)
  return (
    <div className="duplicate-scroll">
      <table className="duplicate-table">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            {(['a', 'b'] as const).map((side) => (
              <th key={side} scope="col" className={side === winner ? 'duplicate-kept' : undefined}>
                <Head account={comparison[side]} side={side} kept={side === winner} onKeep={() => onWinner(side)} />
              </th>
            ))}
            <th scope="col" className="duplicate-result">
              {t('result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {differing.map((field) => (
            <FieldRow key={field.name} {...props} field={field} />
          ))}
          <Hangers comparison={comparison} />
          {masked.length > 0 && (
            <tr>
              <th scope="row">{t('masked', { figure: masked.length })}</th>
              <td colSpan={3}>
                <Masked /> <span className="q-muted">{t('maskedText')}</span>
              </td>
            </tr>
          )}
          {all && equal.map((field) => <FieldRow key={field.name} {...props} field={field} />)}
        </tbody>
      </table>
      {equal.length > 0 && (
        <button type="button" className="duplicate-more" onClick={() => setAll(!all)}>
          {t(all ? 'hideEqual' : 'showEqual', { figure: equal.length })}
        </button>
      )}
    </div>
  )
}

function Head({ account, side, kept, onKeep }: { account: Account; side: Side; kept: boolean; onKeep: () => void }) {
  const { t } = useTranslation('duplicates')
  return (
    <div className="duplicate-head">
      <label>
        <input
          type="radio"
          name="duplicate-winner"
          checked={kept}
          onChange={onKeep}
          aria-label={t('keep', { number: account.number })}
          data-side={side}
        />
        <span>{t(kept ? 'kept' : 'goesIn')}</span>
      </label>
      <Link to={`/accounts/${account.id}`}>{account.number}</Link>
      <TierBadge tier={account.tier} />
      <small className="q-muted">
        <When at={account.createdAt} as="day" />
      </small>
    </div>
  )
}

function FieldRow({ field, customFields, winner, picks, onPick }: CompareTableProps & { field: MergeField }) {
  const { t, i18n } = useTranslation('duplicates')
  const { t: accounts } = useTranslation('accounts')
  const pick = pickOf(field, picks, winner)
  const custom = customFields.find((one) => `custom.${one.key}` === field.name)
  const label = custom ? (i18n.language === 'en' ? custom.labelEn : custom.labelZh) : accounts(`field.${field.name}`)
  const choose = (event: KeyboardEvent) => {
    const next = ({ ArrowLeft: 'a', ArrowRight: 'b', b: 'both' } as const)[event.key as 'b']
    if (!field.differs || next === undefined || (next === 'both' && !field.joinable)) return
    event.preventDefault()
    event.stopPropagation()
    onPick(field.name, next)
  }
  return (
    <tr className={field.differs ? 'duplicate-differs' : undefined} onKeyDown={choose}>
      <th scope="row">
        {label}
        {field.differs && field.joinable && (
          <button
            type="button"
            className="duplicate-both"
            aria-pressed={pick === 'both'}
            onClick={() => onPick(field.name, 'both')}
          >
            {t('both')}
          </button>
        )}
      </th>
      {(['a', 'b'] as const).map((side) => (
        <td key={side} className={field.differs && (pick === side || pick === 'both') ? 'duplicate-chosen' : undefined}>
          {field.differs ? (
            <label>
              <input
                type="radio"
                name={pick === 'both' ? undefined : `duplicate-${field.name}`}
                checked={pick === side || pick === 'both'}
                onChange={() => onPick(field.name, side)}
                onClick={() => onPick(field.name, side)}
              />
              <FieldValue name={field.name} value={field[side]} />
            </label>
          ) : (
            <FieldValue name={field.name} value={field[side]} />
          )}
        </td>
      ))}
      <td className="duplicate-result">
        <FieldValue name={field.name} value={resultOf(field, pick)} />
      </td>
    </tr>
  )
}

const hangers = ['contacts', 'addresses', 'interactions', 'followUps', 'attachments', 'orders', 'children'] as const

/** What hangs on the two comes together: nothing is lost. */
function Hangers({ comparison: { counts } }: { comparison: Comparison }) {
  const { t } = useTranslation('duplicates')
  return hangers
    .filter((name) => (counts.a[name] ?? 0) + (counts.b[name] ?? 0) > 0)
    .map((name) => (
      <tr key={name}>
        <th scope="row">{t(`hanging.${name}`)}</th>
        <td>{counts.a[name] ?? 0}</td>
        <td>{counts.b[name] ?? 0}</td>
        <td className="duplicate-result">{t('together', { figure: (counts.a[name] ?? 0) + (counts.b[name] ?? 0) })}</td>
      </tr>
    ))
}
