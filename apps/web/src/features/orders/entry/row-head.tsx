import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

export function RowHead({ title, onRemove }: { title: string; onRemove?: (() => void) | undefined }) {
  const { t } = useTranslation('orders')
  return (
    <div className="entry-row-head">
      <span>{title}</span>
      {onRemove && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('entry.remove', { what: title })}
          onClick={onRemove}
        />
      )}
    </div>
  )
}

export function AddRow({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <div className="entry-add">
      <Button size="small" icon={<PlusOutlined />} onClick={onAdd}>
        {label}
      </Button>
    </div>
  )
}
