import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { EdiStandard } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Collapse, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'
import { codedElementsQuery } from './edi.api.ts'
import { messageTypes } from './message-types.ts'
import { type MappedCode, mappedCodes, type Overrides, withMappedCodes } from './overrides.ts'
import { OverridesText } from './overrides-text.tsx'

interface Props {
  standard: EdiStandard
  value: Overrides
  onChange: (value: Overrides) => void
  /** Told whether what is typed may be saved. */
  onFit: (fits: boolean) => void
}

/** What the partner does otherwise: his codes row by row, and all of it as text, judged while one types. */
export function OverridesEditor({ standard, value, onChange, onFit }: Props) {
  const { t } = useTranslation('edi')
  const [rows, setRows] = useState(() => mappedCodes(value))
  const set = (next: MappedCode[]) => {
    setRows(next)
    onChange(withMappedCodes(value, next))
  }
  const again = rows.at(-1)
  return (
    <section className="edi-rows" aria-label={t('theirCodes')}>
      <span>{t('theirCodes')}</span>
      {rows.map((row, at) => (
        <CodeRow
          // Rows have no name of their own while they are typed.
          key={`row ${at.toString()}`}
          standard={standard}
          row={row}
          onChange={(change) => set(rows.with(at, { ...row, ...change }))}
          onRemove={() => set(rows.toSpliced(at, 1))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => setRows([...rows, { type: again?.type ?? '', path: again?.path ?? '', theirs: '', ours: '' }])}
      >
        {t('addCode')}
      </Button>
      <Collapse
        ghost
        items={[
          {
            key: 'text',
            label: t('overridesAsText'),
            children: (
              <OverridesText
                standard={standard}
                value={value}
                onFit={onFit}
                onChange={(next) => {
                  setRows(mappedCodes(next))
                  onChange(next)
                }}
              />
            ),
          },
        ]}
      />
    </section>
  )
}

interface CodeRowProps {
  standard: EdiStandard
  row: MappedCode
  onChange: (change: Partial<MappedCode>) => void
  onRemove: () => void
}

function CodeRow({ standard, row, onChange, onRemove }: CodeRowProps) {
  const { t } = useTranslation('edi')
  const zh = useKit().locale.startsWith('zh')
  const { data } = useQuery({ ...codedElementsQuery(standard, row.type), enabled: row.type !== '' })
  const elements = data?.elements ?? []
  const codes = elements.find(({ path }) => path === row.path)?.codes ?? []
  return (
    <div className="edi-row">
      <Select
        className="edi-row-short"
        showSearch
        value={row.type || undefined}
        placeholder={t('field.type')}
        aria-label={t('field.type')}
        options={messageTypes[standard].map((type) => ({ value: type }))}
        onChange={(type) => onChange({ type, path: '' })}
      />
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={row.path || undefined}
        placeholder={t('codeList')}
        aria-label={t('codeList')}
        popupMatchSelectWidth={false}
        options={elements.map((one) => ({ value: one.path, label: `${zh ? one.zh : one.en} · ${one.path}` }))}
        onChange={(path) => onChange({ path })}
      />
      <Input
        className="edi-row-short"
        value={row.theirs}
        maxLength={80}
        placeholder={t('theirCode')}
        aria-label={t('theirCode')}
        onChange={(event) => onChange({ theirs: event.target.value })}
      />
      <span aria-hidden>→</span>
      <AutoComplete
        value={row.ours}
        placeholder={t('ourCode')}
        aria-label={t('ourCode')}
        popupMatchSelectWidth={false}
        options={codes.map((one) => ({ value: one.code, label: `${one.code} ${zh ? one.zh : one.en}` }))}
        onChange={(ours: string) => onChange({ ours })}
      />
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeRow')} onClick={onRemove} />
    </div>
  )
}
