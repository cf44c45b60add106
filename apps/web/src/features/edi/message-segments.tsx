import { correctEdiMessage, type EdiMessage } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure, When } from '../../ui/index.ts'
import { useSentence } from './message-status.tsx'

/** The segments as they stand, faults beside them; each can be put right. */
export function MessageSegments({ message }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  const client = useQueryClient()
  const fail = useFailure()
  const [edits, setEdits] = useState<Record<number, string>>({})
  const [why, setWhy] = useState('')
  const correct = useMutation({
    mutationFn: () =>
      call(correctEdiMessage, {
        params: { id: message.id },
        body: { edits: Object.entries(edits).map(([segment, text]) => ({ segment: Number(segment), text })), why },
      }),
    onSuccess: () => {
      setEdits({})
      setWhy('')
      return client.invalidateQueries({ queryKey: ['ediMessage'] })
    },
    onError: fail,
  })
  const edited = Object.keys(edits).length
  return (
    <section className="q-panel" aria-label={t('segments')}>
      <div className="q-panel-head">{t('segments')}</div>
      <div className="q-panel-body">
        {edited > 0 && (
          <div className="q-toolbar">
            <Input
              className="q-field-wide"
              value={why}
              maxLength={500}
              placeholder={t('why')}
              aria-label={t('why')}
              onChange={(event) => setWhy(event.target.value)}
            />
            <Button
              type="primary"
              disabled={why.trim() === ''}
              loading={correct.isPending}
              onClick={() => correct.mutate()}
            >
              {t('correct', { figure: edited })}
            </Button>
            <Button onClick={() => setEdits({})}>{t('cancel')}</Button>
          </div>
        )}
        <SegmentTable
          message={message}
          edits={edits}
          onEdit={(number, text) => setEdits({ ...edits, [number]: text })}
        />
        {message.moreSegments && <p>{t('moreSegments')}</p>}
        <Corrections message={message} />
      </div>
    </section>
  )
}

interface SegmentTableProps {
  message: EdiMessage
  edits: Record<number, string>
  onEdit: (segment: number, text: string) => void
}

function SegmentTable({ message, edits, onEdit }: SegmentTableProps) {
  const { t } = useTranslation('edi')
  const say = useSentence()
  return (
    <table className="edi-segments">
      <tbody>
        {message.segments.map(({ number, text }) => (
          <tr key={number}>
            <td>{number}</td>
            <td>
              {edits[number] === undefined ? (
                <span>{text ?? t('hiddenMoney')}</span>
              ) : (
                <Input.TextArea
                  autoSize
                  value={edits[number]}
                  aria-label={t('segment', { figure: number })}
                  onChange={(event) => onEdit(number, event.target.value)}
                />
              )}
              {message.faults
                .filter(({ segment }) => segment === number)
                .map((fault) => (
                  <div key={`${fault.code} ${fault.element} ${fault.sentence.en}`} className="edi-status-quarantined">
                    {say(fault.sentence)}
                  </div>
                ))}
              {message.can.mend && number > 1 && text !== null && edits[number] === undefined && (
                <Button type="link" size="small" onClick={() => onEdit(number, text)}>
                  {t('edit')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Corrections({ message }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  if (message.corrections.length === 0) return null
  return (
    <>
      <h3>{t('corrections')}</h3>
      {message.corrections.map(({ id, at, by, why, edits }) => (
        <div key={id}>
          <When at={at} as="exact" /> {by}: {why}
          {edits.map(({ segment, was, now }) => (
            <div key={segment}>
              <del>{was ?? t('hiddenMoney')}</del> → <ins>{now ?? t('removed')}</ins>
            </div>
          ))}
        </div>
      ))}
    </>
  )
}
