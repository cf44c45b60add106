import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveField, useHotkeys, useSettledText } from '../../../ui/index.ts'

export function OrderSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('orders')
  const [text, setText] = useSettledText(value, onChange)
  const input = useRef<InputRef>(null)
  useHotkeys([{ keys: 'f', label: t('searchPlaceholder'), group: t('title'), run: () => input.current?.focus() }])
  return (
    <Input
      ref={input}
      allowClear
      className="order-search"
      prefix={<SearchOutlined />}
      value={text}
      maxLength={100}
      placeholder={t('searchPlaceholder')}
      aria-label={t('searchPlaceholder')}
      onKeyDown={leaveField}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
