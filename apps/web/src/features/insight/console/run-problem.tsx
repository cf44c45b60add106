import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../../app/problem.ts'

interface RunProblemProps {
  error: unknown
  onPlace: (line: number, column: number) => void
}

/** Why there is no answer, in the reader’s language; what the engine said, in its own; and the way to the place. */
export function RunProblem({ error, onPlace }: RunProblemProps) {
  const { t, i18n } = useTranslation('sql-console')
  if (!isProblem(error)) return <Alert type="error" showIcon title={error instanceof Error ? error.message : ''} />
  const { line, column, said, category, ...more } = error.more as {
    line?: number
    column?: number
    said?: string
    category?: string
  }
  const key = `refusal.${error.code}`
  const categoryName = category && t(`category.${category}`, { ns: 'ui' })
  const text = i18n.exists(key, { ns: 'sql-console' })
    ? t(`refusal.${error.code}`, { ...more, category: categoryName })
    : error.message
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text}
      description={
        (said || line) && (
          <>
            {said && <pre className="console-said">{said}</pre>}
            {line !== undefined && line > 0 && column !== undefined && (
              <Button size="small" onClick={() => onPlace(line, column)}>
                {t('place', { line, column })}
              </Button>
            )}
          </>
        )
      }
    />
  )
}
