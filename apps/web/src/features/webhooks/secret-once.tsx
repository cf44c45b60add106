import { Alert, App, Button, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

interface SecretOnceProps {
  secret: string
  onDone: () => void
}

/** Nobody can be shown it again: it closes by its button alone. */
export function SecretOnce({ secret, onDone }: SecretOnceProps) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const copy = () =>
    (navigator.clipboard ? navigator.clipboard.writeText(secret) : Promise.reject(new Error('no clipboard'))).then(
      () => message.success(t('copied')),
      // Over plain http there is no clipboard: the text is selected when it is entered.
      () => document.getElementById('webhook-secret')?.focus(),
    )
  return (
    <Modal
      open
      title={t('secret')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onDone}>
          {t('done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('secretOnce')} />
      <div className="webhooks-secret">
        <Input
          id="webhook-secret"
          readOnly
          value={secret}
          aria-label={t('secret')}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={copy}>{t('copy')}</Button>
      </div>
    </Modal>
  )
}
