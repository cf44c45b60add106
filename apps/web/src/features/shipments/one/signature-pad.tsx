import { Button } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Size of the picture that is kept. */
const width = 900
const height = 300

/** Drawn with a finger, a pen or the mouse; black on white whatever the theme, as it is printed later. */
export function SignaturePad({ onDone, sending }: { onDone: (picture: File) => void; sending: boolean }) {
  const { t } = useTranslation('shipments')
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const [drawn, setDrawn] = useState(false)
  const pen = () => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context) Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' })
    return context
  }
  const pointOf = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height]
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = pen()
    if (!context) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    const [x, y] = pointOf(event)
    context.beginPath()
    context.moveTo(x, y)
    // A dot is a stroke too.
    context.lineTo(x + 0.1, y)
    context.stroke()
    setDrawn(true)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = drawing.current ? pen() : null
    if (!context) return
    context.lineTo(...pointOf(event))
    context.stroke()
  }
  const lift = () => {
    drawing.current = false
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height)
    setDrawn(false)
  }
  const done = () => {
    const context = canvas.current?.getContext('2d')
    if (!context || !canvas.current) return
    context.globalCompositeOperation = 'destination-over'
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.globalCompositeOperation = 'source-over'
    canvas.current.toBlob((blob) => {
      if (blob) onDone(new File([blob], 'signature.png', { type: 'image/png' }))
      clear()
    }, 'image/png')
  }
  return (
    <div className="shipment-sign">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t('proof.signHere')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={lift}
        onPointerCancel={lift}
      />
      <div>
        <Button type="primary" disabled={!drawn} loading={sending} onClick={done}>
          {t('proof.keepSignature')}
        </Button>
        <Button disabled={!drawn} onClick={clear}>
          {t('proof.clear')}
        </Button>
        {!drawn && <span className="q-muted">{t('proof.signHere')}</span>}
      </div>
    </div>
  )
}
