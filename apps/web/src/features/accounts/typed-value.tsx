import type { Account, CustomField } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'
import { colleaguesQuery, teamsQuery } from './accounts.api.ts'
import { CustomValue } from './custom-value.tsx'

interface TypedValueProps {
  /** A field of the record, or `custom.<key>`. */
  name: string
  value: unknown
  custom: readonly CustomField[]
  /** Knows what its parent is called. */
  account?: Account
}

/** What was typed into a field, as the reader would see it on the customer's page: names for ids, words for codes. */
export function TypedValue({ name, value, custom, account }: TypedValueProps) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const field = custom.find((one) => `custom.${one.key}` === name)
  if (field) return <CustomValue field={field} value={value} />
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="q-muted">{t('empty.value')}</span>
  switch (name) {
    case 'ownerId':
      return colleagues.find((one) => one.id === value)?.name ?? t('someone')
    case 'teamId':
      return teams.find((one) => one.id === value)?.name ?? t('someone')
    case 'parentId':
      return account?.parent?.id === value ? account?.parent?.name : t('form.otherParent')
    case 'creditLimitE4':
      return <Money amountE4={Number(value)} currency={account?.currency} />
    case 'paymentDays':
      return t('days', { figure: value })
    case 'kind':
    case 'size':
    case 'gender':
    case 'accountType':
      return t(`${name}.${value}`)
    case 'serviceNeeds':
      return (value as string[]).map((one) => orders(`service.${one}`, { defaultValue: one })).join(t('comma'))
    default:
      return Array.isArray(value) ? value.join(t('comma')) : String(value)
  }
}
