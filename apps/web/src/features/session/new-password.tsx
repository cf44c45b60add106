import { judgePassword } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.ts'

/** Asking the server for each key pressed would be many questions for nothing. */
const pauseMs = 250

interface NewPasswordProps {
  value: string
  onChange: (value: string) => void
  person?: { name?: string; email?: string }
  label: string
}

/** A new password and how hard it is to guess, judged by the server's dictionaries. */
export function NewPassword({ value, onChange, person, label }: NewPasswordProps) {
  const { t } = useTranslation('session')
  const { locale } = usePreferences()
  const id = useId()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  const { data } = useQuery({
    queryKey: ['password-judgement', asked, person?.name, person?.email],
    queryFn: ({ signal }) =>
      call(judgePassword, { body: { password: asked, name: person?.name ?? '', email: person?.email ?? '' }, signal }),
    enabled: asked.length > 0,
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const judged = value ? data : undefined
  return (
    <label>
      {label}
      <input
        type="password"
        required
        minLength={10}
        maxLength={200}
        autoComplete="new-password"
        aria-describedby={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="door-strength" data-good={judged?.acceptable ?? false} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <i key={step} data-on={judged !== undefined && judged.score >= step} />
        ))}
      </span>
      <span id={id} className="door-judgement" aria-live="polite">
        {judged ? (locale === 'en' ? judged.messageEn : judged.messageZh) : t('password.hint')}
      </span>
    </label>
  )
}
