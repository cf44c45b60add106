import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import type { ShipmentBoard } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { landPath } from './land.ts'
import { apart, type MapView, moved, pinSize, wholeEarth, zoomed } from './map-view.ts'

type Cluster = ShipmentBoard['clusters'][number]

interface Props {
  view: MapView
  onView: (view: MapView) => void
  clusters: readonly Cluster[]
  onPick: (cluster: Cluster) => void
}

/** Width by height. */
export const shape = 2

/** As long as a pin is wide: 978, 1.2K, 98K; the whole figure stands in its label. */
const short = { notation: 'compact', maximumSignificantDigits: 3 } as const

/** Our own map: coasts as one path, shipments as circles whose area is their number; drag, wheel, buttons, keyboard. */
export function WorldMap({ view, onView, clusters, onPick }: Props) {
  const { t } = useTranslation('shipments')
  const { locale } = useKit()
  const { data: land = '' } = useQuery({ queryKey: ['land'], queryFn: landPath, staleTime: Number.POSITIVE_INFINITY })
  const box = useRef<SVGSVGElement>(null)
  const dragged = useRef<{ x: number; y: number; view: MapView } | null>(null)
  const now = useRef(view)
  now.current = view
  useEffect(() => {
    const svg = box.current
    // React listens passively: only so can the page be kept from scrolling.
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const place = svg?.getBoundingClientRect()
      if (!place) return
      const { width, longitude, latitude } = now.current
      const about = {
        longitude: longitude + ((event.clientX - place.left) / place.width - 0.5) * width,
        latitude: latitude - ((event.clientY - place.top) / place.height - 0.5) * (width / shape),
      }
      onView(zoomed(now.current, event.deltaY > 0 ? 1.25 : 0.8, about))
    }
    svg?.addEventListener('wheel', wheel, { passive: false })
    return () => svg?.removeEventListener('wheel', wheel)
  }, [onView])
  const degreesPerPixel = () => view.width / (box.current?.clientWidth || 1)
  const drag = (event: PointerEvent) => {
    const from = dragged.current
    if (!from) return
    onView(moved(from.view, (from.x - event.clientX) * degreesPerPixel(), (event.clientY - from.y) * degreesPerPixel()))
  }
  const height = view.width / shape
  // Before it is drawn, as wide as it is where it is least.
  const pixels = box.current?.clientWidth || 340
  return (
    <div className="shipment-map">
      <svg
        ref={box}
        viewBox={`${view.longitude - view.width / 2} ${-view.latitude - height / 2} ${view.width} ${height}`}
        role="img"
        aria-label={t('board.map')}
        onPointerDown={(event) => {
          dragged.current = { x: event.clientX, y: event.clientY, view }
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          dragged.current = null
        }}
        onPointerLeave={() => {
          dragged.current = null
        }}
      >
        <path d={land} className="shipment-land" />
      </svg>
      <div className="shipment-pins">
        {apart(clusters, view, pixels).map((cluster) => {
          const x = ((cluster.longitude - view.longitude) / view.width + 0.5) * 100
          const y = ((view.latitude - cluster.latitude) / height + 0.5) * 100
          if (x < 0 || x > 100 || y < 0 || y > 100) return null
          const figure = cluster.shipments.toLocaleString(locale)
          const label = t('board.pin', {
            figure,
            late: cluster.late.toLocaleString(locale),
            place: cluster.place ?? '',
          })
          const size = pinSize(cluster.shipments)
          const tone = cluster.late > 0 ? 'late' : cluster.exceptions > 0 ? 'trouble' : 'fine'
          return (
            <button
              key={`${cluster.longitude} ${cluster.latitude}`}
              type="button"
              className={`shipment-pin shipment-pin-${tone}`}
              style={{ left: `${x}%`, top: `${y}%`, width: size, height: size }}
              title={label}
              aria-label={label}
              onClick={() => onPick(cluster)}
            >
              {size > 20 && cluster.shipments.toLocaleString(locale, short)}
            </button>
          )
        })}
      </div>
      <div className="shipment-zoom">
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('board.nearer')}
          onClick={() => onView(zoomed(view, 0.6))}
        />
        <Button
          size="small"
          icon={<MinusOutlined />}
          aria-label={t('board.farther')}
          onClick={() => onView(zoomed(view, 1 / 0.6))}
        />
        <Button size="small" onClick={() => onView(wholeEarth)}>
          {t('board.whole')}
        </Button>
      </div>
    </div>
  )
}
