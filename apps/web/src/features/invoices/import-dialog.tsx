import {
  InvoiceColumn,
  listMoneyImports,
  type MoneyImport,
  type MoneyImportKind,
  type MoneyImportPreview,
  mapMoneyImport,
  PaymentColumn,
  takeMoneyImport,
  undoMoneyImport,
  uploadMoney,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Upload, useFailure, useKit, When } from '../../ui/index.ts'
import { useMoved } from './use-moved.ts'

const maxBytes = 64 * 1024 * 1024

/** A file looked through before anything is taken in: what each column holds, what is wrong, how much is new. */
export function ImportDialog({ kind, onClose }: { kind: MoneyImportKind; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const client = useQueryClient()
  const [preview, setPreview] = useState<MoneyImportPreview | undefined>(undefined)
  const [taken, setTaken] = useState<MoneyImport | undefined>(undefined)
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.set('file', file)
      return call(uploadMoney, { query: { kind }, body })
    },
    onSuccess: (found) => {
      setTaken(undefined)
      setPreview(found)
    },
  })
  const map = useMutation({
    mutationFn: ({ id, version, columns }: { id: string; version: number; columns: (string | null)[] }) =>
      call(mapMoneyImport, { params: { id }, ifMatch: version, body: { columns } }),
    onSuccess: setPreview,
  })
  const take = useMutation({
    mutationFn: ({ id, version }: MoneyImportPreview) => call(takeMoneyImport, { params: { id }, ifMatch: version }),
    onSuccess: (done) => {
      setTaken(done)
      setPreview(undefined)
      moved()
      client.invalidateQueries({ queryKey: ['moneyImports'] })
    },
  })
  const error = send.error ?? map.error ?? take.error
  return (
    <Modal
      open
      width={820}
      title={t(`import.title.${kind}`)}
      onCancel={onClose}
      footer={
        preview ? (
          <Button
            type="primary"
            disabled={preview.added === 0}
            loading={take.isPending}
            onClick={() => take.mutate(preview)}
          >
            {t('import.take', { figure: preview.added })}
          </Button>
        ) : null
      }
    >
      <div className="money-form">
        <p className="q-muted">{t(`import.text.${kind}`)}</p>
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          maxBytes={maxBytes}
          disabled={send.isPending}
          onFiles={([file]) => file && send.mutate(file)}
        />
        {send.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
        {error && <Alert type="error" showIcon title={error.message} />}
        {taken && (
          <Alert
            type="success"
            showIcon
            title={t('import.done', { added: taken.added, known: taken.known, faulty: taken.faulty })}
          />
        )}
        {preview && (
          <Preview
            preview={preview}
            onMap={(columns) => map.mutate({ id: preview.id, version: preview.version, columns })}
          />
        )}
        <FormerFiles kind={kind} />
      </div>
    </Modal>
  )
}

function Preview({ preview, onMap }: { preview: MoneyImportPreview; onMap: (columns: (string | null)[]) => void }) {
  const { t } = useTranslation('invoices')
  const fields: readonly string[] = preview.kind === 'invoices' ? InvoiceColumn.options : PaymentColumn.options
  const chosen = preview.columns.map(({ field }) => field)
  const places = preview.columns.map((column, at) => ({ column, at }))
  return (
    <>
      {preview.missing.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('import.missing', { list: preview.missing.map((field) => t(`column.${field}`)).join(t('comma')) })}
        />
      ) : (
        <Alert
          type={preview.faulty > 0 ? 'warning' : 'info'}
          showIcon
          title={t('import.counts', {
            rows: preview.rows,
            added: preview.added,
            known: preview.known,
            faulty: preview.faulty,
          })}
        />
      )}
      <div className="money-scroll">
        <table className="money-table">
          <tbody>
            {places.map(({ column, at }) => (
              <tr key={at}>
                <td>{column.header}</td>
                <td>
                  <Select
                    allowClear
                    value={column.field ?? undefined}
                    aria-label={column.header}
                    placeholder={t('import.unused')}
                    popupMatchSelectWidth={false}
                    options={fields.map((value) => ({ value, label: t(`column.${value}`) }))}
                    onChange={(field) =>
                      onMap(
                        chosen.map((before, place) =>
                          place === at ? (field ?? null) : before === field ? null : before,
                        ),
                      )
                    }
                  />
                </td>
                <td className="q-muted">{column.sample.filter(Boolean).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.faults.length > 0 && (
        <div className="money-scroll">
          <table className="money-table" aria-label={t('import.faults')}>
            <tbody>
              {preview.faults.slice(0, 50).map((fault) => (
                <tr key={`${fault.row}${fault.column}${fault.en}`}>
                  <td>{t('import.row', { row: fault.row, column: fault.column ?? '' })}</td>
                  <td>
                    <FaultText zh={fault.zh} en={fault.en} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function FaultText({ zh, en }: { zh: string; en: string }) {
  const { locale } = useKit()
  return <>{locale === 'en' ? en : zh}</>
}

/** Files taken in before; each is taken back as a whole. */
function FormerFiles({ kind }: { kind: MoneyImportKind }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['moneyImports'],
    queryFn: ({ signal }) => call(listMoneyImports, { signal }),
  })
  const undo = useMutation({
    mutationFn: (id: string) => call(undoMoneyImport, { params: { id } }),
    onSuccess: () => {
      moved()
      client.invalidateQueries({ queryKey: ['moneyImports'] })
    },
    onError: failure,
  })
  const files = data?.imports.filter((one) => one.kind === kind && one.state !== 'preview') ?? []
  if (files.length === 0) return null
  return (
    <section aria-label={t('import.former')}>
      <h4>{t('import.former')}</h4>
      <table className="money-table">
        <tbody>
          {files.slice(0, 10).map((one) => (
            <tr key={one.id}>
              <td>{one.fileName}</td>
              <td>
                <When at={one.at} />
              </td>
              <td>{t('import.done', { added: one.added, known: one.known, faulty: one.faulty })}</td>
              <td>
                {one.undoneAt
                  ? t('import.undone')
                  : one.can.undo && (
                      <button
                        type="button"
                        className="q-link"
                        disabled={undo.isPending}
                        onClick={() => undo.mutate(one.id)}
                      >
                        {t('import.undo')}
                      </button>
                    )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
