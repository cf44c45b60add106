import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Hotkey, useHotkeys } from '../../ui/index.ts'
import { useMe } from '../session.ts'
import { navigationFor } from './navigation.ts'

export const searchBoxId = 'q-search'

/** `/`, Ctrl/⌘ K, `?` and `g` followed by the letter of a place. */
export function useShellKeys({ openPalette, openHelp }: { openPalette: () => void; openHelp: () => void }) {
  const { t } = useTranslation('app')
  const go = useNavigate()
  const items = navigationFor(useMe().rights).flatMap((group) => group.items)
  const places: Hotkey[] = items.flatMap((item) =>
    item.goKey
      ? [
          {
            keys: `g ${item.goKey}`,
            label: t(item.label, { ns: item.namespace }),
            group: t('keys.go'),
            run: () => go({ to: item.to ?? item.path }),
          },
        ]
      : [],
  )
  useHotkeys([
    {
      keys: '/',
      label: t('keys.search'),
      group: t('keys.everywhere'),
      run: () => document.getElementById(searchBoxId)?.focus(),
    },
    { keys: 'mod+k', label: t('keys.palette'), group: t('keys.everywhere'), whileTyping: true, run: openPalette },
    { keys: '?', label: t('keys.help'), group: t('keys.everywhere'), run: openHelp },
    ...places,
  ])
}
