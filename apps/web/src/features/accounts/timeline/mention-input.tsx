import { useQuery } from '@tanstack/react-query'
import { Mentions } from 'antd'
import { colleaguesQuery } from '../accounts.api.ts'

interface MentionInputProps {
  value: string
  onChange: (text: string) => void
  label: string
  placeholder?: string
  autoFocus?: boolean
}

/** A text in which `@` names a colleague. */
export function MentionInput({ value, onChange, label, placeholder, autoFocus }: MentionInputProps) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  return (
    <Mentions
      autoFocus={autoFocus}
      autoSize={{ minRows: 2, maxRows: 12 }}
      value={value}
      maxLength={100_000}
      placeholder={placeholder}
      aria-label={label}
      options={colleagues.filter((one) => one.active).map((one) => ({ key: one.id, value: one.name, label: one.name }))}
      onChange={onChange}
    />
  )
}
