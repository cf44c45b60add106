import type { CustomField } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, When } from '../../ui/index.ts'

type Shape = Pick<CustomField, 'kind' | 'choices'>

/** A value of a field the company added, written for the reader. */
export function CustomValue({ field, value }: { field: Shape; value: unknown }) {
  const { t, i18n } = useTranslation('accounts')
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="q-muted">–</span>
  const choice = (one: unknown) => {
    const found = field.choices.find((candidate) => candidate.value === one)
    return found ? (i18n.language === 'en' ? found.labelEn : found.labelZh) : String(one)
  }
  switch (field.kind) {
    case 'number':
      return <Figure value={Number(value)} digits={Number.isInteger(value) ? 0 : 2} />
    case 'date':
      return <When at={String(value)} />
    case 'boolean':
      return t(value === true ? 'yes' : 'no')
    case 'choice':
      return choice(value)
    case 'choices':
      return Array.isArray(value) ? value.map(choice).join(t('comma')) : choice(value)
    case 'text':
      return String(value)
    default:
      return field.kind satisfies never
  }
}
