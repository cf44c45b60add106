import { useEffect, useRef } from 'react'
import type { ChartProps } from './chart.tsx'
import { drawIn } from './engine.ts'

interface CanvasProps extends Pick<ChartProps, 'option' | 'onPick'> {
  heightPx: number
  label: string
  fileName: string
  onReady: (save: () => void) => void
}

export function Canvas({ option, heightPx, label, fileName, onPick, onReady }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const now = useRef({ option, onPick, onReady, fileName })
  now.current = { option, onPick, onReady, fileName }
  const chart = useRef<ReturnType<typeof drawIn> | undefined>(undefined)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const draw = () => {
      chart.current?.dispose()
      const drawn = drawIn(element)
      chart.current = drawn
      drawn.setOption(now.current.option)
      drawn.on('click', (event) =>
        now.current.onPick?.({
          name: event.name,
          seriesName: event.seriesName,
          dataIndex: event.dataIndex,
          value: event.value,
        }),
      )
      now.current.onReady(() => savePicture(element, now.current.fileName))
    }
    draw()
    const size = new ResizeObserver(() => chart.current?.resize())
    size.observe(element)
    // The theme is read when drawing: another theme needs another drawing.
    const look = new MutationObserver(draw)
    look.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      size.disconnect()
      look.disconnect()
      chart.current?.dispose()
      chart.current = undefined
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height: heightPx }} />
}

/** Twice the screen's size, so that it stays sharp on paper. */
const scale = 2

function savePicture(element: HTMLElement, fileName: string) {
  const svg = element.querySelector('svg')
  if (!svg) return
  const { width, height } = svg.getBoundingClientRect()
  const source = new XMLSerializer().serializeToString(svg)
  const picture = new Image()
  picture.onload = () => {
    const canvas = document.createElement('canvas')
    canvas.width = width * scale
    canvas.height = height * scale
    const pen = canvas.getContext('2d')
    if (!pen) return
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--q-surface')
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const link = document.createElement('a')
    link.href = canvas.toDataURL('image/png')
    link.download = `${fileName}.png`
    link.click()
  }
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`
}
