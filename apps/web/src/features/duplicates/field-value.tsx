import type { AccountState } from '@quayside/contract'
import { listColleagues, listTeams } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money, StateBadge, When } from '../../ui/index.ts'
import { isEmptyValue } from './merge-draft.ts'

/** A value of an account in words. */
export function FieldValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation('accounts')
  if (isEmptyValue(value)) return <span className="q-muted">–</span>
  switch (name) {
    case 'state':
      return <StateBadge state={value as AccountState} />
    case 'creditLimitE4':
      return <Money amountE4={value as number} />
    case 'birthDate':
      return <When at={value as string} />
    case 'paymentDays':
      return t('days', { figure: value })
    case 'size':
    case 'gender':
    case 'accountType':
      return t(`${name}.${value}`)
    case 'ownerId':
    case 'teamId':
      return <NameOf kind={name} id={String(value)} />
    case 'parentId':
      return <span className="q-muted">{t('field.parentId')}</span>
    default:
      return (
        <span className="duplicate-value">
          {Array.isArray(value)
            ? value.join(t('comma'))
            : typeof value === 'object'
              ? JSON.stringify(value)
              : String(value)}
        </span>
      )
  }
}

function NameOf({ kind, id }: { kind: 'ownerId' | 'teamId'; id: string }) {
  const { data: names } = useQuery({
    queryKey: kind === 'ownerId' ? ['user', 'colleagues'] : ['team', 'list'],
    queryFn: ({ signal }): Promise<{ id: string; name: string }[]> =>
      kind === 'ownerId' ? call(listColleagues, { signal }) : call(listTeams, { signal }),
    staleTime: 300_000,
  })
  return names?.find((one) => one.id === id)?.name ?? <span className="q-muted">…</span>
}
