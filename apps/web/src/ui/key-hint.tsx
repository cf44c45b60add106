const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
const signs: Record<string, string> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: isApple ? '⌥' : 'Alt',
  Escape: 'Esc',
  Enter: '↵',
  ArrowDown: '↓',
  ArrowUp: '↑',
}

/** Draws keys as keys: `mod+k`, `g c`, `?`. */
export function KeyHint({ keys }: { keys: string }) {
  const parts = keys.split(/[ +]/).filter(Boolean)
  return (
    <span style={{ display: 'inline-flex', gap: 3 }}>
      {parts.map((part) => (
        <kbd key={part} className="q-kbd">
          {signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)}
        </kbd>
      ))}
    </span>
  )
}
