import type { Account, Category, Customer360 } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Rate } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Masked, MaskedOr, Money, When } from '../../../ui/index.ts'
import { customFieldsQuery } from '../accounts.api.ts'
import { CustomValue } from '../custom-value.tsx'
import { fieldGroups, type ShownField, worthShowing } from '../fields.ts'
import { Tags } from '../list/account-columns.tsx'

/** Everything else that is known, by the five categories of customer data. */
export function DetailsPanel({ customer }: { customer: Customer360 }) {
  const { t, i18n } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const { account } = customer
  const { data: definitions = [] } = useQuery(customFieldsQuery)
  const custom = customer.custom.map((one) => ({
    key: one.key,
    label: i18n.language === 'en' ? one.labelEn : one.labelZh,
    definition: definitions.find((candidate) => candidate.key === one.key),
    value: one.value,
  }))
  return (
    <>
      {fieldGroups.map(({ category, fields }) => {
        const shown = fields.filter((field) => worthShowing(account, field))
        const withheld = shown.every((field) => account.masked.includes(field))
        if (shown.length === 0) return null
        return (
          <Group key={category} title={t(`group.${category}`)} aside={ui(`category.${category}`)}>
            {withheld && (
              <Line label={ui(`category.${category}`)}>
                <Masked category={category} />
              </Line>
            )}
            {(withheld ? [] : shown).map((field) => (
              <Line key={field} label={t(`field.${field}`)}>
                <MaskedOr masked={account.masked} field={field} category={category as Category}>
                  <FieldValue account={account} field={field} />
                </MaskedOr>
              </Line>
            ))}
          </Group>
        )
      })}
      {custom.length > 0 && (
        <Group title={t('customFields')}>
          {custom.map((one) => (
            <Line key={one.key} label={one.label}>
              <MaskedOr masked={account.masked} field={`custom.${one.key}`}>
                {one.definition ? <CustomValue field={one.definition} value={one.value} /> : String(one.value ?? '–')}
              </MaskedOr>
            </Line>
          ))}
        </Group>
      )}
    </>
  )
}

function Group({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <section className="q-panel" aria-label={title}>
      <div className="q-panel-head">
        <h2>{title}</h2>
        {aside && aside !== title && <small className="q-muted">{aside}</small>}
      </div>
      <dl className="q-panel-body account-details">{children}</dl>
    </section>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function FieldValue({ account, field }: { account: Account; field: ShownField }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  const value = account[field]
  if (value === null || value === undefined || value === '') return <span className="q-muted">–</span>
  switch (field) {
    case 'parentId':
      return account.parent && <Link to={`/accounts/${account.parent.id}`}>{account.parent.name}</Link>
    case 'creditLimitE4':
      return <Money amountE4={account.creditLimitE4} currency={account.currency} />
    case 'paymentDays':
      return t('days', { figure: value })
    case 'birthDate':
      return <When at={account.birthDate} />
    case 'potential':
      return <Rate disabled value={account.potential ?? 0} className="account-stars account-rate" />
    case 'serviceNeeds':
      return account.serviceNeeds.map((one) => orders(`service.${one}`, { defaultValue: one })).join(t('comma'))
    case 'tags':
      return <Tags tags={account.tags} />
    case 'size':
    case 'gender':
    case 'accountType':
      return t(`${field}.${value}`)
    case 'source':
      return (
        <>
          {t(`source.${account.source.method}`)}
          {account.source.detail && <span className="q-muted"> · {account.source.detail}</span>}
        </>
      )
    case 'note':
    case 'sharedNote':
      return <span className="account-note">{String(value)}</span>
    default:
      return Array.isArray(value) ? value.join(t('comma')) : String(value)
  }
}
