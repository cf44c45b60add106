import { restoreTariffVersion, type Tariff, withdrawTariffVersion } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Figure, useFailure, useUndo, When } from '../../ui/index.ts'
import { StateText } from './state-text.tsx'

interface VersionsPanelProps {
  tariff: Tariff
  shown: number | undefined
  onShow: (no: number) => void
}

/** Every version there was; one is taken back and let hold again, never overwritten. */
export function VersionsPanel({ tariff, shown, onShow }: VersionsPanelProps) {
  const { t } = useTranslation('pricing')
  const move = useMove(tariff)
  return (
    <section className="q-panel" aria-label={t('versions')}>
      <div className="q-panel-head">
        <h2>{t('versions')}</h2>
      </div>
      <div className="tariff-table-box">
        <table className="tariff-table">
          <thead>
            <tr>
              <th scope="col">{t('field.version')}</th>
              <th scope="col">{t('field.state')}</th>
              <th scope="col">{t('field.validFrom')}</th>
              <th scope="col">{t('field.validTo')}</th>
              <th scope="col" className="q-num">
                {t('field.rates')}
              </th>
              <th scope="col">{t('field.source')}</th>
              <th scope="col">{t('field.by')}</th>
              <th scope="col" aria-label={t('actions')} />
            </tr>
          </thead>
          <tbody>
            {tariff.versions.map((version) => (
              <tr key={version.no} className={version.no === shown ? 'tariff-row-shown' : undefined}>
                <td>
                  <Button
                    type="link"
                    size="small"
                    aria-pressed={version.no === shown}
                    onClick={() => onShow(version.no)}
                  >
                    {t('versionNo', { figure: version.no })}
                  </Button>
                </td>
                <td>
                  <StateText state={version.state} replacedBy={version.replacedBy} />
                </td>
                <td>
                  <When at={version.validFrom} />
                </td>
                <td>{version.validTo ? <When at={version.validTo} /> : '–'}</td>
                <td className="q-num">
                  <Figure value={version.rates} />
                </td>
                <td>{version.sourceFile ?? <span className="q-muted">{t('typed')}</span>}</td>
                <td>
                  {version.createdBy} <When at={version.createdAt} />
                </td>
                <td>
                  {tariff.can.change && (
                    <Button size="small" loading={move.isPending} onClick={() => move.mutate(version)}>
                      {t(version.withdrawnAt ? 'restore' : 'withdraw')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function useMove(tariff: Tariff) {
  const { t } = useTranslation('pricing')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const failure = useFailure()
  const run = (no: number, back: boolean) =>
    call(back ? restoreTariffVersion : withdrawTariffVersion, { params: { id: tariff.id, no } }).then(() =>
      client.invalidateQueries({ queryKey: ['tariff'] }),
    )
  return useMutation({
    mutationFn: ({ no, withdrawnAt }: Tariff['versions'][number]) => run(no, withdrawnAt !== null),
    onSuccess: (_, { no, withdrawnAt }) =>
      offerUndo({
        done: t(withdrawnAt ? 'restored' : 'withdrawn', { figure: no }),
        undo: () => run(no, withdrawnAt === null),
      }),
    onError: failure,
  })
}
