import { ClockCircleOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { SelectionBar, type SelectionState, useFailure } from '../../../ui/index.ts'
import { BulkEdit } from './bulk-edit.tsx'
import { FollowUpForMany } from './follow-up-for-many.tsx'
import { JobLines, useJobLines } from './job-lines.tsx'
import '../accounts.css'

interface ActOnManyProps {
  selection: SelectionState
  total: number | undefined
  /** Everybody the list holds by id, for when all of it is chosen. */
  allIds: () => Promise<readonly string[]>
}

type Open = { what: 'edit' | 'followUp'; ids: string[] }

/** What can be done with customers chosen in a list elsewhere: assign, tag, plan a follow-up. */
export function ActOnMany({ selection, total, allIds }: ActOnManyProps) {
  const { t } = useTranslation('accounts')
  const may = useMay()
  const failure = useFailure()
  const jobs = useJobLines()
  const [open, setOpen] = useState<Open | undefined>(undefined)
  const begin = async (what: Open['what']) => {
    try {
      setOpen({ what, ids: await chosenIds(selection, allIds) })
    } catch (error) {
      failure(error)
    }
  }
  const done = () => {
    selection.clear()
    setOpen(undefined)
  }
  return (
    <>
      <SelectionBar selection={selection} total={total}>
        {may('accounts', 'change') && (
          <Button size="small" icon={<EditOutlined />} onClick={() => begin('edit')}>
            {t('bulk.edit')}
          </Button>
        )}
        {may('timeline', 'create') && (
          <Button size="small" icon={<ClockCircleOutlined />} onClick={() => begin('followUp')}>
            {t('followUp.planMany')}
          </Button>
        )}
      </SelectionBar>
      <JobLines jobs={jobs} />
      {open?.what === 'edit' && (
        <BulkEdit
          selection={{ ids: open.ids }}
          onClose={() => setOpen(undefined)}
          onJob={(line) => {
            jobs.add(line)
            done()
          }}
        />
      )}
      {open?.what === 'followUp' && <FollowUpForMany ids={open.ids} onClose={() => setOpen(undefined)} onDone={done} />}
    </>
  )
}

async function chosenIds({ value }: SelectionState, allIds: ActOnManyProps['allIds']): Promise<string[]> {
  if (value.kind === 'some') return [...value.ids]
  return (await allIds()).filter((id) => !value.except.has(id))
}
