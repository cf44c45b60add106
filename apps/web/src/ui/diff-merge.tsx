import { Alert, Button, Modal, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conflictsOf, type Side, settle } from './three-way.ts'

interface DiffMergeProps<Shape extends object> {
  /** As it was when I began to edit. */
  base: Shape
  mine: Shape
  /** As it is now, changed by somebody else. */
  theirs: Shape
  /** Who changed it, if known. */
  by?: string
  /** Labels of the fields that can differ, in the order to show them. */
  fields: readonly { name: keyof Shape & string; label: string }[]
  show?: (name: keyof Shape & string, value: unknown) => ReactNode
  onCancel: () => void
  /** What to save on top of the newer version. */
  onSettle: (result: Shape) => void
}

/** Two people edited one record: fields only one of them changed settle themselves, the others are chosen here. */
export function DiffMerge<Shape extends object>({
  base,
  mine,
  theirs,
  by,
  fields,
  show = plain,
  onCancel,
  onSettle,
}: DiffMergeProps<Shape>) {
  const { t } = useTranslation('ui')
  const names = fields.map((field) => field.name)
  const conflicts = conflictsOf(base, mine, theirs, names)
  const [choices, setChoices] = useState<Partial<Record<keyof Shape & string, Side>>>({})
  const open = conflicts.filter((name) => choices[name] === undefined)
  return (
    <Modal
      open
      width={720}
      title={t('merge.title')}
      onCancel={onCancel}
      footer={[
        <Button key="cancel" onClick={onCancel}>
          {t('merge.back')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={open.length > 0}
          onClick={() => onSettle(settle(base, mine, theirs, names, choices))}
        >
          {t('merge.save')}
        </Button>,
      ]}
    >
      <Alert
        type="info"
        showIcon
        title={by ? t('merge.changedBy', { name: by }) : t('merge.changed')}
        description={t(conflicts.length === 0 ? 'merge.noneBoth' : 'merge.choose')}
      />
      <table className="q-merge">
        <thead>
          <tr>
            <th scope="col">{t('merge.field')}</th>
            <th scope="col">{t('merge.mine')}</th>
            <th scope="col">{t('merge.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {fields
            .filter((field) => conflicts.includes(field.name))
            .map(({ name, label }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                {(['mine', 'theirs'] as const).map((side) => (
                  <td key={side}>
                    <Radio checked={choices[name] === side} onChange={() => setChoices({ ...choices, [name]: side })}>
                      {show(name, (side === 'mine' ? mine : theirs)[name])}
                    </Radio>
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </Modal>
  )
}

function plain(_name: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return <span className="q-muted">–</span>
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
