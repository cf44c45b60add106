/**
 * For `ref` of what scrolls by itself: it can be reached with Tab, and then moved with the arrow keys, as long as there is
 * something to scroll to.
 */
export function keyboardScroll(element: HTMLElement | null) {
  if (!element) return
  const look = () => {
    const more = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
    if (more) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  }
  const sizes = new ResizeObserver(look)
  sizes.observe(element)
  for (const child of element.children) sizes.observe(child)
  look()
  return () => sizes.disconnect()
}
