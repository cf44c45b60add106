import {
  BulbOutlined,
  CopyOutlined,
  ExclamationCircleOutlined,
  FieldTimeOutlined,
  FileSearchOutlined,
} from '@ant-design/icons'
import type { Customer360 } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useKit, useNow, When } from '../../../ui/index.ts'
import { Advice } from './advice.tsx'

/** What must not be overlooked while speaking with this customer. */
export function AccountAlerts({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { locale } = useKit()
  const now = useNow()
  const { account, openFollowUps, receivables, duplicates } = customer
  const overdue = openFollowUps.filter((one) => Date.parse(one.dueAt) < now)
  const signs: { key: string; strong?: boolean; icon: ReactNode; text: ReactNode }[] = []
  if (receivables && receivables.overdueE4 > 0)
    signs.push({
      key: 'overdueMoney',
      strong: true,
      icon: <ExclamationCircleOutlined />,
      text: t('alert.overdueMoney', { amount: moneyText(receivables.overdueE4, receivables.currency, locale) }),
    })
  if (receivables && account.creditLimitE4 !== null && receivables.openE4 > account.creditLimitE4)
    signs.push({ key: 'creditHold', strong: true, icon: <ExclamationCircleOutlined />, text: t('alert.creditHold') })
  if (overdue[0])
    signs.push({
      key: 'followUp',
      strong: true,
      icon: <FieldTimeOutlined />,
      text: (
        <>
          {t('alert.followUp', { title: overdue[0].title })} <When at={overdue[0].dueAt} />
          {overdue.length > 1 && ` +${overdue.length - 1}`}
        </>
      ),
    })
  if (duplicates > 0)
    signs.push({
      key: 'duplicates',
      icon: <CopyOutlined />,
      text: <Link to={`/duplicates?accountId=${account.id}`}>{t('alert.duplicates', { figure: duplicates })}</Link>,
    })
  if (account.qualityIssues.length > 0)
    signs.push({
      key: 'quality',
      icon: <FileSearchOutlined />,
      text: `${t('alert.quality')}${account.qualityIssues.map((issue) => issueText(issue, t)).join(t('comma'))}`,
    })
  if (customer.nextAction)
    signs.push({
      key: 'nextAction',
      icon: <BulbOutlined />,
      text: <Advice account={account} advice={customer.nextAction} />,
    })
  if (signs.length === 0) return null
  return (
    <ul className="account-alerts" aria-label={t('alert.label')}>
      {signs.map((sign) => (
        <li key={sign.key} className={sign.strong ? 'account-alert account-alert-strong' : 'account-alert'}>
          {sign.icon} <span>{sign.text}</span>
        </li>
      ))}
    </ul>
  )
}

/** `missing.email` as "no e-mail". */
export function issueText(issue: string, t: unknown): string {
  const say = t as (key: string, values?: Record<string, unknown>) => string
  const [fault, field] = issue.split('.')
  return field ? say(`issue.${fault}`, { field: say(`field.${field}`) }) : say(`issue.${issue}`)
}
