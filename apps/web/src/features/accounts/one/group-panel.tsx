import type { Customer360 } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Masked, Money } from '../../../ui/index.ts'

/** The group 集团 the customer belongs to, and what it brings as a whole. */
export function GroupPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { group, account } = customer
  if (!group) return null
  const hidden = account.masked.includes('figures.amountE4')
  const amount = (amountE4: number | null) =>
    hidden ? <Masked category="finance" /> : <Money amountE4={amountE4} short />
  return (
    <section className="q-panel" aria-label={t('group.title')}>
      <div className="q-panel-head">
        <h2>{t('group.title')}</h2>
        <span className="q-muted">
          {t('group.members', { figure: group.members })} ·{' '}
          {group.orders !== null && (
            <>
              <Figure value={group.orders} /> {t('group.orders')} ·{' '}
            </>
          )}
          {amount(group.amountE4)}
        </span>
      </div>
      <table className="account-table">
        <tbody>
          {group.parent && (
            <tr>
              <td>
                <Link to={`/accounts/${group.parent.id}`}>{group.parent.name}</Link>
              </td>
              <td className="q-muted">{t('group.parent')}</td>
              <td />
            </tr>
          )}
          {group.children.map((child) => (
            <tr key={child.id}>
              <td>
                <Link to={`/accounts/${child.id}`}>{child.name}</Link>
              </td>
              <td className="q-muted">{child.number}</td>
              <td className="q-num">{amount(child.amountE4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
