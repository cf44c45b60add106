import { LockOutlined } from '@ant-design/icons'
import type { Category } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useKit } from './kit-context.tsx'

/** Stands where a value is kept from the reader. The value itself never reached the browser. */
export function Masked({ category }: { category?: Category }) {
  const { t } = useKit()
  const why = category ? t('masked.why', { category: t(`category.${category}`) }) : t('masked.whyAny')
  return (
    <span className="q-masked" title={why}>
      <LockOutlined aria-hidden="true" /> •••• <span className="q-sr-only">{why}</span>
    </span>
  )
}

/** The value, or the mask when the server names the field among those it withheld. */
export function MaskedOr({
  masked,
  field,
  category,
  children,
}: {
  masked: readonly string[]
  field: string
  category?: Category
  children: ReactNode
}) {
  return masked.includes(field) ? <Masked category={category} /> : children
}
