import { DeleteOutlined } from '@ant-design/icons'
import type { FilterOperator } from '@quayside/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Clause,
  type Condition,
  type FilterField,
  isComplete,
  needsValue,
  newCondition,
  operatorsOf,
  withOperator,
  wordOf,
} from './filter.ts'
import { ValueInput } from './value-input.tsx'

interface ClauseEditorProps {
  fields: readonly FilterField[]
  clause: Clause
  onChange: (clause: Clause) => void
  onDone: () => void
}

export function ClauseEditor({ fields, clause, onChange, onDone }: ClauseEditorProps) {
  const { t } = useTranslation('ui')
  const put = (at: number, condition: Condition) =>
    onChange(clause.map((one, index) => (index === at ? condition : one)))
  // A condition is known by its place and field: it keeps the cursor while its value is typed.
  const rows = clause.map((condition, place) => ({ condition, key: `${place}.${condition.field}` }))
  const last = fields.find((field) => field.id === clause.at(-1)?.field) ?? fields[0]
  return (
    <form
      className="q-clause"
      onSubmit={(event) => {
        event.preventDefault()
        if (clause.some(isComplete)) onDone()
      }}
    >
      {rows.map(({ condition, key }, index) => (
        <ConditionRow
          key={key}
          fields={fields}
          condition={condition}
          first={index === 0}
          onChange={(next) => put(index, next)}
          onRemove={clause.length > 1 ? () => onChange(clause.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      <div className="q-clause-acts">
        <Button type="link" size="small" onClick={() => last && onChange([...clause, newCondition(last)])}>
          {t('filter.or')}
        </Button>
        <Button type="primary" size="small" htmlType="submit" disabled={!clause.some(isComplete)}>
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}

/** Those of the kind; one that came with a link or a program's view stays to be seen. */
function offered({ kind }: FilterField, { op }: Condition): readonly FilterOperator[] {
  const usual = operatorsOf(kind)
  return usual.includes(op) ? usual : [op, ...usual]
}

interface ConditionRowProps {
  fields: readonly FilterField[]
  condition: Condition
  first: boolean
  onChange: (condition: Condition) => void
  onRemove: (() => void) | undefined
}

function ConditionRow({ fields, condition, first, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation('ui')
  const field = fields.find((one) => one.id === condition.field)
  if (!field) return null
  return (
    <div className="q-condition">
      {!first && <span className="q-condition-or">{t('filter.orBetween')}</span>}
      <Select
        size="small"
        value={field.id}
        aria-label={t('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields
          .filter((one) => !one.closed || one.id === field.id)
          .map((one) => ({ value: one.id, label: one.label }))}
        onChange={(id) => {
          const next = fields.find((one) => one.id === id)
          if (next) onChange(newCondition(next))
        }}
      />
      <Select
        size="small"
        value={condition.op}
        aria-label={t('filter.operator')}
        options={offered(field, condition).map((op) => ({
          value: op,
          label: t(`filter.op.${wordOf(field.kind, op)}`),
        }))}
        onChange={(op) => onChange(withOperator(condition, op))}
      />
      {needsValue(condition.op) && (
        <ValueInput field={field} condition={condition} onChange={(value) => onChange({ ...condition, value })} />
      )}
      {onRemove && (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('filter.removeOr')}
          onClick={onRemove}
        />
      )}
    </div>
  )
}
