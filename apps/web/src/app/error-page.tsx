import { useTranslation } from 'react-i18next'
import { Plain } from './plain.tsx'
import { isForbidden, isNotFound, isProblem, Unreachable } from './problem.ts'

function kindOf(error: unknown) {
  if (error instanceof Unreachable) return 'unreachable'
  if (isForbidden(error)) return 'forbidden'
  if (isNotFound(error)) return 'notFound'
  // A file of the app is gone: a newer version was installed while this page was open.
  if (error instanceof Error && /dynamically imported module|module script failed/i.test(error.message))
    return 'newVersion'
  return 'unexpected'
}

/** Says what happened and what to do; the page itself survives. */
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation('app')
  const kind = kindOf(error)
  const detail = isProblem(error) ? `${error.code}: ${error.detail}` : error instanceof Error ? error.message : ''
  const again = () => (kind === 'newVersion' || !reset ? location.reload() : reset())
  return (
    <Plain title={t(`error.${kind}.title`)} text={t(`error.${kind}.text`)}>
      {kind === 'unexpected' && detail && <pre className="q-plain-detail">{detail}</pre>}
      <div className="q-plain-actions">
        {kind !== 'forbidden' && kind !== 'notFound' && (
          <button type="button" className="q-button q-button-main" onClick={again}>
            {t('error.again')}
          </button>
        )}
        <a className="q-button" href="/">
          {t('error.home')}
        </a>
      </div>
    </Plain>
  )
}
