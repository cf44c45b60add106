import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, useFailure } from '../../../ui/index.ts'

export function TemplateDialog({
  onClose,
  onName,
}: {
  onClose: () => void
  onName: (name: string, shared: boolean) => Promise<void>
}) {
  const { t } = useTranslation('orders')
  const { t: ui } = useTranslation('ui')
  const failure = useFailure()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const keep = () => name.trim() !== '' && onName(name.trim(), shared).catch(failure)
  return (
    <Dialog
      open
      title={t('entry.asTemplate')}
      okText={ui('save')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={keep}
      onCancel={onClose}
    >
      <div className="entry-dialog">
        <Input
          autoFocus
          value={name}
          maxLength={100}
          placeholder={t('entry.templateName')}
          aria-label={t('entry.templateName')}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={keep}
        />
        <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
          {t('entry.templateShared')}
        </Checkbox>
      </div>
    </Dialog>
  )
}
