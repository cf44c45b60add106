import { type RefObject, useEffect, useState } from 'react'

/** Half a screen ahead, so that whoever scrolls there finds it drawn. */
const ahead = '50% 0px'

/** True from the moment the element is looked at, or nearly. */
export function useNearView(place: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (near || !place.current) return
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) setNear(true)
      },
      { rootMargin: ahead },
    )
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [near, place])
  return near
}
