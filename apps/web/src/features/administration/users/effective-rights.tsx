import { Action, Category, Module, type RoleName } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { effectiveRightsQuery } from '../administration.api.ts'
import { roleName } from '../role-name.ts'

/** What a person may do in the end, and which role grants it. */
export function EffectiveRightsView({ userId }: { userId: string }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { data } = useQuery(effectiveRightsQuery(userId))
  if (!data) return <Skeleton active />
  const names = (roles: readonly RoleName[]) => roles.map((role) => roleName(role, locale)).join('、')
  return (
    <div className="admin-rights">
      <p className="q-muted">{t('rights.explain')}</p>
      <table className="admin-matrix">
        <thead>
          <tr>
            <th scope="col">{t('rights.module')}</th>
            {Action.options.map((action) => (
              <th key={action} scope="col">
                {t(`action.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Module.options.map((module) => (
            <tr key={module}>
              <th scope="row">{t(`module.${module}`)}</th>
              {Action.options.map((action) => {
                const right = data.modules.find((one) => one.module === module && one.action === action)
                return (
                  <td
                    key={action}
                    className={`admin-scope-${right?.scope ?? 'none'}`}
                    title={right && names(right.grants.map((grant) => grant.role))}
                  >
                    {t(`scope.${right?.scope ?? 'none'}`)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <table className="admin-matrix">
        <thead>
          <tr>
            <th scope="col">{t('rights.category')}</th>
            {(['read', 'write', 'export'] as const).map((access) => (
              <th key={access} scope="col">
                {t(`access3.${access}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Category.options.map((category) => {
            const row = data.categories.find((one) => one.category === category)
            return (
              <tr key={category}>
                <th scope="row">{t(`category.${category}`, { ns: 'ui' })}</th>
                {(['read', 'write', 'export'] as const).map((access) => (
                  <td
                    key={access}
                    className={row?.[access].length ? 'admin-scope-all' : 'admin-scope-none'}
                    title={row && names(row[access])}
                  >
                    {row?.[access].length ? names(row[access]) : t('scope.none')}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
