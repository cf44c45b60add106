import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Share } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'
import { type Association, type Rule, useItemName } from './use-item-name.ts'

const sorts = ['support', 'confidence', 'lift', 'count', 'adjusted', 'open'] as const
type Sort = (typeof sorts)[number]

/** Customers who buy the left side and not the right; only where a basket is a customer. */
const openOf = (rule: Rule) => rule.fromCount - rule.count
const figureOf = (rule: Rule, sort: Sort) => (sort === 'open' ? openOf(rule) : rule[sort])

interface RulesTableProps {
  answer: Association
  item: string | undefined
  onItem: (item: string | undefined) => void
  onRule: (rule: Rule) => void
}

/** The rules, sorted by what one asks for; a rule opens the customers it speaks of. */
export function RulesTable({ answer, item, onItem, onRule }: RulesTableProps) {
  const { t } = useTranslation('association')
  const name = useItemName(answer.items)
  const [sort, setSort] = useState<Sort>('lift')
  const rules = useMemo(() => {
    const up = sort === 'adjusted' ? 1 : -1
    return answer.rules.toSorted((one, other) => up * (figureOf(one, sort) - figureOf(other, sort)))
  }, [answer.rules, sort])
  const shown = sorts.filter((one) => one !== 'open' || answer.basket === 'customer')
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('rules.title')}>
      <div className="q-panel-head association-head">
        <h3>{t('rules.title')}</h3>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="association-item"
          aria-label={t('rules.item')}
          placeholder={t('rules.item')}
          value={item}
          onChange={onItem}
          options={answer.itemCounts.map((one) => ({ value: one.item, label: name(one.item) }))}
        />
      </div>
      <table className="analysis-table">
        <thead>
          <tr>
            <th scope="col">{t('column.rule')}</th>
            {shown.map((one) => (
              <th
                key={one}
                scope="col"
                aria-sort={one === sort ? (one === 'adjusted' ? 'ascending' : 'descending') : 'none'}
              >
                <button type="button" className="association-sort" onClick={() => setSort(one)}>
                  <Explained text={t(`define.${one}`)}>{t(`column.${one}`)}</Explained>
                  {one === sort && <span aria-hidden="true">{one === 'adjusted' ? ' ↑' : ' ↓'}</span>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={[...rule.from, '', rule.to].join('\u0000')}>
              <td>
                <button type="button" className="q-link association-rule" onClick={() => onRule(rule)}>
                  {rule.from.map(name).join(' + ')} <span className="q-muted">→</span> {name(rule.to)}
                </button>
              </td>
              {shown.map((one) => (
                <td key={one}>
                  <Cell rule={rule} of={one} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ rule, of }: { rule: Rule; of: Sort }) {
  switch (of) {
    case 'support':
    case 'confidence':
      return <Share value={rule[of]} />
    case 'lift':
      return <Figure value={rule.lift} digits={2} />
    case 'adjusted':
      return <>{rule.adjusted < 0.0001 ? '< 0.0001' : rule.adjusted.toPrecision(2)}</>
    case 'open':
      return <Figure value={openOf(rule)} />
    default:
      return <Figure value={rule.count} />
  }
}
