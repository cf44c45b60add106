import { QuestionCircleOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Logo } from '../../ui/logo.tsx'
import { useNarrow } from '../../ui/narrow.ts'
import { Bell } from './bell.tsx'
import { SearchBox } from './search-box.tsx'
import { UserMenu } from './user-menu.tsx'

export function Header({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) {
  const { t } = useTranslation('app')
  const narrow = useNarrow()
  return (
    <header className="q-header">
      {narrow && (
        <Link to="/" aria-label={t('brand')}>
          <Logo size={30} />
        </Link>
      )}
      <SearchBox />
      <div className="q-header-tools">
        {!narrow && (
          <>
            <Tooltip
              title={
                <>
                  {t('keys.palette')} <KeyHint keys="mod+k" />
                </>
              }
            >
              <Button type="text" icon={<ThunderboltOutlined />} onClick={onPalette} aria-label={t('keys.palette')} />
            </Tooltip>
            <Tooltip
              title={
                <>
                  {t('keys.help')} <KeyHint keys="?" />
                </>
              }
            >
              <Button type="text" icon={<QuestionCircleOutlined />} onClick={onHelp} aria-label={t('keys.help')} />
            </Tooltip>
          </>
        )}
        <Bell />
        <UserMenu />
      </div>
    </header>
  )
}
