import { type ReplyOf, uploadInventory } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { isProblem } from '../../../app/problem.ts'
import { Upload, useKit } from '../../../ui/index.ts'
import { saveTemplate } from './template.ts'
import { UploadsList, useUploadsMoved } from './uploads-list.tsx'

type Taken = ReplyOf<typeof uploadInventory>

const maxBytes = 64 * 1024 * 1024

/** Stock counts from a file: what was taken in, and which rows were not and why. */
export function UploadDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const moved = useUploadsMoved()
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.set('file', file)
      return call(uploadInventory, { body })
    },
    onSuccess: moved,
  })
  return (
    <Modal open onCancel={onClose} footer={null} title={t('upload.title')} width={640}>
      <div className="inventory-upload">
        <p className="q-muted">{t('upload.text')}</p>
        <div>
          <Button onClick={() => saveTemplate(t, today)}>{t('upload.template')}</Button>
        </div>
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          maxBytes={maxBytes}
          hint={t('upload.hint')}
          disabled={send.isPending}
          onFiles={([file]) => file && send.mutate(file)}
        />
        <div aria-live="polite">
          {send.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
          {send.error && <Alert type="error" showIcon title={adviceOf(send.error, locale)} />}
          {send.data && <WhatWasTaken taken={send.data} />}
        </div>
        <UploadsList />
      </div>
    </Modal>
  )
}

function WhatWasTaken({ taken }: { taken: Taken }) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const figure = (value: number) => value.toLocaleString(locale)
  const { rows, added, corrected, unchanged, faulty, faults } = taken
  return (
    <>
      <Alert
        type={faulty === 0 ? 'success' : added + corrected + unchanged === 0 ? 'error' : 'warning'}
        showIcon
        title={t('taken.title', { rows: figure(rows), faulty: figure(faulty) })}
        description={t('taken.text', {
          added: figure(added),
          corrected: figure(corrected),
          unchanged: figure(unchanged),
        })}
      />
      {faults.length > 0 && (
        <div className="inventory-faults">
          <table className="analysis-table" aria-label={t('taken.faults')}>
            <thead>
              <tr>
                <th scope="col">{t('taken.row')}</th>
                <th scope="col">{t('taken.why')}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map((fault) => (
                <tr key={fault.row}>
                  <td>{`${fault.column ?? ''}${fault.row}`}</td>
                  <td>{locale === 'en' ? fault.en : fault.zh}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {faulty > faults.length && (
        <p className="q-muted">{t('taken.first', { shown: figure(faults.length), of: figure(faulty) })}</p>
      )}
    </>
  )
}

/** What is wrong with a file comes in both languages. */
function adviceOf(error: Error, locale: string): string {
  const own = isProblem(error) ? error.more[locale === 'en' ? 'messageEn' : 'messageZh'] : undefined
  return typeof own === 'string' && own !== '' ? own : error.message
}
