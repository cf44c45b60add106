/** A link between two bars: how many, and from which to which. */
export interface Link {
  from: string
  to: string
  customers: number
}

export interface Bar {
  name: string
  customers: number
  top: number
  height: number
}

export interface Ribbon extends Link {
  /** Heights at both ends, in drawing units from the top. */
  left: [number, number]
  right: [number, number]
}

const gap = 10
/** So thin a bar can still be seen and chosen. */
const thinnest = 3

/**
 * A Sankey diagram 桑基图 of two columns: bars as high as their customers, ribbons between them in the order of the names, so that none
 * crosses where it need not.
 */
export function ribbonsOf(
  links: readonly Link[],
  names: { left: readonly string[]; right: readonly string[] },
  height: number,
) {
  const total = links.reduce((sum, link) => sum + link.customers, 0)
  const place = (side: 'from' | 'to', order: readonly string[]): Bar[] => {
    const counts = order.map((name) =>
      links.filter((link) => link[side] === name).reduce((sum, link) => sum + link.customers, 0),
    )
    const shown = counts.filter((count) => count > 0).length
    const room = height - gap * Math.max(0, shown - 1) - thinnest * shown
    let top = 0
    return order.flatMap((name, at) => {
      const customers = counts[at] ?? 0
      if (customers === 0) return []
      const bar = { name, customers, top, height: thinnest + (room * customers) / total }
      top += bar.height + gap
      return [bar]
    })
  }
  const [left, right] = [place('from', names.left), place('to', names.right)]
  const used = new Map<Bar, number>()
  const take = (bar: Bar, customers: number): [number, number] => {
    const begin = bar.top + (used.get(bar) ?? 0)
    const share = (bar.height * customers) / bar.customers
    used.set(bar, (used.get(bar) ?? 0) + share)
    return [begin, begin + share]
  }
  const ribbons: Ribbon[] = []
  for (const from of left)
    for (const to of right) {
      const link = links.find((one) => one.from === from.name && one.to === to.name)
      if (!link || link.customers === 0) continue
      ribbons.push({ ...link, left: take(from, link.customers), right: take(to, link.customers) })
    }
  return { left, right, ribbons }
}

/** The outline of a ribbon between two columns. */
export function outline({ left, right }: Ribbon, x0: number, x1: number): string {
  const middle = (x0 + x1) / 2
  return [
    `M${x0},${left[0]}C${middle},${left[0]} ${middle},${right[0]} ${x1},${right[0]}`,
    `L${x1},${right[1]}C${middle},${right[1]} ${middle},${left[1]} ${x0},${left[1]}Z`,
  ].join('')
}
