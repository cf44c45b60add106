import { type Import, ImportTarget, mayImport } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/session.ts'
import { useHotkeys, useKit } from '../../ui/index.ts'
import { ColumnList } from './column-list.tsx'
import { FilePreview } from './file-preview.tsx'
import { ImportOptionsPanel } from './import-options.tsx'
import {
  fieldsQuery,
  importQuery,
  type Mapping,
  previewQuery,
  type Reading,
  startCheck,
  suggestionQuery,
  type Target,
} from './imports.api.ts'
import { columnsOf, likelyTarget, mappingTextOf, missingFields, otherOptions, sendable } from './mapping-draft.ts'
import { adviceOf } from './new-import.tsx'
import { TargetChoice } from './target-choice.tsx'

interface MappingStepProps {
  batch: Import
  onChecked: () => void
}

/** What the file is, what its columns mean, and what to do with what exists. */
export function MappingStep({ batch, onChecked }: MappingStepProps) {
  const { t } = useTranslation('imports')
  const { locale, currency } = useKit()
  const client = useQueryClient()
  const draft = useDraft(batch, currency)
  const { target, reading, detected, columns, fields, mapping, others } = draft
  const missing = missingFields(fields, mapping)
  const [rememberAs, setRememberAs] = useState('')
  const check = useMutation({
    mutationFn: () =>
      startCheck(batch.id, {
        options: { ...others, ...reading, target },
        mapping: sendable(mapping, columns, fields),
        rememberAs: rememberAs.trim() || null,
      }),
    onSuccess: (next) => {
      client.setQueryData(importQuery(batch.id).queryKey, next)
      client.removeQueries({ queryKey: ['import', batch.id, 'rows'] })
      onChecked()
    },
  })
  const ready = missing.length === 0 && draft.settled
  useHotkeys([
    {
      keys: 'mod+Enter',
      label: t('check.start'),
      group: t('one'),
      whileTyping: true,
      run: () => ready && !check.isPending && check.mutate(),
    },
  ])
  return (
    <div className="import-columns">
      <FilePreview
        detected={detected}
        reading={reading}
        error={draft.readingError && adviceOf(draft.readingError, locale)}
        onReading={draft.setReading}
      />
      <TargetChoice target={target} onTarget={draft.setTarget} />
      {draft.settled ? (
        <ColumnList
          columns={columns}
          fields={fields}
          mapping={mapping}
          confidence={draft.confidence}
          remembered={draft.remembered}
          leftOut={target === 'serviceOrders'}
          onMap={draft.map}
        />
      ) : (
        !draft.readingError && <Skeleton active />
      )}
      <ImportOptionsPanel target={target} options={others} onChange={draft.setOthers} />
      <footer className="import-foot">
        <span className="import-foot-text">
          {missing.length > 0 && draft.settled && (
            <span className="import-missing" role="status">
              {t('columns.missing', { fields: missing.map((field) => mappingTextOf(field, locale)).join(t('comma')) })}
            </span>
          )}
          {check.error && <Alert type="error" showIcon title={adviceOf(check.error, locale)} />}
        </span>
        <Input
          className="import-remember"
          value={rememberAs}
          maxLength={80}
          placeholder={t('columns.rememberAs')}
          aria-label={t('columns.rememberAs')}
          onChange={(event) => setRememberAs(event.target.value)}
        />
        <Button type="primary" disabled={!ready} loading={check.isPending} onClick={() => check.mutate()}>
          {t('check.start')}
        </Button>
      </footer>
    </div>
  )
}

/** What the person has chosen so far, over what is remembered, over what is guessed. */
function useDraft(batch: Import, currency: string) {
  const first = batch.options
  const [reading, setReading] = useState<Reading>(() => (first ? readingOf(first) : {}))
  const overruled = Object.keys(reading).length > 0
  const preview = useQuery({ ...previewQuery(batch.id, reading), enabled: overruled })
  const detected = (overruled ? preview.data : undefined) ?? batch.detected
  const [chosen, setTarget] = useState<Target | undefined>(first?.target)
  // Another sheet may hold something else: what nobody chose is guessed from the sheet at hand.
  const { rights } = useMe()
  const likely = detected ? likelyTarget(detected) : 'customers'
  const target = chosen ?? [likely, ...ImportTarget.options].find((one) => mayImport(rights, one)) ?? likely
  const [others, setOthers] = useState(() => otherOptions(first, currency))
  const [mine, setMine] = useState<Mapping>(() => batch.mapping ?? {})
  const fields = useQuery(fieldsQuery(target))
  const suggestion = useQuery(suggestionQuery(batch.id, target, reading))
  const hasHeader = reading.hasHeader ?? detected?.hasHeader ?? true
  const columns = useMemo(() => (detected ? columnsOf(detected, hasHeader) : []), [detected, hasHeader])
  const mapping = useMemo(() => ({ ...suggestion.data?.mapping, ...mine }), [suggestion.data, mine])
  return {
    target,
    reading: { ...reading, hasHeader },
    detected,
    columns,
    fields: fields.data ?? [],
    mapping,
    others,
    setOthers,
    confidence: suggestion.data?.confidence ?? {},
    remembered: suggestion.data?.remembered ?? false,
    settled: (suggestion.isSuccess || suggestion.isError) && fields.isSuccess && !fields.isPlaceholderData,
    readingError: preview.error ?? (suggestion.isError ? suggestion.error : null) ?? fields.error,
    setReading: (change: Reading) => {
      setReading((before) => ({ ...before, ...change }))
      setMine({})
    },
    setTarget: (next: Target) => {
      setTarget(next)
      setMine({})
    },
    map: (column: string, field: string | null) => setMine((before) => ({ ...before, [column]: field })),
  }
}

/** Only what was overruled, so that an untouched batch needs no second look at its file. */
function readingOf({ sheet, encoding, delimiter, hasHeader }: NonNullable<Import['options']>): Reading {
  return {
    ...(sheet === null ? {} : { sheet }),
    ...(encoding === null ? {} : { encoding }),
    ...(delimiter === null ? {} : { delimiter }),
    hasHeader,
  }
}
