import { App, Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { When } from '../../../ui/index.ts'

/** A one-time link is shown once; the administrator passes it on by whatever way he trusts. */
export function LinkToPass({ link, expiresAt, name }: { link: string; expiresAt: string; name: string }) {
  const { t } = useTranslation('administration')
  const { message } = App.useApp()
  const copy = () =>
    // Without https a browser has no clipboard to offer.
    (navigator.clipboard ? navigator.clipboard.writeText(link) : Promise.reject(new Error('no clipboard'))).then(
      () => message.success(t('link.copied')),
      () => message.error(t('link.copyFailed')),
    )
  return (
    <div className="admin-link">
      <p>{t('link.text', { name })}</p>
      <Input readOnly value={link} aria-label={t('link.label')} onFocus={(event) => event.target.select()} />
      <p className="q-muted">
        {t('link.until')} <When at={expiresAt} as="exact" />
      </p>
      <Button type="primary" onClick={copy}>
        {t('link.copy')}
      </Button>
    </div>
  )
}
