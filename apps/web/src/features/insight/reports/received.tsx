import { acceptReport, downloadReport, listReceivedReports, type ReplyOf, refuseReport } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../../app/api.ts'
import { useFailure, useUndo, When } from '../../../ui/index.ts'

type One = ReplyOf<typeof listReceivedReports>[number]

/** What colleagues have sent; whoever wants it no more says so here. */
export function Received() {
  const { t } = useTranslation('reports')
  const { data = [] } = useQuery({
    queryKey: ['reportSchedule', 'received'],
    queryFn: ({ signal }) => call(listReceivedReports, { signal }),
  })
  return (
    <section className="q-panel reports-panel" aria-label={t('received')}>
      <div className="q-panel-head">
        <h3>{t('received')}</h3>
      </div>
      {data.length === 0 && <p className="q-muted">{t('noneReceived')}</p>}
      {data.map((one) => (
        <ReceivedLine key={one.id} one={one} />
      ))}
    </section>
  )
}

function ReceivedLine({ one: { id, name, from, at, fileName, refused } }: { one: One }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reportSchedule', 'received'] }),
    onError: failure,
  })
  const accept = () => write.mutate(() => call(acceptReport, { params: { id } }))
  const refuse = () =>
    write.mutate(async () => {
      await call(refuseReport, { params: { id } })
      offerUndo({ done: t('refused', { name }), undo: accept })
    })
  return (
    <div className="reports-line">
      <span className="reports-name">
        <strong>{name}</strong>
        <small className="q-muted">
          {from.name} · <When at={at} />
          {refused && ` · ${t('isRefused')}`}
        </small>
      </span>
      <span className="reports-acts">
        {fileName && (
          <Button
            size="small"
            onClick={() => write.mutate(() => download(downloadReport, { params: { id } }, fileName))}
          >
            {t('download')}
          </Button>
        )}
        <Button size="small" type="text" onClick={refused ? accept : refuse}>
          {t(refused ? 'accept' : 'refuse')}
        </Button>
      </span>
    </div>
  )
}
