import { useEffect } from 'react'

const channel = (value: number) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** WCAG 2 contrast of white letters on a colour `#rrggbb`: 1 to 21. */
export function contrastWithWhite(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)))
  return 1.05 / (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) + 0.05)
}

/** White letters on the accent must be readable (WCAG AA). */
const leastContrast = 4.5

/** The company's own accent where it can be read on; the product's otherwise, and in the dark, where it is chosen for the ground. */
export function usableAccent(accent: string, dark: boolean): string | undefined {
  return !dark && /^#[0-9a-f]{6}$/.test(accent) && contrastWithWhite(accent) >= leastContrast ? accent : undefined
}

export function useAccent(accent: string | undefined) {
  useEffect(() => {
    const { style } = document.documentElement
    const shades = {
      '--q-accent': accent,
      '--q-brand': accent,
      '--q-accent-strong': accent && `color-mix(in srgb, ${accent} 80%, black)`,
      '--q-accent-soft': accent && `color-mix(in srgb, ${accent} 11%, white)`,
      '--q-selected': accent && `color-mix(in srgb, ${accent} 11%, white)`,
    }
    for (const [name, shade] of Object.entries(shades)) {
      if (shade) style.setProperty(name, shade)
      else style.removeProperty(name)
    }
  }, [accent])
}
