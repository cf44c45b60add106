import { CheckOutlined } from '@ant-design/icons'
import type { RoleName } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { effectiveRightsQuery } from '../administration.api.ts'
import { roleName } from '../role-name.ts'
import { RightsTables } from '../roles/rights-tables.tsx'

interface EffectiveRightsViewProps {
  userId: string
  /** Of one role alone nobody asks which grants it. */
  severalRoles: boolean
}

/** What a person may do in the end, and which role grants it. */
export function EffectiveRightsView({ userId, severalRoles }: EffectiveRightsViewProps) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { data } = useQuery(effectiveRightsQuery(userId))
  if (!data) return <Skeleton active />
  const granted = (what: ReactNode, roles: readonly RoleName[]) => (
    <>
      {what}
      {severalRoles && (
        <small className="admin-by">{roles.map((role) => roleName(role, locale)).join(t('comma'))}</small>
      )}
    </>
  )
  return (
    <>
      {severalRoles && <p className="q-muted">{t('rights.explain')}</p>}
      <RightsTables
        scope={(module, action) => {
          const right = data.modules.find((one) => one.module === module && one.action === action)
          const scope = right?.scope ?? 'none'
          return (
            <span className={`admin-scope-${scope}`}>
              {granted(
                t(`scope.${scope}`),
                (right?.grants ?? []).map((grant) => grant.role),
              )}
            </span>
          )
        }}
        access={(category, access) => {
          const roles = data.categories.find((one) => one.category === category)?.[access] ?? []
          if (roles.length === 0) return <span className="admin-scope-none">{t('scope.none')}</span>
          return (
            <span className="admin-scope-all">{granted(<CheckOutlined aria-label={t('access.yes')} />, roles)}</span>
          )
        }}
      />
    </>
  )
}
