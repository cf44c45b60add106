import type { UserState } from '@quayside/contract'
import { useTranslation } from 'react-i18next'

export function UserStateBadge({ state }: { state: UserState }) {
  const { t } = useTranslation('administration')
  return <span className={`admin-state admin-state-${state}`}>{t(`userState.${state}`)}</span>
}
