import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, DatePicker, Input, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { startOfWork } from '../../../ui/postponed.ts'
import { planFollowUp } from '../one/people.api.ts'

interface FollowUpForManyProps {
  ids: readonly string[]
  onClose: () => void
  onDone: () => void
}

/** Nobody keeps more promises than these; a longer list is for a segment. */
const atMost = 50

/** The same follow-up for each of the customers, in one's own list. */
export function FollowUpForMany({ ids, onClose, onDone }: FollowUpForManyProps) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const { zone } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<Dayjs | null>(null)
  const plan = useMutation({
    mutationFn: async () => {
      if (!due) return
      const dueAt = startOfWork(due.format('YYYY-MM-DD'), zone)
      for (const accountId of ids) await planFollowUp({ accountId, title: title.trim(), dueAt })
    },
    onSuccess: () => {
      message.success(t('followUp.plannedMany', { count: ids.length }))
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['followUp'] }),
  })
  const tooMany = ids.length > atMost
  return (
    <Modal
      open
      width={460}
      title={t('followUp.forMany', { count: ids.length })}
      onCancel={onClose}
      onOk={() => plan.mutate()}
      okText={t('followUp.plan')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: tooMany || !title.trim() || !due, loading: plan.isPending }}
    >
      {tooMany ? (
        <Alert type="info" showIcon title={t('followUp.tooMany', { count: atMost })} />
      ) : (
        <div className="account-bulk">
          <Input
            autoFocus
            maxLength={500}
            value={title}
            placeholder={t('followUp.what')}
            aria-label={t('followUp.what')}
            onChange={(event) => setTitle(event.target.value)}
          />
          <DatePicker value={due} onChange={setDue} placeholder={t('followUp.when')} aria-label={t('followUp.when')} />
        </div>
      )}
      {plan.error && <Alert type="error" showIcon title={plan.error.message} />}
    </Modal>
  )
}
