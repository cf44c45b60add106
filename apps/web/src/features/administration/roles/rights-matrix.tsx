import { Action, type Category, type CategoryAccess, type Module, type Rights, Scope } from '@quayside/contract'
import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { RightsTables } from './rights-tables.tsx'

interface RightsMatrixProps {
  rights: Rights
  onChange: (rights: Rights) => void
  disabled: boolean
}

/** The rights of a role, to choose. */
export function RightsMatrix({ rights, onChange, disabled }: RightsMatrixProps) {
  const { t } = useTranslation('administration')
  const setActions = (module: Module, actions: Partial<Record<Action, Scope>>) =>
    onChange({ ...rights, modules: { ...rights.modules, [module]: { ...rights.modules[module], ...actions } } })
  const setAccess = (category: Category, access: keyof CategoryAccess, on: boolean) =>
    onChange({
      ...rights,
      categories: { ...rights.categories, [category]: withAccess(rights.categories[category], access, on) },
    })
  const scopes = Scope.options.map((value) => ({ value, label: t(`scope.${value}`) }))
  return (
    <RightsTables
      scope={(module, action) => (
        <Select
          size="small"
          variant="filled"
          disabled={disabled}
          className={`admin-pick admin-pick-${rights.modules[module][action]}`}
          aria-label={`${t(`module.${module}`)} ${t(`action.${action}`)}`}
          value={rights.modules[module][action]}
          options={scopes}
          onChange={(scope) => setActions(module, { [action]: scope })}
        />
      )}
      access={(category, access) => (
        <Checkbox
          disabled={disabled}
          aria-label={`${t(`category.${category}`, { ns: 'ui' })} ${t(`access3.${access}`)}`}
          checked={rights.categories[category][access]}
          onChange={(event) => setAccess(category, access, event.target.checked)}
        />
      )}
      end={
        disabled
          ? undefined
          : {
              title: t('rights.row'),
              cell: (module) => (
                <Select
                  size="small"
                  variant="borderless"
                  className="admin-pick"
                  aria-label={t('rights.rowOf', { module: t(`module.${module}`) })}
                  placeholder={t('rights.setRow')}
                  value={null}
                  options={scopes}
                  onChange={(scope: Scope | null) => scope && setActions(module, wholeRow(scope))}
                />
              ),
            }
      }
    />
  )
}

const wholeRow = (scope: Scope) =>
  Object.fromEntries(Action.options.map((action) => [action, scope])) as Record<Action, Scope>

/** Writing and exporting need reading: the database insists. */
function withAccess(before: CategoryAccess, access: keyof CategoryAccess, on: boolean): CategoryAccess {
  if (access === 'read' && !on) return { read: false, write: false, export: false }
  return { ...before, [access]: on, read: before.read || on }
}
