import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'

export function Bell() {
  const { t } = useTranslation('app')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('bell.label')}
      content={<p className="q-muted">{t('bell.none')}</p>}
    >
      <Button
        type="text"
        aria-label={t('bell.label')}
        icon={
          <Badge size="small">
            <BellOutlined style={{ fontSize: 16 }} />
          </Badge>
        }
      />
    </Popover>
  )
}
