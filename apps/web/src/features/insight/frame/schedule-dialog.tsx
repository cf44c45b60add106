import {
  type BodyOf,
  listColleagues,
  listReportSchedules,
  ReportFormat,
  ReportLocale,
  ReportRhythm,
  saveReportSchedule,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Checkbox, Form, Modal, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { timeText, useFailure, useKit } from '../../../ui/index.ts'

type Body = BodyOf<typeof saveReportSchedule>

interface ScheduleDialogProps {
  view: { id: string; name: string }
  onClose: () => void
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/** When, as what and to whom a saved analysis is sent. */
export function ScheduleDialog({ view, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation('insight')
  const { t: word } = useTranslation('reports')
  const { locale, zone } = useKit()
  const { user } = useMe()
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const [form] = Form.useForm<Body>()
  const every = Form.useWatch('every', form) ?? 'day'
  const { data: known } = useQuery({
    queryKey: ['reportSchedule'],
    queryFn: ({ signal }) => call(listReportSchedules, { signal }),
  })
  const { data: colleagues = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call(listColleagues, { signal }),
    staleTime: 60_000,
  })
  const save = useMutation({
    mutationFn: (body: Body) => call(saveReportSchedule, { body }),
    onSuccess: async ({ nextAt }) => {
      await client.invalidateQueries({ queryKey: ['reportSchedule'] })
      message.success(t('schedule.saved', { at: timeText(nextAt, 'exact', locale, zone) }))
      onClose()
    },
    onError: failure,
  })
  const first = useMemo<Partial<Body>>(
    () => ({
      every: 'week',
      weekday: 1,
      monthDay: 1,
      hour: 8,
      format: 'pdf',
      locale: locale === 'en' ? 'en' : 'zh-CN',
      userIds: [user.id],
      addresses: [],
      workdaysOnly: true,
    }),
    [locale, user.id],
  )
  const done = (typed: Body) =>
    save.mutate({
      ...typed,
      viewId: view.id,
      weekday: typed.every === 'week' ? (typed.weekday ?? 1) : null,
      monthDay: typed.every === 'month' ? (typed.monthDay ?? 1) : null,
    })
  return (
    <Modal
      open
      title={t('schedule.title', { name: view.name })}
      okText={t('schedule.save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={520}
    >
      {known && !known.mailIsSetUp && <Alert type="info" showIcon title={t('schedule.noMail')} />}
      <Form form={form} layout="vertical" initialValues={first} onFinish={done} className="schedule-form">
        <div className="schedule-row">
          <Form.Item name="every" label={t('schedule.every')}>
            <Select options={ReportRhythm.options.map((value) => ({ value, label: t(`schedule.rhythm.${value}`) }))} />
          </Form.Item>
          {every === 'week' && (
            <Form.Item name="weekday" label={t('schedule.weekday')}>
              <Select options={numbers(1, 7).map((value) => ({ value, label: word(`weekday.${value as 1}`) }))} />
            </Form.Item>
          )}
          {every === 'month' && (
            <Form.Item name="monthDay" label={t('schedule.monthDay')}>
              <Select options={numbers(1, 31).map((value) => ({ value, label: value }))} />
            </Form.Item>
          )}
          <Form.Item name="hour" label={t('schedule.hour')} extra={zone}>
            <Select options={numbers(0, 23).map((value) => ({ value, label: `${value}:00` }))} />
          </Form.Item>
        </div>
        <Form.Item name="workdaysOnly" valuePropName="checked" extra={t('schedule.workdaysHint')}>
          <Checkbox>{t('schedule.workdays')}</Checkbox>
        </Form.Item>
        <div className="schedule-row">
          <Form.Item name="format" label={t('schedule.format')}>
            <Select options={ReportFormat.options.map((value) => ({ value, label: t(`export.${value}`) }))} />
          </Form.Item>
          <Form.Item name="locale" label={t('schedule.language')}>
            <Select
              options={ReportLocale.options.map((value) => ({ value, label: value === 'en' ? 'English' : '简体中文' }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="userIds" label={t('schedule.people')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name="addresses" label={t('schedule.addresses')} extra={t('schedule.addressesHint')}>
          <Select mode="tags" tokenSeparators={[',', ';', ' ', '，', '；']} open={false} suffixIcon={null} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
