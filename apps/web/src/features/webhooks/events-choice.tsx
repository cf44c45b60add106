import { type WebhookEventKind, WebhookSubject, webhookEvents } from '@quayside/contract'
import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'

const kinds = Object.keys(webhookEvents) as WebhookEventKind[]

interface EventsChoiceProps {
  value: readonly WebhookEventKind[]
  onChange: (value: WebhookEventKind[]) => void
}

/** Every kind by what it is about. */
export function EventsChoice({ value, onChange }: EventsChoiceProps) {
  const { t } = useTranslation('webhooks')
  const chosen = new Set(value)
  const turn = (some: readonly WebhookEventKind[], on: boolean) =>
    onChange(kinds.filter((kind) => (some.includes(kind) ? on : chosen.has(kind))))
  return (
    <div className="webhooks-events">
      {WebhookSubject.options.map((subject) => {
        const own = kinds.filter((kind) => webhookEvents[kind].subject === subject)
        const all = own.every((kind) => chosen.has(kind))
        return (
          <fieldset key={subject}>
            <strong>
              {t(`module.${subject}`)}
              <Button type="link" size="small" onClick={() => turn(own, !all)}>
                {t(all ? 'noneOf' : 'all')}
              </Button>
            </strong>
            <div className="webhooks-events-kinds">
              {own.map((kind) => (
                <Checkbox
                  key={kind}
                  checked={chosen.has(kind)}
                  onChange={(event) => turn([kind], event.target.checked)}
                >
                  <span title={kind}>{t(`event.${kind}`)}</span>
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
