import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

interface Undoable {
  /** What was done, in the past: "12 customers moved to Dormant". */
  done: string
  undo: () => Promise<unknown> | unknown
}

let offered = 0
/** Seconds an undo is offered. */
const offeredSeconds = 10

/** `const offerUndo = useUndo(); … offerUndo({ done: t('removed'), undo: () => call(restoreAccount, …) })` */
export function useUndo() {
  const { notification, message } = App.useApp()
  const { t } = useTranslation('ui')
  return useCallback(
    ({ done, undo }: Undoable) => {
      const key = `undo-${offered++}`
      const run = async () => {
        notification.destroy(key)
        try {
          await undo()
          message.success(t('undo.undone'))
        } catch (error) {
          message.error(error instanceof Error ? error.message : t('undo.failed'))
        }
      }
      notification.open({
        key,
        title: done,
        duration: offeredSeconds,
        role: 'status',
        actions: (
          <Button size="small" type="primary" onClick={run}>
            {t('undo.undo')}
          </Button>
        ),
      })
    },
    [notification, message, t],
  )
}
