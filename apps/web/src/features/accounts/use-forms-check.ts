import type * as Validity from '@quayside/validity'
import { useCallback, useEffect, useState } from 'react'
import { useMe } from '../../app/session.ts'
import type { FieldErrors } from '../../ui/form/index.ts'
import { useKit } from '../../ui/index.ts'
import { faultsOf, type Reach } from './check-forms.ts'

/**
 * What is wrong with telephones, mail addresses, codes and postcodes, said when a field is left and not after all is
 * filled in. The numbering plans of the world are large; they come once the form is open.
 */
export function useFormsCheck(): (values: Reach) => FieldErrors {
  const { locale } = useKit()
  const { country } = useMe().company
  const [validity, setValidity] = useState<typeof Validity>()
  useEffect(() => {
    // Without it the server says the same when the form is sent.
    import('@quayside/validity').then(setValidity, () => {})
  }, [])
  return useCallback(
    (values) => (validity ? faultsOf(values, validity, country, locale === 'en' ? 'en' : 'zh-CN') : {}),
    [validity, country, locale],
  )
}
