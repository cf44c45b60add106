import { TagOutlined } from '@ant-design/icons'
import { changeManyAccounts, type Job, readJob, undoManyAccounts } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type SelectionState, useFailure, useUndo } from '../../../ui/index.ts'

interface TagCustomersProps {
  selection: SelectionState
  /** Every id of the list, for when everything that matches is chosen. */
  everyId: () => Promise<string[]>
}

/** Between two looks at the running job. */
const lookAgainMs = 500

async function ended(id: string): Promise<Job> {
  for (;;) {
    const job = await call(readJob, { params: { id } })
    if (job.state !== 'waiting' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}

/** Gives the chosen customers a tag, by which lists and campaigns find them; undone by a button. */
export function TagCustomers({ selection, everyId }: TagCustomersProps) {
  const { t, i18n } = useTranslation('insight')
  const [open, setOpen] = useState(false)
  const [tag, setTag] = useState('')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const start = useMutation({
    mutationFn: async () => {
      const ids = await chosenIds(selection, everyId)
      const { jobId } = await call(changeManyAccounts, {
        body: { selection: { ids }, change: { addTags: [tag.trim()] } },
      })
      return { jobId, job: await ended(jobId) }
    },
    onSuccess: ({ jobId, job }) => {
      setOpen(false)
      selection.clear()
      client.invalidateQueries({ queryKey: ['account'] })
      const changed = Number(job.result?.changed ?? 0)
      offerUndo({
        done: t('tag.done', { figure: changed.toLocaleString(i18n.language), tag: tag.trim() }),
        undo: async () => {
          const { jobId: undoing } = await call(undoManyAccounts, { params: { id: jobId } })
          await ended(undoing)
          await client.invalidateQueries({ queryKey: ['account'] })
        },
      })
    },
    onError: failure,
  })
  const ready = tag.trim() !== '' && !start.isPending
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="analysis-tag"
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) start.mutate()
          }}
        >
          <Input
            autoFocus
            aria-label={t('tag.name')}
            placeholder={t('tag.name')}
            maxLength={60}
            value={tag}
            onChange={(event) => setTag(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={!ready} loading={start.isPending}>
            {t('tag.add')}
          </Button>
        </form>
      }
    >
      <Button size="small" icon={<TagOutlined />}>
        {t('tag.button')}
      </Button>
    </Popover>
  )
}

async function chosenIds({ value }: SelectionState, everyId: () => Promise<string[]>): Promise<string[]> {
  if (value.kind === 'some') return [...value.ids]
  return (await everyId()).filter((id) => !value.except.has(id))
}
