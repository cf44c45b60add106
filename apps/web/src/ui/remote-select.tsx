import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettled } from './settled.ts'

export interface RemoteOption {
  value: string
  label: string
  /** What the list shows beside the label. */
  detail?: ReactNode
}

interface RemoteSelectProps {
  /** Names the search in the cache. */
  queryKey: readonly unknown[]
  find: (text: string, signal: AbortSignal) => Promise<RemoteOption[]>
  value: RemoteOption | undefined
  onChange: (option: RemoteOption | undefined) => void
  placeholder?: string
  id?: string
  label?: string
  status?: 'error'
  disabled?: boolean
  className?: string
  onBlur?: () => void
}

/** Chooses one record of many thousands: the server searches while one types. */
export function RemoteSelect({ queryKey, find, value, onChange, label, className, ...rest }: RemoteSelectProps) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState('')
  const wanted = useSettled(text.trim())
  const { data = [], isFetching } = useQuery({
    queryKey: [...queryKey, wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled: wanted.length > 0,
    staleTime: 10_000,
  })
  return (
    <Select
      {...rest}
      className={className ?? 'q-field-wide'}
      aria-label={label}
      allowClear
      labelInValue
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? null}
      loading={isFetching}
      notFoundContent={
        <span className="q-muted">{t(wanted ? (isFetching ? 'remote.searching' : 'remote.none') : 'remote.type')}</span>
      }
      options={wanted ? data : []}
      optionRender={(option) => (
        <span className="q-remote-option">
          {option.data.label}
          {'detail' in option.data && option.data.detail && (
            <small className="q-muted">{option.data.detail as ReactNode}</small>
          )}
        </span>
      )}
      onChange={(next) => onChange(next ? { value: String(next.value), label: String(next.label) } : undefined)}
    />
  )
}
