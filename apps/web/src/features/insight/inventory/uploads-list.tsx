import { listInventoryUploads, type ReplyOf, undoInventory } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, useKit, When } from '../../../ui/index.ts'

type UploadTaken = ReplyOf<typeof listInventoryUploads>['uploads'][number]

const uploadsQuery = {
  queryKey: ['inventoryUploads'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listInventoryUploads, { signal }),
}

/** By then the warehouse has followed. */
const lookAgainMs = 3_000

/** After an upload came in or was taken back: the list at once, the figures when the warehouse has followed. */
export function useUploadsMoved() {
  const client = useQueryClient()
  return () => {
    const look = () => client.invalidateQueries({ queryKey: ['analyses'] })
    client.invalidateQueries({ queryKey: uploadsQuery.queryKey })
    look()
    setTimeout(look, lookAgainMs)
  }
}

/** Former uploads, each of which can be taken back as a whole. */
export function UploadsList() {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const failure = useFailure()
  const moved = useUploadsMoved()
  const { data } = useQuery(uploadsQuery)
  const undo = useMutation({
    mutationFn: ({ id }: UploadTaken) => call(undoInventory, { params: { id } }),
    onSuccess: moved,
    onError: failure,
  })
  if (!data || data.uploads.length === 0) return null
  const figure = (value: number) => value.toLocaleString(locale)
  return (
    <section>
      <h4>{t('uploads.title')}</h4>
      <ul className="inventory-uploads">
        {data.uploads.map((one) => (
          <li key={one.id}>
            <span>
              {one.fileName}{' '}
              <small className="q-muted">
                <When at={one.at} /> {one.by} ·{' '}
                {t('uploads.counts', { added: figure(one.added), corrected: figure(one.corrected) })}
              </small>
            </span>
            {one.undoneAt ? (
              <small className="q-muted">{t('uploads.undone')}</small>
            ) : (
              one.can.undo && (
                <button type="button" className="q-link" disabled={undo.isPending} onClick={() => undo.mutate(one)}>
                  {t('uploads.undo')}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
