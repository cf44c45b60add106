import type { Forbidden } from './texts.ts'

/**
 * What is wrong with what the page shows now, as sentences. Runs inside the browser, so everything it needs stands in it.
 */
export function faultsInPage({ keys, foreign }: Forbidden): string[] {
  const found: string[] = []
  const named = new Set(keys)
  const other = new Set(foreign)
  const inWords = (element: Element) => {
    const text = (element.textContent ?? '').trim().slice(0, 40)
    return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text}`
  }
  const seen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden'
  }

  const tooWide = document.documentElement.scrollWidth - window.innerWidth
  if (tooWide > 0) found.push(`the page is ${tooWide} px wider than the window`)

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const text = words.currentNode.textContent?.trim() ?? ''
    if (named.has(text)) found.push(`the name of a text stands there instead of the text: ${text}`)
    if (other.has(text)) found.push(`a text of the other language: ${text}`)
    // A placeholder in what is typed, or shown as code, is meant.
    if (words.currentNode.parentElement?.closest('textarea, code')) continue
    if (/\bundefined\b|\bNaN\b|\[object |Invalid Date|\{\{/.test(text)) found.push(`a slip of the program: ${text}`)
  }

  // A label may end with … where its whole text can be read another way.
  const told = (element: Element) => element.closest('[title]') !== null
  for (const element of document.querySelectorAll<HTMLElement>('h1, h2, h3, h4, button, .ant-btn, [role=tab], label')) {
    if (!seen(element) || told(element) || element.classList.contains('q-sr-only')) continue
    const style = getComputedStyle(element)
    const cut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
    if (cut && style.position !== 'absolute') found.push(`the end of a text is cut off: ${inWords(element)}`)
  }

  const places = [...document.querySelectorAll('button:not(.q-card-open), a.ant-btn, h1, h2')].filter(seen)
  for (const one of places)
    for (const next of places) {
      if (one === next || one.contains(next) || next.contains(one)) continue
      if (one.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_PRECEDING) continue
      if (
        one.closest('.ant-picker, .ant-select, [role=dialog]') ||
        next.closest('.ant-picker, .ant-select, [role=dialog]')
      )
        continue
      const [a, b] = [one.getBoundingClientRect(), next.getBoundingClientRect()]
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      const atTop = (element: Element, { left, right, top, bottom }: DOMRect) => {
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return hit !== null && element.contains(hit)
      }
      // Scrolled away below a bar, both have the same place and only one is seen.
      if (wide > 3 && high > 3 && atTop(one, a) && atTop(next, b))
        found.push(`two stand on one another: ${inWords(one)} and ${inWords(next)}`)
    }
  return [...new Set(found)]
}
