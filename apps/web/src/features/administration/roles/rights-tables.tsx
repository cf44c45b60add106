import { Action, Category, type CategoryAccess, Module } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'

type Access = keyof CategoryAccess
const accesses: readonly Access[] = ['read', 'write', 'export']

interface RightsTablesProps {
  scope: (module: Module, action: Action) => ReactNode
  access: (category: Category, access: Access) => ReactNode
  /** A last column of the modules, with its title. */
  end?: { title: string; cell: (module: Module) => ReactNode }
}

/** Module × action, and the five categories of customer data; what stands in a cell is the caller's: to read or to choose. */
export function RightsTables({ scope, access, end }: RightsTablesProps) {
  const { t } = useTranslation('administration')
  return (
    <div className="admin-rights">
      <Table
        title={t('rights.what')}
        first={t('rights.module')}
        columns={[...Action.options.map((action) => t(`action.${action}`)), ...(end ? [end.title] : [])]}
        rows={Module.options.map((module) => ({
          name: t(`module.${module}`),
          ...(module === 'console' ? { about: t('consoleAbout') } : {}),
          cells: [...Action.options.map((action) => scope(module, action)), ...(end ? [end.cell(module)] : [])],
        }))}
      />
      <Table
        title={t('rights.data')}
        first={t('rights.category')}
        columns={accesses.map((one) => t(`access3.${one}`))}
        rows={Category.options.map((category) => ({
          name: t(`category.${category}`, { ns: 'ui' }),
          cells: accesses.map((one) => access(category, one)),
        }))}
      />
    </div>
  )
}

interface TableProps {
  title: string
  first: string
  columns: readonly string[]
  rows: readonly { name: string; about?: string; cells: readonly ReactNode[] }[]
}

function Table({ title, first, columns, rows }: TableProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div ref={keyboardScroll} className="admin-scroll">
        <table className="admin-matrix">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, about, cells }) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {about && <span className="admin-about">{about}</span>}
                </th>
                {columns.map((column, at) => (
                  <td key={column}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
