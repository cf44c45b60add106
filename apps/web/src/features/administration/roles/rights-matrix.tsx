import { Action, Category, type CategoryAccess, Module, type Rights, Scope } from '@quayside/contract'
import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'

interface RightsMatrixProps {
  rights: Rights
  onChange: (rights: Rights) => void
  disabled: boolean
}

/** Module × action × how far; and the five categories of customer data. */
export function RightsMatrix({ rights, onChange, disabled }: RightsMatrixProps) {
  const { t } = useTranslation('administration')
  const setScope = (module: Module, action: Action, scope: Scope) =>
    onChange({ ...rights, modules: { ...rights.modules, [module]: { ...rights.modules[module], [action]: scope } } })
  const setRow = (module: Module, scope: Scope) =>
    onChange({
      ...rights,
      modules: {
        ...rights.modules,
        [module]: Object.fromEntries(Action.options.map((action) => [action, scope])) as Record<Action, Scope>,
      },
    })
  const scopes = Scope.options.map((value) => ({ value, label: t(`scope.${value}`) }))
  return (
    <div className="admin-rights">
      <h3>{t('rights.what')}</h3>
      <div className="admin-scroll">
        <table className="admin-matrix admin-editor">
          <thead>
            <tr>
              <th scope="col">{t('rights.module')}</th>
              {Action.options.map((action) => (
                <th key={action} scope="col">
                  {t(`action.${action}`)}
                </th>
              ))}
              <th scope="col">{t('rights.row')}</th>
            </tr>
          </thead>
          <tbody>
            {Module.options.map((module) => (
              <tr key={module}>
                <th scope="row">{t(`module.${module}`)}</th>
                {Action.options.map((action) => (
                  <td key={action}>
                    <Select
                      size="small"
                      variant="filled"
                      disabled={disabled}
                      className={`admin-pick admin-pick-${rights.modules[module][action]}`}
                      aria-label={`${t(`module.${module}`)} ${t(`action.${action}`)}`}
                      value={rights.modules[module][action]}
                      options={scopes}
                      onChange={(scope) => setScope(module, action, scope)}
                    />
                  </td>
                ))}
                <td>
                  <Select
                    size="small"
                    variant="borderless"
                    disabled={disabled}
                    className="admin-pick"
                    aria-label={t('rights.rowOf', { module: t(`module.${module}`) })}
                    placeholder={t('rights.setRow')}
                    value={null}
                    options={scopes}
                    onChange={(scope: Scope | null) => scope && setRow(module, scope)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('rights.data')}</h3>
      <CategoryMatrix rights={rights} onChange={onChange} disabled={disabled} />
    </div>
  )
}

/** Writing and exporting need reading: the database insists. */
function withAccess(before: CategoryAccess, access: keyof CategoryAccess, on: boolean): CategoryAccess {
  if (access === 'read' && !on) return { read: false, write: false, export: false }
  return { ...before, [access]: on, read: before.read || on }
}

function CategoryMatrix({ rights, onChange, disabled }: RightsMatrixProps) {
  const { t } = useTranslation('administration')
  const set = (category: Category, access: keyof CategoryAccess, on: boolean) =>
    onChange({
      ...rights,
      categories: { ...rights.categories, [category]: withAccess(rights.categories[category], access, on) },
    })
  return (
    <table className="admin-matrix admin-editor admin-categories">
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
        {Category.options.map((category) => (
          <tr key={category}>
            <th scope="row">{t(`category.${category}`, { ns: 'ui' })}</th>
            {(['read', 'write', 'export'] as const).map((access) => (
              <td key={access}>
                <Checkbox
                  disabled={disabled}
                  aria-label={`${t(`category.${category}`, { ns: 'ui' })} ${t(`access3.${access}`)}`}
                  checked={rights.categories[category][access]}
                  onChange={(event) => set(category, access, event.target.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
