import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../empty.tsx'
import type { RowSource } from './rows.ts'

export function TableNotice<Row>({ source, empty }: { source: RowSource<Row>; empty: ReactNode }) {
  const { t } = useTranslation('ui')
  if (!source.error) return <div className="q-table-notice">{empty ?? <Empty title={t('table.empty')} />}</div>
  return (
    <div className="q-table-notice" role="alert">
      <Empty
        title={t('table.failed')}
        text={source.error instanceof Error ? source.error.message : undefined}
        action={<Button onClick={source.reload}>{t('again')}</Button>}
      />
    </div>
  )
}
