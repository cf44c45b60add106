import { type AccountState, movesFrom } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, StateBadge, useUndo } from '../../ui/index.ts'
import { moveState, refreshAccount, takeBackMove } from './accounts.api.ts'

interface MoveStateDialogProps {
  account: { id: string; name: string; state: AccountState; version: number }
  /** Where to; chosen in the dialog when absent. */
  to?: AccountState
  onClose: () => void
}

const reasons = ['firstOrder', 'growing', 'noOrders', 'competitor', 'closed', 'returned'] as const

/** Moves a customer along its life cycle: who and when are known, why is asked. */
export function MoveStateDialog({ account, to, onClose }: MoveStateDialogProps) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const [target, setTarget] = useState(to)
  const [reason, setReason] = useState('')
  const move = useMutation({
    mutationFn: (state: AccountState) => moveState(account, state, reason.trim()),
    onSuccess: (moved) => {
      refreshAccount(client, account.id)
      onClose()
      offerUndo({
        done: t('move.done', { name: account.name, state: ui(`state.${moved.state}`) }),
        undo: async () => {
          await takeBackMove(moved)
          refreshAccount(client, account.id)
        },
      })
    },
  })
  const send = () => target && move.mutate(target)
  return (
    <Dialog
      open
      width={460}
      title={t('move.title', { name: account.name })}
      onCancel={onClose}
      onOk={send}
      okText={t('move.move')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: !target || target === account.state, loading: move.isPending }}
    >
      <div className="account-move">
        <StateBadge state={account.state} /> →{' '}
        {to ? (
          <StateBadge state={to} />
        ) : (
          <Select
            autoFocus
            value={target}
            placeholder={t('move.to')}
            aria-label={t('move.to')}
            options={movesFrom(account.state).map((state) => ({ value: state, label: ui(`state.${state}`) }))}
            onChange={setTarget}
          />
        )}
      </div>
      <Input.TextArea
        autoFocus={to !== undefined}
        rows={2}
        maxLength={500}
        value={reason}
        placeholder={t('move.reason')}
        aria-label={t('move.reason')}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) =>
          event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing && send()
        }
      />
      <div className="account-quick">
        {reasons.map((key) => (
          <Button key={key} size="small" onClick={() => setReason(t(`move.because.${key}`))}>
            {t(`move.because.${key}`)}
          </Button>
        ))}
      </div>
      {move.error && <Alert type="error" showIcon title={move.error.message} />}
    </Dialog>
  )
}
