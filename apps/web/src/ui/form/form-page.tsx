import { useBlocker } from '@tanstack/react-router'
import { Alert, Button, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from './zod-form.ts'
import './form.css'

interface FormPageProps<Values> {
  form: Form<Values>
  submitLabel?: ReactNode
  onCancel?: () => void
  /** Ask before leaving with unsaved changes. On by default; off in small dialogs. */
  guard?: boolean
  /** Two columns where there is room. */
  wide?: boolean
  disabled?: boolean
  children: ReactNode
}

/** Enter in a calendar or a list takes what is marked there; it does not send the form. */
function keepChoosing(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && (event.target as HTMLElement).closest('.ant-picker, .ant-select')) event.preventDefault()
}

/** Fields, what went wrong, and the buttons; Enter sends. */
export function FormPage<Values>({
  form,
  submitLabel,
  onCancel,
  guard = true,
  wide,
  disabled,
  children,
}: FormPageProps<Values>) {
  const { t } = useTranslation('ui')
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // What is wrong may stand far above the button.
    if (form.refusals > 0) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form.refusals])
  return (
    <form
      ref={place}
      noValidate
      className={wide ? 'q-form q-form-wide' : 'q-form'}
      onKeyDown={keepChoosing}
      onSubmit={(event) => {
        event.preventDefault()
        form.send()
      }}
    >
      <div className="q-form-fields">{children}</div>
      {form.failure !== undefined && (
        <Alert type="error" showIcon title={form.failure instanceof Error ? form.failure.message : t('failed')} />
      )}
      {form.wrong && <Alert type="warning" showIcon title={t('form.look')} />}
      <div className="q-form-acts">
        <Button type="primary" htmlType="submit" loading={form.sending} disabled={disabled}>
          {submitLabel ?? t('save')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
      {guard && <LeaveGuard active={form.changed && !form.sending} />}
    </form>
  )
}

/** Unsaved work is not lost by a careless click. */
export function LeaveGuard({ active }: { active: boolean }) {
  const { t } = useTranslation('ui')
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname,
    enableBeforeUnload: active,
    withResolver: true,
  })
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('form.leave')}
      okText={t('form.leaveAnyway')}
      cancelText={t('form.stay')}
      okButtonProps={{ danger: true }}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t('form.leaveText')}
    </Modal>
  )
}
