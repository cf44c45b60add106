import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popup } from '../popup.tsx'
import type { ColumnLayout } from './column-layout.ts'

/** Which columns, in which order. */
export function ColumnChooser<Row>({ layout }: { layout: ColumnLayout<Row> }) {
  const { t } = useTranslation('ui')
  const [open, setOpen] = useState(false)
  const free = layout.all.filter((column) => !column.fixed)
  const list = (
    <div className="q-chooser">
      {layout.all.map((column) => {
        const at = free.indexOf(column)
        return (
          <div key={column.id} className="q-chooser-row">
            <Checkbox
              checked={column.shown}
              disabled={column.fixed}
              onChange={(event) => layout.show(column.id, event.target.checked)}
            >
              {column.title}
            </Checkbox>
            {at >= 0 && (
              <span>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={t('table.moveUp', { column: column.title })}
                  disabled={at === 0}
                  onClick={() => layout.move(column.id, free[at - 1]?.id)}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  aria-label={t('table.moveDown', { column: column.title })}
                  disabled={at === free.length - 1}
                  onClick={() => layout.move(column.id, free[at + 2]?.id)}
                />
              </span>
            )}
          </div>
        )
      })}
      <Button size="small" type="link" onClick={layout.reset}>
        {t('table.resetColumns')}
      </Button>
    </div>
  )
  return (
    <Popup open={open} onOpenChange={setOpen} placement="bottomRight" title={t('table.columns')} content={list}>
      <Tooltip title={t('table.columns')}>
        <Button icon={<TableOutlined />} aria-label={t('table.columns')} />
      </Tooltip>
    </Popup>
  )
}
