import { type HeldApiKey, withdrawApiKey } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure } from '../../../ui/index.ts'

interface WithdrawKeyProps {
  held: HeldApiKey
  size?: 'small' | 'middle'
  onDone?: () => void
}

/** There is no undo: the secret is known to nobody here. Hence the question. */
export function WithdrawKey({ held, size = 'middle', onDone }: WithdrawKeyProps) {
  const { t } = useTranslation('administration')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const { name, owner } = held
  const withdraw = useMutation({
    mutationFn: () => call(withdrawApiKey, { params: { id: held.id } }),
    onSuccess: () => {
      message.success(t('keys.withdrawn', { name }))
      client.invalidateQueries({ queryKey: ['apiKey'] })
      onDone?.()
    },
    onError: failure,
  })
  if (!held.can.withdraw) return null
  return (
    <Popconfirm
      title={t('keys.withdrawSure', { name })}
      description={<div className="admin-sure">{t('keys.withdrawText', { owner: owner.name })}</div>}
      okText={t('keys.withdraw')}
      okButtonProps={{ danger: true }}
      cancelText={t('access.no')}
      onConfirm={() => withdraw.mutateAsync().catch(() => undefined)}
    >
      <Button danger size={size} loading={withdraw.isPending}>
        {t('keys.withdraw')}
      </Button>
    </Popconfirm>
  )
}
