import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Calendar, changeCalendar } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Select, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { PageHeader, useFailure, useKit } from '../../../ui/index.ts'
import { calendarQuery, holidaysQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { toggled } from './day-kind.ts'
import { WeekHoursEditor } from './week-hours.tsx'
import { YearView } from './year-view.tsx'

const holidayCountries = ['CN', 'HK', 'TW', 'SG', 'JP', 'KR', 'DE', 'NL', 'GB', 'US']

export function CalendarPage() {
  const { t } = useTranslation('administration')
  const { data } = useQuery(calendarQuery)
  return (
    <Frame>
      {data ? (
        <CalendarEditor key={data.version} saved={data.calendar} version={data.version} disabled={!data.can.change} />
      ) : (
        <Skeleton active className="admin-loading" />
      )}
      <span className="q-sr-only">{t('calendar.title')}</span>
    </Frame>
  )
}

function CalendarEditor({ saved, version, disabled }: { saved: Calendar; version: number; disabled: boolean }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const [calendar, setCalendar] = useState(saved)
  const [year, setYear] = useState(() => new Date().getFullYear())
  const country = calendar.holidayCountry
  const { data: known } = useQuery({ ...holidaysQuery(year, country ?? 'CN'), enabled: country !== null })
  const holidays = useMemo(() => new Map((country ? known?.days : [])?.map((day) => [day.day, day])), [known, country])
  const regions = useMemo(() => new Intl.DisplayNames(locale, { type: 'region' }), [locale])
  const valid = Calendar.safeParse(calendar).success
  const changed = JSON.stringify(calendar) !== JSON.stringify(saved)
  const save = () =>
    call(changeCalendar, { body: calendar, ifMatch: version }).then((next) => {
      message.success(t('saved'))
      client.setQueryData(calendarQuery.queryKey, next)
    }, failure)
  return (
    <>
      <PageHeader
        title={t('calendar.title')}
        text={t('calendar.text')}
        actions={
          <>
            {changed && <Button onClick={() => setCalendar(saved)}>{t('calendar.discard')}</Button>}
            <Button type="primary" disabled={disabled || !changed || !valid} onClick={save}>
              {t('save', { ns: 'ui' })}
            </Button>
          </>
        }
      />
      <div className="q-page-scroll admin-calendar">
        <section className="q-panel">
          <div className="q-panel-head">
            <h2>{t('calendar.week')}</h2>
          </div>
          <div className="q-panel-body">
            <WeekHoursEditor
              week={calendar.week}
              onChange={(week) => setCalendar({ ...calendar, week })}
              disabled={disabled}
            />
            {!valid && <Alert type="warning" showIcon title={t('calendar.invalid')} />}
          </div>
        </section>
        <section className="q-panel">
          <div className="q-panel-head">
            <span className="admin-year">
              <Button
                size="small"
                type="text"
                icon={<LeftOutlined />}
                aria-label={t('calendar.before')}
                onClick={() => setYear(year - 1)}
              />
              <h2>{year}</h2>
              <Button
                size="small"
                type="text"
                icon={<RightOutlined />}
                aria-label={t('calendar.after')}
                onClick={() => setYear(year + 1)}
              />
            </span>
            <Select
              size="small"
              className="admin-filter"
              disabled={disabled}
              aria-label={t('calendar.country')}
              value={country ?? 'none'}
              options={[
                { value: 'none', label: t('calendar.noCountry') },
                ...holidayCountries.map((value) => ({
                  value,
                  label: t('calendar.holidaysOf', { country: regions.of(value) }),
                })),
              ]}
              onChange={(value) => setCalendar({ ...calendar, holidayCountry: value === 'none' ? null : value })}
            />
          </div>
          <div className="q-panel-body">
            {country && known && !known.announced && (
              <Alert type="info" showIcon title={t('calendar.notAnnounced', { figure: year })} />
            )}
            <YearView
              year={year}
              calendar={calendar}
              holidays={holidays}
              onToggle={disabled ? undefined : (day) => setCalendar(toggled(day, calendar, holidays))}
            />
          </div>
        </section>
      </div>
    </>
  )
}
