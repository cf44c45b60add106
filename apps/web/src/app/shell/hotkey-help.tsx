import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useHotkeyHelp } from '../../ui/hotkeys.ts'
import { KeyHint } from '../../ui/key-hint.tsx'

export function HotkeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const groups = Map.groupBy(useHotkeyHelp(), (hotkey) => hotkey.group ?? '')
  return (
    <Modal open onCancel={onClose} footer={null} title={t('keys.help')} width={560}>
      <div className="q-keys">
        {[...groups].map(([group, hotkeys]) => (
          <section key={group}>
            <h3>{group}</h3>
            {hotkeys.map((hotkey) => (
              <div key={hotkey.keys} className="q-keys-row">
                <span>{hotkey.label}</span>
                <KeyHint keys={hotkey.keys} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  )
}
